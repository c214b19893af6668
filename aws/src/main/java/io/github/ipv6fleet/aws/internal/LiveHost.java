package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.HostPlan;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.StateReason;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * An instance that is a host of the fleet, because its ClientToken says so. What its other tags tell of it is read when
 * asked for: a host whose tags somebody spoilt can still be ended.
 */
record LiveHost(Instance instance, Map<String, String> tags, int index, int generation) {
    /** Who an address that goes with the instance belongs to (EC2 API reference, InstanceNetworkInterfaceAssociation). */
    private static final String AMAZON = "amazon";

    /** Reads an instance that carries the fleet's tag; empty if its token is not ours, whatever its tags say. */
    static Optional<LiveHost> of(String fleet, Instance instance) {
        Map<String, String> tags =
                instance.tags().stream().collect(Collectors.toUnmodifiableMap(Tag::key, Tag::value, (a, b) -> a));
        int index = number(tags.get(FleetIdentity.INDEX));
        int generation = number(tags.get(FleetIdentity.GENERATION));
        String subnet = tags.get(FleetIdentity.SUBNET);
        if (index < 0 || generation < 0 || subnet == null) {
            return Optional.empty();
        }
        String token = FleetIdentity.clientToken(fleet, subnet, generation, index);
        return token.equals(instance.clientToken())
                ? Optional.of(new LiveHost(instance, tags, index, generation))
                : Optional.empty();
    }

    private static int number(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
    }

    /** The id of the run that launched it. */
    String run() {
        return tags.getOrDefault(FleetIdentity.RUN, "");
    }

    /** What it was rendered for, see {@link FleetIdentity#PROFILE}. */
    String profile() {
        return tag(FleetIdentity.PROFILE, Function.identity());
    }

    String name() {
        return tag(FleetIdentity.HOST, Function.identity());
    }

    Ipv6Address address() {
        return tag(FleetIdentity.ADDRESS, Ipv6Address::parse);
    }

    /** The block that it was launched for; a delegated prefix may not have been assigned yet. */
    Ipv6Block block() {
        return tag(FleetIdentity.BLOCK, Ipv6Block::parse);
    }

    private <T> T tag(String key, Function<String, T> read) {
        String value = tags.get(key);
        try {
            if (value != null) {
                return read.apply(value);
            }
        } catch (IllegalArgumentException e) {
            // Says the same as a missing tag: somebody changed it.
        }
        throw Maker.get()
                .exception("instance " + instanceId() + " is of this fleet, but its tag " + key + " is "
                        + (value == null ? "gone" : "\"" + value + "\"")
                        + "; put back the value that its user data names, or terminate the instance");
    }

    boolean isThere() {
        return !isEnding() && !isTerminated();
    }

    boolean isEnding() {
        return instance.state().name() == InstanceStateName.SHUTTING_DOWN;
    }

    boolean isTerminated() {
        return instance.state().name() == InstanceStateName.TERMINATED;
    }

    boolean isRunning() {
        return instance.state().name() == InstanceStateName.RUNNING;
    }

    boolean isComingUp() {
        return isRunning() || instance.state().name() == InstanceStateName.PENDING;
    }

    boolean isAsPlanned(HostPlan plan) {
        return name().equals(plan.name()) && address().equals(plan.address()) && block().equals(plan.containerBlock());
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
        return instance.networkInterfaces().stream()
                .filter(i ->
                        i.attachment() != null && Objects.equals(i.attachment().deviceIndex(), 0))
                .findFirst();
    }

    boolean hasPrefix() {
        Ipv6Block wanted = block();
        return networkInterface().stream()
                .flatMap(i -> i.ipv6Prefixes().stream())
                .anyMatch(p -> Ipv6Block.parse(p.ipv6Prefix()).equals(wanted));
    }

    boolean hasAddress(Ipv6Address wanted) {
        return networkInterface().stream()
                .flatMap(i -> i.ipv6Addresses().stream())
                .anyMatch(a -> Ipv6Address.parse(a.ipv6Address()).equals(wanted));
    }

    /** The plan that this host came from, as its tags tell it. */
    HostPlan plan(Ipv6Block subnet) {
        try {
            return HostPlan.builder(name(), subnet, address(), block())
                    .subnetId(Objects.requireNonNullElse(instance.subnetId(), ""))
                    .build();
        } catch (IllegalArgumentException e) {
            throw Maker.get()
                    .exception("instance " + instanceId() + " is of this fleet, but its tags do not go together: "
                            + e.getMessage() + "; put back what its user data names, or terminate the instance");
        }
    }

    /** The public IPv4 address that Amazon gave it at launch; none if somebody gave it an elastic one of their own. */
    Optional<String> publicIpv4OfAmazon() {
        return networkInterface()
                .map(InstanceNetworkInterface::association)
                .filter(association -> AMAZON.equals(association.ipOwnerId()))
                .map(InstanceNetworkInterfaceAssociation::publicIp);
    }

    LaunchedHost launched(HostPlan plan) {
        return launched(plan, Optional.empty());
    }

    /** @param keyFile a private key by which it can be logged in to, if its place is known */
    LaunchedHost launched(HostPlan plan, Optional<Path> keyFile) {
        return Maker.get()
                .host(
                        plan,
                        index,
                        instance.instanceId(),
                        networkInterface()
                                .map(InstanceNetworkInterface::networkInterfaceId)
                                .orElse(""),
                        instance.state().nameAsString(),
                        Optional.ofNullable(instance.publicIpAddress()),
                        SshCommand.to(plan.address(), tags.getOrDefault(FleetIdentity.PROFILE, ""), keyFile));
    }
}
