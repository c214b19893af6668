package io.github.ipv6fleet.verification.hosts;

import io.github.ipv6fleet.verification.packets.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Gives each interface the private IPv4 address and the first IPv6 address that EC2 says it has, and no other; and is the
 * resolver that it says there is, which knows no name but says so at once. Used by one thread.
 */
final class Dhcp implements AutoCloseable {
    private final Path folder;
    private final Map<String, VpcPort> ports = new TreeMap<>();
    private final String subnet;
    private Process process;

    /** @param subnet whose IPv6 addresses it gives, such as 2001:db8::/64 */
    Dhcp(Path folder, String subnet) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.subnet = subnet;
        this.process = start();
    }

    void add(VpcPort port) {
        ports.put(port.name(), port);
        restart();
    }

    void remove(VpcPort port) {
        if (ports.remove(port.name()) != null) {
            restart();
        }
    }

    /** It forgets all leases: another interface may have the address now, as it may in a VPC. */
    private void restart() {
        close();
        try {
            process = start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process start() throws IOException {
        Path hosts = folder.resolve("hosts");
        Files.writeString(
                hosts,
                ports.values().stream()
                        .map(port -> port.mac()
                                + (port.ipv4().isEmpty() ? "" : "," + port.ipv4())
                                + (port.ipv6().isEmpty() ? "" : ",[" + port.ipv6() + "]")
                                + "\n")
                        .collect(Collectors.joining()));
        Path leases = folder.resolve("leases");
        Files.deleteIfExists(leases);
        ProcessBuilder builder = new ProcessBuilder(
                        "dnsmasq",
                        "--keep-in-foreground",
                        "--conf-file=/dev/null",
                        "--bind-dynamic",
                        "--interface=p*",
                        "--listen-address=" + SmallVpc.RESOLVER,
                        "--listen-address=" + SmallVpc.RESOLVER_IPV6,
                        "--no-resolv",
                        "--no-hosts",
                        "--dhcp-option=option:dns-server," + SmallVpc.RESOLVER,
                        "--dhcp-range=" + SmallVpc.NETWORK + ",static," + SmallVpc.MASK,
                        "--dhcp-range=" + subnet.replace("/64", ",static,64"),
                        "--dhcp-authoritative",
                        "--dhcp-hostsfile=" + hosts,
                        "--dhcp-leasefile=" + leases,
                        "--pid-file",
                        "--user=root")
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
        Shell.clean(builder);
        return builder.start();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
