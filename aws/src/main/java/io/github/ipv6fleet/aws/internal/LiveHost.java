package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.HostPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.StateReason;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * An instance that is a host of the fleet, because its ClientToken says so.
 *
 * @param run the id of the run that launched it
 * @param block the block that it was launched for; a delegated prefix may not have been assigned yet
 */
record LiveHost(
        Instance instance, int index, int generation, String run, String name, Ipv6Address address, Ipv6Block block) {

    /** Reads an instance that carries the fleet's tag; empty if its token is not ours, whatever its tags say. */
    static Optional<LiveHost> of(String fleet, Instance instance) {
        Map<String, String> tags = instance.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value));
        int index = number(tags.get(FleetIdentity.INDEX));
        int generation = number(tags.get(FleetIdentity.GENERATION));
        String subnet = tags.get(FleetIdentity.SUBNET);
        if (index < 0 || generation < 0 || instance.clientToken() == null || subnet == null) {
            return Optional.empty();
        }
        String token = FleetIdentity.clientToken(fleet, subnet, generation, index);
        if (!token.equals(instance.clientToken())) {
            return Optional.empty();
        }
        if (isGone(instance) && !tags.keySet().containsAll(FleetIdentity.ALL)) {
            return Optional.empty(); // EC2 drops the tags of a terminated instance one by one
        }
        return Optional.of(new LiveHost(
                instance,
                index,
                generation,
                tag(instance, tags, FleetIdentity.RUN, Function.identity()),
                tag(instance, tags, FleetIdentity.HOST, Function.identity()),
                tag(instance, tags, FleetIdentity.ADDRESS, Ipv6Address::parse),
                tag(instance, tags, FleetIdentity.BLOCK, Ipv6Block::parse)));
    }

    private static int number(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
    }

    private static <T> T tag(Instance instance, Map<String, String> tags, String key, Function<String, T> read) {
        String value = tags.get(key);
        try {
            if (value != null) {
                return read.apply(value);
            }
        } catch (IllegalArgumentException e) {
            // Says the same as a missing tag: somebody changed it.
        }
        throw new FleetException("instance " + instance.instanceId() + " is of this fleet, but its tag " + key + " is "
                + (value == null ? "gone" : "\"" + value + "\"")
                + "; put back the value that its user data names, or terminate the instance");
    }

    boolean isThere() {
        return !isGone(instance);
    }

    private static boolean isGone(Instance instance) {
        InstanceStateName state = instance.state().name();
        return state == InstanceStateName.SHUTTING_DOWN || state == InstanceStateName.TERMINATED;
    }

    boolean isAsPlanned(HostPlan plan) {
        return name.equals(plan.name()) && address.equals(plan.address()) && block.equals(plan.containerBlock());
    }

    boolean isComingUp() {
        return isRunning() || instance.state().name() == InstanceStateName.PENDING;
    }

    boolean isRunning() {
        return instance.state().name() == InstanceStateName.RUNNING;
    }

    /** EC2's words for why it ended, such as {@code Client.VolumeLimitExceeded: …}. */
    String endReason() {
        StateReason reason = instance.stateReason();
        return reason == null || reason.message() == null ? instance.state().nameAsString() : reason.message();
    }

    String instanceId() {
        return instance.instanceId();
    }

    /** The primary interface; none once the instance is gone. */
    Optional<InstanceNetworkInterface> networkInterface() {
        List<InstanceNetworkInterface> all = instance.networkInterfaces();
        return all.stream()
                .filter(i -> i.attachment() != null && i.attachment().deviceIndex() == 0)
                .findFirst();
    }

    boolean hasPrefix() {
        return networkInterface().stream()
                .flatMap(i -> i.ipv6Prefixes().stream())
                .anyMatch(p -> Ipv6Block.parse(p.ipv6Prefix()).equals(block));
    }

    boolean hasAddress(Ipv6Address wanted) {
        return networkInterface().stream()
                .flatMap(i -> i.ipv6Addresses().stream())
                .anyMatch(a -> Ipv6Address.parse(a.ipv6Address()).equals(wanted));
    }

    /** The plan that this host came from, as its tags tell it. */
    HostPlan plan(Ipv6Block subnet) {
        return HostPlan.builder(name, subnet, address, block)
                .subnetId(instance.subnetId())
                .build();
    }

    LaunchedHost launched(HostPlan plan) {
        return new LaunchedHost(
                plan,
                index,
                instance.instanceId(),
                networkInterface()
                        .map(InstanceNetworkInterface::networkInterfaceId)
                        .orElse(""),
                instance.state().nameAsString(),
                Optional.ofNullable(instance.publicIpAddress()));
    }
}
