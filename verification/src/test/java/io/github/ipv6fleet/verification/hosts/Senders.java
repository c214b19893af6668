package io.github.ipv6fleet.verification.hosts;

import io.github.ipv6fleet.ec2sim.Ec2Simulator;
import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Whose packets they are that reach the VPC itself. */
record Senders(Ec2Simulator simulator, Supplier<List<VpcPort>> ports) {
    /** Returns the instance: by its private address, by what its interface owns, or by the wire that the packet came from. */
    Optional<String> instanceAt(InetAddress from) {
        if (from instanceof Inet6Address six && six.isLinkLocalAddress()) {
            try {
                String wire = NetworkInterface.getByIndex(six.getScopeId()).getName();
                return ports.get().stream()
                        .filter(port -> port.name().equals(wire))
                        .map(VpcPort::instanceId)
                        .findFirst();
            } catch (SocketException e) {
                return Optional.empty();
            }
        }
        String text = from.getHostAddress();
        return ports.get().stream()
                .filter(port -> from instanceof Inet6Address
                        ? owns(port, from)
                        : port.ipv4().equals(text))
                .map(VpcPort::instanceId)
                .findFirst();
    }

    private boolean owns(VpcPort port, InetAddress from) {
        return simulator.interfaces().stream()
                .filter(one -> one.id().equals(port.interfaceId()))
                .flatMap(one -> Stream.concat(
                        one.ipv6Addresses().stream().map(address -> address + "/128"), one.ipv6Prefixes().stream()))
                .anyMatch(block -> Ipv6Block.parse(block).contains(Ipv6Address.of((Inet6Address) from)));
    }
}
