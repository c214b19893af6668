package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.BlockSource;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.plan.HostSpec;
import io.github.ipv6fleet.text.Shown;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.StateReason;

/**
 * An instance that is a host of the fleet, because its ClientToken says so. What its other tags tell of it is read when
 * asked for: a host whose tags somebody spoilt can still be ended.
 *
 * @param call the index of the first host of the call that launched it
 * @param index its own: the call's, and its place in it
 */
record LiveHost(String fleet, Instance instance, Map<String, String> tags, int call, int index, int generation) {
    /** Of two hosts with one index the younger goes; who that is every run must find alike. */
    static final Comparator<LiveHost> OLDEST_FIRST = Comparator.comparing(
                    (LiveHost host) -> host.instance.launchTime(), Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(LiveHost::generation)
            .thenComparing(LiveHost::instanceId);

    /** More than any instance type has on an interface (Amazon EC2 User Guide, "IP addresses per network interface"). */
    private static final int MOST_ADDRESSES = 256;

    /** Who an address that goes with the instance belongs to (EC2 API reference, InstanceNetworkInterfaceAssociation). */
    private static final String AMAZON = "amazon";

    /** Reads an instance that carries the fleet's tag; empty if its token is not ours, whatever its tags say. */
    static Optional<LiveHost> of(String fleet, Instance instance) {
        Map<String, String> tags = Tags.of(instance.tags());
        int call = Tags.number(tags.get(FleetIdentity.INDEX));
        int generation = Tags.number(tags.get(FleetIdentity.GENERATION));
        String subnet = tags.get(FleetIdentity.SUBNET);
        if (call < 0 || generation < 0 || subnet == null) {
            return Optional.empty();
        }
        int place = Objects.requireNonNullElse(instance.amiLaunchIndex(), 0);
        String token = FleetIdentity.clientToken(fleet, subnet, generation, call);
        return token.equals(instance.clientToken())
                ? Optional.of(new LiveHost(fleet, instance, tags, call, call + place, generation))
                : Optional.empty();
    }

    /** A host of a fleet that was handed over, which EC2 launched and numbers nothing. */
    static LiveHost ofEc2(String fleet, Instance instance, int index) {
        return new LiveHost(fleet, instance, Tags.of(instance.tags()), index, index, 0);
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
        return isChosenByEc2() && !tags.containsKey(FleetIdentity.HOST)
                ? FleetIdentity.numbered(fleet, index)
                : tag(FleetIdentity.HOST, LiveHost::hostName);
    }

    /** Its name, as its tag tells; empty where that is lost, or is none that a host can have. */
    Optional<String> saidName() {
        return known(FleetIdentity.HOST, LiveHost::hostName);
    }

    /** Its name, or where the tag is lost what a host of its place is called that nobody named. */
    String nameOrNumber() {
        return saidName().orElseGet(() -> FleetIdentity.numbered(fleet, index));
    }

    /** A tag goes into messages, logs and folders, and others can write it. */
    private static String hostName(String tag) {
        return HostSpec.builder(tag).build().name();
    }

    /** Whether it was launched for a block of EC2's choice. */
    boolean isChosenByEc2() {
        return FleetIdentity.BY_EC2.equals(tags.get(FleetIdentity.BLOCK));
    }

    /** Where its block is from, as its tag tells; empty where that is lost or no host can have had such a block. */
    Optional<BlockSource> source() {
        return isChosenByEc2()
                ? Optional.of(BlockSource.chosenByEc2())
                : known(FleetIdentity.BLOCK, text -> BlockSource.of(Ipv6Block.parse(text)))
                        .filter(source -> source.quotaNeeded() <= MOST_ADDRESSES);
    }

    Ipv6Address address() {
        return tag(FleetIdentity.ADDRESS, Ipv6Address::parse);
    }

    /** The address that it was launched with; empty where EC2 chose it, and where the tag is lost. */
    Optional<Ipv6Address> plannedAddress() {
        return known(FleetIdentity.ADDRESS, Ipv6Address::parse);
    }

    /** The planned block that it was launched for; a delegated prefix may not have been assigned yet. */
    Ipv6Block block() {
        return tag(FleetIdentity.BLOCK, Ipv6Block::parse);
    }

    /** The subnet that it was launched in, also when it is gone. */
    String subnetId() {
        return tag(FleetIdentity.SUBNET, Function.identity());
    }

    private <T> Optional<T> known(String key, Function<String, T> read) {
        try {
            return Optional.ofNullable(tags.get(key)).map(read);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // somebody changed it, which says the same as a missing tag
        }
    }

    private <T> T tag(String key, Function<String, T> read) {
        return known(key, read).orElseThrow(() -> {
            String value = tags.get(key);
            return Maker.get()
                    .exception("instance " + instanceId() + " is of this fleet, but its tag " + key + " is "
                            + (value == null ? "gone" : "\"" + Shown.of(value) + "\"")
                            + "; put back the value that its user data names, or terminate the instance");
        });
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
        return hasPrefix(block());
    }

    boolean hasPrefix(Ipv6Block wanted) {
        return prefixes().contains(wanted);
    }

    /** The prefix that a host finds by itself: of several the lowest, which the metadata service names first. */
    Optional<Ipv6Block> prefix() {
        return prefixes().stream().min(Comparator.naturalOrder());
    }

    /** Whether its interface stays when it goes. */
    boolean retainsInterface() {
        return networkInterface().stream()
                .anyMatch(i -> Boolean.FALSE.equals(i.attachment().deleteOnTermination()));
    }

    /** Whether EC2 gave it an address of its own; such a one is given a prefix afterwards. */
    boolean wasGivenAnAddress() {
        return !addresses().isEmpty();
    }

    /** The prefixes that its interface has. */
    Set<Ipv6Block> prefixes() {
        return networkInterface().stream()
                .flatMap(i -> i.ipv6Prefixes().stream())
                .map(p -> Ipv6Block.parse(p.ipv6Prefix()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The single addresses that its interface has. */
    Set<Ipv6Address> addresses() {
        return networkInterface().stream()
                .flatMap(i -> i.ipv6Addresses().stream())
                .map(a -> Ipv6Address.parse(a.ipv6Address()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    boolean hasAddress(Ipv6Address wanted) {
        return addresses().contains(wanted);
    }

    /** The plan that this host came from, as its tags tell it, or as EC2 made it where EC2 chose. */
    HostPlan plan(Ipv6Block subnet) {
        try {
            return (isChosenByEc2() ? chosen(subnet) : HostPlan.builder(name(), subnet, address(), block()))
                    .subnetId(Objects.requireNonNullElse(instance.subnetId(), ""))
                    .build();
        } catch (IllegalArgumentException e) {
            throw Maker.get()
                    .exception("instance " + instanceId() + " is of this fleet, but its tags do not go together: "
                            + e.getMessage() + "; put back what its user data names, or terminate the instance");
        }
    }

    /** A builder of the plan of a host whose block EC2 chose. */
    HostPlan.Builder chosen(Ipv6Block subnet) {
        Ipv6Block block = prefix().orElseThrow(() -> Maker.get()
                .exception("instance " + instanceId() + " has no /80 any more, or not yet; launch again,"
                        + " or terminate the instance"));
        return HostPlan.chosenByEc2(name(), subnet, block);
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
