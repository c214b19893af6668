package io.github.ipv6fleet.ec2sim.internal.model;

import io.github.ipv6fleet.ec2sim.internal.net.Ipv4Block;
import io.github.ipv6fleet.ec2sim.internal.net.Ipv6Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A subnet with the address space it gives out. One without an IPv4 block is IPv6-only. */
public final class Subnet {
    private final String id;
    private final long order;
    private final Vpc vpc;
    private final Zone zone;
    private final @Nullable Ipv4Space ipv4;
    private @Nullable Ipv6Space ipv6;
    private final boolean defaultForAz;
    private final List<CidrReservation> reservations = new ArrayList<>();
    private boolean assignIpv6AddressOnCreation;
    private boolean mapPublicIpOnLaunch;

    Subnet(
            String id,
            long order,
            Vpc vpc,
            Zone zone,
            @Nullable Ipv4Block ipv4,
            @Nullable Ipv6Block ipv6,
            boolean defaultForAz) {
        this.id = id;
        this.order = order;
        this.vpc = vpc;
        this.zone = zone;
        this.ipv4 = ipv4 == null ? null : new Ipv4Space(ipv4);
        this.ipv6 = ipv6 == null ? null : new Ipv6Space(ipv6);
        this.defaultForAz = defaultForAz;
        this.mapPublicIpOnLaunch = defaultForAz; // as EC2's default subnets
        this.assignIpv6AddressOnCreation = ipv4 == null; // an IPv6-only subnet always gives one
    }

    public String id() {
        return id;
    }

    public long order() {
        return order;
    }

    public Vpc vpc() {
        return vpc;
    }

    public Zone zone() {
        return zone;
    }

    public @Nullable Ipv4Space ipv4() {
        return ipv4;
    }

    public @Nullable Ipv6Space ipv6() {
        return ipv6;
    }

    /** Gives a subnet that has no IPv6 this block. */
    public void ipv6(Ipv6Block block) {
        ipv6 = new Ipv6Space(block);
    }

    public boolean defaultForAz() {
        return defaultForAz;
    }

    public boolean assignIpv6AddressOnCreation() {
        return assignIpv6AddressOnCreation;
    }

    public void assignIpv6AddressOnCreation(boolean value) {
        assignIpv6AddressOnCreation = value;
    }

    public boolean mapPublicIpOnLaunch() {
        return mapPublicIpOnLaunch;
    }

    public void mapPublicIpOnLaunch(boolean value) {
        mapPublicIpOnLaunch = value;
    }

    /** Returns the reservations, in the order in which they were made; the caller may change the list. */
    public List<CidrReservation> reservations() {
        return reservations;
    }

    List<Ipv6Block> ipv6Reservations(String... types) {
        return reservations.stream()
                .filter(each -> List.of(types).contains(each.type()))
                .flatMap(each -> Stream.ofNullable(each.ipv6()))
                .toList();
    }

    List<Ipv4Block> ipv4Reservations() {
        return reservations.stream()
                .map(CidrReservation::ipv4)
                .filter(Objects::nonNull)
                .toList();
    }
}
