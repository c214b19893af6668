package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.net.Ipv6AddressSet;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.BlockSource;
import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.FleetSpec;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.plan.HostSpec;
import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.plan.SpecProblem;
import io.github.ipv6fleet.render.FleetRenderers;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.Renderers;
import io.github.ipv6fleet.render.UserData;
import io.github.ipv6fleet.render.UserDataPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;

/**
 * Everything that the builder was told, checked and complete.
 *
 * @param subnetIds where hosts may be, at least one; they are spread over them
 * @param hosts all hosts, in the order of their indices
 * @param excluded where the planner keeps out
 * @param window where the fleet must lie; null for anywhere
 * @param instanceTypes what hosts may be, at least one; the first that EC2 has room for
 * @param imageId null for the newest Ubuntu of Canonical
 * @param tags the caller's own tags
 * @param fleetRenderers make the files about the whole fleet, which are written and not launched
 * @param keyPair that of EC2; one that is to be imported has its name here too
 * @param userDataParts the caller's own, and the one that authorises keys
 * @param style how the hosts are launched
 * @param givenPlan the plan of somebody else, if there is one; then {@code hosts} are pinned to it
 * @param options what was asked of the instances beside all this
 * @param profileName tells hosts apart that were made from other files, see {@link ProfileName}
 */
public record FleetSettings(
        String name,
        List<String> subnetIds,
        List<String> securityGroups,
        List<HostSpec> hosts,
        BlockSource blockSource,
        Ipv6AddressSet excluded,
        @Nullable Ipv6Block window,
        List<String> instanceTypes,
        @Nullable String imageId,
        @Nullable String keyPair,
        Map<String, String> tags,
        HostProfile profile,
        Renderers renderers,
        FleetRenderers fleetRenderers,
        List<UserDataPart> userDataParts,
        LaunchStyle style,
        @Nullable FleetPlan givenPlan,
        LaunchOptions options,
        String profileName) {

    /** Copies what a builder could still change. */
    public FleetSettings {
        subnetIds = List.copyOf(subnetIds);
        securityGroups = List.copyOf(securityGroups);
        hosts = List.copyOf(hosts);
        instanceTypes = List.copyOf(instanceTypes);
        tags = Map.copyOf(tags);
        userDataParts = List.copyOf(userDataParts);
    }

    /** Returns the same with blocks from elsewhere. */
    FleetSettings withSource(BlockSource source) {
        return with(hosts, source);
    }

    /** Returns the same as EC2 runs it, which chooses the blocks and knows no host by name. */
    FleetSettings forEc2() {
        List<HostSpec> unnamed =
                FleetDraft.spec(name).hosts(hosts.size()).build().hosts();
        return with(unnamed, BlockSource.chosenByEc2());
    }

    /** Returns the same with another host at a place. */
    FleetSettings with(int index, HostSpec host) {
        List<HostSpec> changed = new ArrayList<>(hosts);
        changed.set(index, host);
        return with(changed, blockSource);
    }

    /**
     * Returns the same fleet with so many hosts: the first of those that there are, and others without pins.
     *
     * @throws IllegalArgumentException if there would be none, or more than any fleet has
     * @throws PlanException if there would be more than was said that there may be, or one that is named would have to go
     */
    FleetSettings ofSize(int count) {
        if (givenPlan != null) {
            throw new IllegalStateException("fleet " + name + " is launched by a plan that was given, which has "
                    + hosts.size() + " hosts; give another plan");
        }
        FleetSpec.Builder spec = FleetDraft.spec(name).hosts(count);
        List<SpecProblem> problems = new ArrayList<>();
        LaunchOptions.tooMany(count, options.maxHosts()).ifPresent(problems::add);
        namedFrom(count).ifPresent(problems::add);
        if (!problems.isEmpty()) {
            throw new PlanException(problems);
        }
        hosts.stream().limit(count).forEach(spec::host);
        return with(FleetDraft.naming(profile, spec.build().hosts(), blockSource), blockSource);
    }

    /** A host that somebody named does not go because a number was said. */
    private Optional<SpecProblem> namedFrom(int count) {
        List<String> named = IntStream.range(count, hosts.size())
                .filter(index -> !hosts.get(index).name().equals(FleetIdentity.numbered(name, index)))
                .mapToObj(index -> "host(\"" + hosts.get(index).name() + "\")")
                .toList();
        String them = named.size() == 1 ? "it" : "them";
        return named.isEmpty()
                ? Optional.empty()
                : Optional.of(new SpecProblem(
                        "scaleTo(" + count + ")",
                        "would end " + String.join(", ", named) + ", and the fleet is to have " + them,
                        "leave " + them + " out of the builder, then call scaleTo(" + count + ") again"));
    }

    private FleetSettings with(List<HostSpec> changed, BlockSource source) {
        return new FleetSettings(
                name,
                subnetIds,
                securityGroups,
                changed,
                source,
                excluded,
                window,
                instanceTypes,
                imageId,
                keyPair,
                tags,
                profile,
                renderers,
                fleetRenderers,
                userDataParts,
                style,
                givenPlan,
                options,
                profileName);
    }

    /** Returns what a host reads at its first boot: the caller's parts, and the library's own last. */
    UserData userData(HostConfig config) {
        return withParts(UserData.builder(config));
    }

    /** Returns what hosts read whose blocks EC2 chooses, the same for all. */
    UserData selfConfiguring() {
        return withParts(UserData.selfConfiguring(renderers, profile));
    }

    private UserData withParts(UserData.Builder document) {
        userDataParts.forEach(document::part);
        return document.build();
    }

    /** Returns the subnet that a plan names, or where it names none the only one that there can be. */
    String subnetOf(HostPlan host) {
        return host.subnetId().isEmpty() ? subnetIds.get(0) : host.subnetId();
    }

    /** Returns what every new interface has, whatever its addresses: it is closed, and goes with its instance. */
    InstanceNetworkInterfaceSpecification.Builder newInterface(String subnetId) {
        return InstanceNetworkInterfaceSpecification.builder()
                .deviceIndex(0)
                .subnetId(subnetId)
                .groups(securityGroups)
                .associatePublicIpAddress(options.publicIpv4())
                .deleteOnTermination(true);
    }
}
