package io.github.ipv6fleet.ec2sim.internal.model;

import io.github.ipv6fleet.ec2sim.AssumedRule;
import io.github.ipv6fleet.ec2sim.Ec2Assumptions;
import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.Ec2Error.Call;
import io.github.ipv6fleet.ec2sim.internal.net.Ipv4Block;
import io.github.ipv6fleet.ec2sim.internal.net.Ipv6;
import io.github.ipv6fleet.ec2sim.internal.net.Ipv6Block;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules by which interfaces come to addresses and prefixes of their subnet. */
public final class Addressing {
    /** EC2 User Guide, "Assigning prefixes to network interfaces". */
    private static final int PREFIX_LENGTH = 80;

    private final Ids ids;
    private final boolean edgePrefixes;
    private final boolean reservedByName;
    private long publicAddresses;

    Addressing(Ids ids, Ec2Assumptions assumptions) {
        this.ids = ids;
        this.edgePrefixes = !assumptions.holds(AssumedRule.EDGE_PREFIXES_ARE_KEPT_BACK);
        this.reservedByName = assumptions.holds(AssumedRule.PREFIX_RESERVATIONS_CAN_BE_NAMED);
    }

    /** Gives the interface this address, if it is one that can be given. */
    public Ipv6 takeAddress(NetworkInterface each, String text, Call call) {
        Ipv6 address = Ipv6.parse(text);
        if (address == null) {
            throw Ec2Error.malformedAddress(text);
        }
        Ipv6Space space = space(each);
        Ipv6Block single = Ipv6Block.single(address);
        if (!space.block().contains(single)) {
            throw Ec2Error.addressOutsideSubnet(call, address);
        }
        if (space.reserved(single)) {
            throw Ec2Error.addressReserved(address);
        }
        if (space.inUse(single)) { // by an address, or inside a delegated prefix
            throw Ec2Error.addressInUse(call, address);
        }
        checkReservations(each, single);
        return add(each, space, address);
    }

    /** Gives the interface an address that nobody reserved. */
    public Ipv6 takeAnyAddress(NetworkInterface each) {
        Ipv6Space space = space(each);
        Ipv6 free = space.freeAddress(
                ids, each.subnet().ipv6Reservations(CidrReservation.PREFIX, CidrReservation.EXPLICIT));
        if (free == null) {
            throw Ec2Error.noFreeAddress();
        }
        return add(each, space, free);
    }

    private static Ipv6 add(NetworkInterface each, Ipv6Space space, Ipv6 address) {
        space.take(Ipv6Block.single(address));
        each.ipv6Addresses().add(address);
        return address;
    }

    /** Delegates this prefix to the interface, if it is one that can be delegated. */
    public Ipv6Block takePrefix(NetworkInterface each, String text) {
        Ipv6Block prefix = Ipv6Block.parse(text);
        if (prefix == null || prefix.length() != PREFIX_LENGTH) {
            throw Ec2Error.malformedPrefix(text);
        }
        Ipv6Space space = space(each);
        if (!space.block().contains(prefix)) {
            throw Ec2Error.prefixOutsideSubnet(prefix);
        }
        if (!edgePrefixes && space.reserved(prefix)) {
            throw Ec2Error.prefixReserved(prefix);
        }
        if (space.inUse(prefix)) {
            throw Ec2Error.prefixInUse(prefix);
        }
        checkReservations(each, prefix);
        return add(each, space, prefix);
    }

    private void checkReservations(NetworkInterface each, Ipv6Block named) {
        if (!reservedByName
                && each.subnet().ipv6Reservations(CidrReservation.PREFIX).stream()
                        .anyMatch(named::overlaps)) {
            throw Ec2Error.reservationNamed(named);
        }
    }

    /** Delegates a prefix that EC2 chooses: from the subnet's reservations for prefixes, if it has any. */
    public Ipv6Block takeAnyPrefix(NetworkInterface each) {
        Ipv6Space space = space(each);
        List<Ipv6Block> pools = each.subnet().ipv6Reservations(CidrReservation.PREFIX);
        List<Ipv6Block> fenced = each.subnet().ipv6Reservations(CidrReservation.EXPLICIT);
        for (Ipv6Block pool : pools.isEmpty() ? List.of(space.block()) : pools) {
            Ipv6Block free = space.freePrefix(ids, pool, fenced, edgePrefixes);
            if (free != null) {
                return add(each, space, free);
            }
        }
        throw Ec2Error.noFreePrefix();
    }

    private static Ipv6Block add(NetworkInterface each, Ipv6Space space, Ipv6Block prefix) {
        space.take(prefix);
        each.ipv6Prefixes().add(prefix);
        return prefix;
    }

    public void release(NetworkInterface each, Ipv6 address) {
        if (each.ipv6Addresses().remove(address)) {
            space(each).release(Ipv6Block.single(address));
        }
    }

    public void release(NetworkInterface each, Ipv6Block prefix) {
        if (each.ipv6Prefixes().remove(prefix)) {
            space(each).release(prefix);
        }
    }

    void releaseAll(NetworkInterface each) {
        List.copyOf(each.ipv6Addresses()).forEach(address -> release(each, address));
        List.copyOf(each.ipv6Prefixes()).forEach(prefix -> release(each, prefix));
        Ipv4Space ipv4 = each.subnet().ipv4();
        Long address = each.privateIp() == null ? null : Ipv4Block.parseAddress(each.privateIp());
        if (ipv4 != null && address != null) {
            ipv4.release(address);
        }
    }

    private static Ipv6Space space(NetworkInterface each) {
        Ipv6Space space = each.subnet().ipv6();
        if (space == null) {
            throw Ec2Error.subnetWithoutIpv6(each.subnet().id());
        }
        return space;
    }

    /** Takes this IPv4 address of the subnet; null stays null. */
    public @Nullable Long takeIpv4(Subnet subnet, @Nullable String text, Call call) {
        if (text == null) {
            return null;
        }
        Long address = Ipv4Block.parseAddress(text);
        if (address == null) {
            throw Ec2Error.malformedAddress(text);
        }
        Ipv4Space space = subnet.ipv4();
        if (space == null || !space.block().contains(address)) {
            throw Ec2Error.addressOutsideSubnet(call, text);
        }
        if (space.reserved(address)) {
            throw Ec2Error.addressReserved(text);
        }
        if (space.inUse(address)) {
            throw Ec2Error.ipv4InUse(call, text);
        }
        space.take(address);
        return address;
    }

    long takeAnyIpv4(Subnet subnet, Ipv4Space space) {
        long free = space.free(subnet.ipv4Reservations());
        if (free < 0) {
            throw Ec2Error.noFreeAddress();
        }
        space.take(free);
        return free;
    }

    /** Returns a public IPv4 address from the ranges for documentation, then from the one for benchmarks. */
    public String nextPublicIpv4() {
        long n = publicAddresses++;
        if (n < 254) {
            return "198.51.100." + (n + 1);
        }
        return n < 508 ? "203.0.113." + (n - 253) : Ipv4Block.text((198L << 24 | 18L << 16) + (n - 508) % (1 << 17));
    }
}
