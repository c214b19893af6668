package io.github.ipv6fleet.ec2sim;

import io.github.ipv6fleet.ec2sim.internal.model.Attachment;
import io.github.ipv6fleet.ec2sim.internal.model.NetworkInterface;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A network interface as it was at a moment. Immutable. */
public final class SimulatedInterface {
    private final String id;
    private final String subnetId;
    private final String status;
    private final Optional<String> instanceId;
    private final List<String> ipv6Addresses;
    private final List<String> ipv6Prefixes;
    private final Map<String, String> tags;

    SimulatedInterface(NetworkInterface each, Map<String, String> tags) {
        Attachment attachment = each.attachment();
        id = each.id();
        subnetId = each.subnet().id();
        status = each.status();
        instanceId = Optional.ofNullable(attachment).map(Attachment::instanceId);
        ipv6Addresses = each.ipv6Addresses().stream().map(Object::toString).toList();
        ipv6Prefixes = each.ipv6Prefixes().stream().map(Object::toString).toList();
        this.tags = Map.copyOf(tags);
    }

    /** Returns the id. */
    public String id() {
        return id;
    }

    /** Returns the id of its subnet. */
    public String subnetId() {
        return subnetId;
    }

    /** Returns {@code available} or {@code in-use}. */
    public String status() {
        return status;
    }

    /** Returns the id of the instance that it is attached to, if there is one. */
    public Optional<String> instanceId() {
        return instanceId;
    }

    /** Returns its IPv6 addresses, in the order in which it got them, such as {@code 2600:1f18:47b:ca03::8}. */
    public List<String> ipv6Addresses() {
        return ipv6Addresses;
    }

    /** Returns the prefixes delegated to it, such as {@code 2600:1f18:47b:ca03:1::/80}. */
    public List<String> ipv6Prefixes() {
        return ipv6Prefixes;
    }

    /** Returns its tags. */
    public Map<String, String> tags() {
        return tags;
    }

    /** Returns such as {@code interface eni-… (available)}. */
    @Override
    public String toString() {
        return "interface " + id + " (" + status + ")";
    }
}
