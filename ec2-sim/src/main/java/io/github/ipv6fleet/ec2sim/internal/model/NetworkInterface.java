package io.github.ipv6fleet.ec2sim.internal.model;

import io.github.ipv6fleet.ec2sim.internal.net.Ipv6;
import io.github.ipv6fleet.ec2sim.internal.net.Ipv6Block;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A network interface. What it holds of its subnet changes through {@link World} only. */
public final class NetworkInterface {
    private final String id;
    private final long order;
    private final Subnet subnet;
    private final String macAddress;
    private String description;
    private List<SecurityGroup> groups;
    private boolean sourceDestCheck = true;
    private final List<Ipv6> ipv6Addresses = new ArrayList<>();
    private final List<Ipv6Block> ipv6Prefixes = new ArrayList<>();
    private final @Nullable String privateIp;
    private boolean primaryIpv6;
    private @Nullable String publicIp;
    private @Nullable Attachment attachment;

    NetworkInterface(
            String id,
            long order,
            Subnet subnet,
            String macAddress,
            String description,
            List<SecurityGroup> groups,
            @Nullable String privateIp) {
        this.id = id;
        this.order = order;
        this.subnet = subnet;
        this.macAddress = macAddress;
        this.description = description;
        this.groups = groups;
        this.privateIp = privateIp;
    }

    public String id() {
        return id;
    }

    public long order() {
        return order;
    }

    public Subnet subnet() {
        return subnet;
    }

    public String macAddress() {
        return macAddress;
    }

    public String description() {
        return description;
    }

    public void description(String value) {
        description = value;
    }

    public List<SecurityGroup> groups() {
        return groups;
    }

    public void groups(List<SecurityGroup> value) {
        groups = List.copyOf(value);
    }

    /** Returns whether packets to and from others than the interface itself are dropped. */
    public boolean sourceDestCheck() {
        return sourceDestCheck;
    }

    public void sourceDestCheck(boolean value) {
        sourceDestCheck = value;
    }

    /** Returns the private IPv4 address; there is none in an IPv6-only subnet. */
    public @Nullable String privateIp() {
        return privateIp;
    }

    public @Nullable String publicIp() {
        return publicIp;
    }

    public void publicIp(@Nullable String address) {
        publicIp = address;
    }

    /** Returns the single addresses, in the order in which they were asked for. */
    public List<Ipv6> ipv6Addresses() {
        return ipv6Addresses;
    }

    public List<Ipv6Block> ipv6Prefixes() {
        return ipv6Prefixes;
    }

    /** Returns what counts against the quota of the instance type: a prefix counts as one address. */
    public int ipv6Count() {
        return ipv6Addresses.size() + ipv6Prefixes.size();
    }

    /** Returns whether the first address is marked as primary and stays until the interface is detached. */
    public boolean primaryIpv6() {
        return primaryIpv6;
    }

    public void primaryIpv6(boolean value) {
        primaryIpv6 = value;
    }

    public @Nullable Attachment attachment() {
        return attachment;
    }

    public void attachment(@Nullable Attachment value) {
        attachment = value;
    }

    public String status() {
        return attachment == null ? "available" : "in-use";
    }
}
