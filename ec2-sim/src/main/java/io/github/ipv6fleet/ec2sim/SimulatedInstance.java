package io.github.ipv6fleet.ec2sim;

import io.github.ipv6fleet.ec2sim.internal.model.Instance;
import io.github.ipv6fleet.ec2sim.internal.model.NetworkInterface;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An instance as it was at a moment. Immutable. */
public final class SimulatedInstance {
    private final String id;
    private final String state;
    private final String type;
    private final String subnetId;
    private final Optional<String> clientToken;
    private final List<String> interfaceIds;
    private final Map<String, String> tags;

    SimulatedInstance(Instance each, Instant now, Map<String, String> tags) {
        id = each.id();
        state = each.state(now).text();
        type = each.launch().type().name();
        subnetId = each.subnet().id();
        clientToken = Optional.ofNullable(each.launch().clientToken());
        interfaceIds = each.interfaces().stream().map(NetworkInterface::id).toList();
        this.tags = Map.copyOf(tags);
    }

    /** Returns the id. */
    public String id() {
        return id;
    }

    /** Returns the state, such as {@code running}. */
    public String state() {
        return state;
    }

    /** Returns the instance type. */
    public String type() {
        return type;
    }

    /** Returns the id of its subnet. */
    public String subnetId() {
        return subnetId;
    }

    /** Returns the ClientToken that it was launched with, if there was one. */
    public Optional<String> clientToken() {
        return clientToken;
    }

    /** Returns the ids of its interfaces; none once it is terminated. */
    public List<String> interfaceIds() {
        return interfaceIds;
    }

    /** Returns its tags. */
    public Map<String, String> tags() {
        return tags;
    }

    /** Returns such as {@code instance i-… (running)}. */
    @Override
    public String toString() {
        return "instance " + id + " (" + state + ")";
    }
}
