package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.UserData;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/**
 * How the hosts of a fleet come to be: what differs by where their blocks come from. One lives as long as one launch.
 * Safe for use by several threads.
 */
interface Shape {
    static Shape of(Ec2Gateway ec2, FleetSettings settings, String run) {
        if (settings.blockSource().isChosenByEc2()) {
            return new ChosenShape(ec2, settings);
        }
        return settings.style().retainInterfaces() ? new RetainedShape(ec2, settings, run) : new PlannedShape(settings);
    }

    /** The hosts that are missing, as the calls that make them. */
    List<LaunchCall> calls(Planning planning);

    /** What a host reads at its first boot. */
    UserData userData(LaunchCall call);

    /** What hosts are told apart by, beside what every host's tags say. */
    Map<String, String> tags(LaunchCall call);

    /** Which of the things that the call makes get its tags. */
    default List<ResourceType> tagged() {
        return List.of(ResourceType.INSTANCE, ResourceType.NETWORK_INTERFACE, ResourceType.VOLUME);
    }

    /**
     * Makes what must be there before the call; made again it finds that. Returns false if it is time to plan again:
     * another run has launched the host meanwhile, which is then in the ledger, or has taken back what was there.
     */
    default boolean prepare(LaunchCall call, Planning planning, Ledger ledger) {
        return true;
    }

    /** What the call says of its interface: exactly one of the four forms, as EC2 refuses anything else. */
    InstanceNetworkInterfaceSpecification networkInterface(LaunchCall call);

    /** Whether EC2 refused the form of the interface, and there is another one to be tried; it is used from now on. */
    default boolean fallsBack(InstanceNetworkInterfaceSpecification refused, String code) {
        return false;
    }

    /** Whether a host that is there is the one that is wanted at its place. */
    boolean isAsPlanned(LiveHost host, Planning planning);

    /** The prefix that a host which is there lacks, as its launch could not give it. */
    default Optional<Ipv6Block> latePrefix(LiveHost host) {
        return Optional.empty();
    }

    /** The same by index, where it can only be decided for all hosts together, when all of them are there. */
    default Map<Integer, Ipv6Block> latePrefixes(Collection<LiveHost> hosts) {
        return Map.of();
    }

    /** What EC2 did not give of what was asked for; empty if nothing is lacking. */
    Optional<String> lacking(LiveHost host, Planning planning);

    /** What a host is, that lacks nothing. */
    HostPlan plan(LiveHost host, Ipv6Block subnet, Planning planning);
}
