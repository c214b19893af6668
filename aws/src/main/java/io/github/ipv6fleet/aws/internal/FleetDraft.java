package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.net.Ipv6AddressSet;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.BlockSource;
import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.FleetSpec;
import io.github.ipv6fleet.plan.HostSpec;
import io.github.ipv6fleet.plan.InterfaceLimits;
import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.plan.SpecProblem;
import io.github.ipv6fleet.render.Container;
import io.github.ipv6fleet.render.FleetRenderers;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.OperatingSystem;
import io.github.ipv6fleet.render.Renderers;
import io.github.ipv6fleet.render.UserDataPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a builder was told so far, with every default. Plain fields: the builder alone writes them. */
public final class FleetDraft {
    /** What to say where a fleet has no name. */
    public static final SpecProblem NO_NAME =
            new SpecProblem("the fleet", "has no name", "give one with name(\"edge\")");

    /** Names and numbers are checked by the spec; the limits come from EC2, later. */
    private static final InterfaceLimits ANY_LIMITS = InterfaceLimits.of("any", 0, false);

    public @Nullable String name;
    public @Nullable String subnetId;
    public final List<String> securityGroups = new ArrayList<>();

    /** Those that were named; {@link #count} may say that there are more. */
    public final List<HostSpec> hosts = new ArrayList<>();

    /** 0 where it was not said. */
    public int count;

    public BlockSource blockSource = BlockSource.plannedPrefix();
    public final Ipv6AddressSet.Builder excluded = Ipv6AddressSet.builder();
    public @Nullable Ipv6Block window;
    public String instanceType = "t3.small";
    public @Nullable String imageId;
    public @Nullable String keyPair;
    public final Map<String, String> tags = new LinkedHashMap<>();
    public HostProfile.Builder profile = HostProfile.builder();
    public Renderers renderers = Renderers.standard();
    public FleetRenderers fleetRenderers = FleetRenderers.standard();
    public final List<UserDataPart> userDataParts = new ArrayList<>();
    public @Nullable FleetPlan plan;
    public OptionsDraft options = new OptionsDraft();

    /**
     * Returns what was said, complete.
     *
     * @throws PlanException with everything that is missing or does not go together
     */
    public FleetSettings settings() {
        List<SpecProblem> problems = new ArrayList<>();
        if (name == null) {
            problems.add(NO_NAME);
        }
        if (subnetId == null) {
            problems.add(new SpecProblem("the fleet", "has no subnet", "name one with subnet(\"subnet-...\")"));
        }
        if (tags.size() > Input.MOST_TAGS) {
            problems.add(new SpecProblem(
                    tags.size() + " tags",
                    "EC2 allows 50 for each resource, and the library needs 10",
                    "give at most " + Input.MOST_TAGS));
        }
        if (plan != null) {
            problems.addAll(GivenPlan.problems(plan, name, subnetId, hosts, count));
        }
        List<HostSpec> all = List.of();
        HostProfile checkedProfile = null;
        try {
            all = allHosts();
            problems.addAll(options.problems(keyPair, all.size()));
        } catch (PlanException e) {
            problems.addAll(e.problems());
        }
        try {
            checkedProfile = profile.build();
        } catch (PlanException e) {
            problems.addAll(e.problems());
        }
        if (checkedProfile != null && imageId == null && !hasDefaultImage(checkedProfile)) {
            problems.add(new SpecProblem(
                    "the image",
                    "by default it is " + OperatingSystem.UBUNTU_24_04 + ", but hosts are to run "
                            + checkedProfile.operatingSystem(),
                    "name one of that system with image(\"ami-...\")"));
        }
        if (name == null || subnetId == null || checkedProfile == null || !problems.isEmpty()) {
            throw new PlanException(problems);
        }
        return new FleetSettings(
                name,
                subnetId,
                securityGroups,
                naming(checkedProfile, all),
                blockSource,
                excluded.build(),
                window,
                instanceType,
                imageId,
                options.importedKey == null ? keyPair : options.importedKey.name(),
                tags,
                checkedProfile,
                renderers,
                fleetRenderers,
                withKeys(),
                plan,
                options.build());
    }

    private List<UserDataPart> withKeys() {
        List<UserDataPart> parts = new ArrayList<>(userDataParts);
        parts.addAll(options.build().keysPart());
        return parts;
    }

    private static boolean hasDefaultImage(HostProfile profile) {
        return profile.operatingSystem().codename().equals(OperatingSystem.UBUNTU_24_04.codename());
    }

    /** A container that every host starts has an address of its own in the plan of each, where that can be. */
    private static List<HostSpec> naming(HostProfile profile, List<HostSpec> hosts) {
        List<String> names = profile.containers().stream()
                .filter(container -> !container.takesNextAddress() && !profile.usesDocker0())
                .map(Container::name)
                .toList();
        return hosts.stream().map(host -> naming(names, host)).toList();
    }

    private static HostSpec naming(List<String> names, HostSpec host) {
        HostSpec.Builder named = host.toBuilder();
        names.stream().filter(name -> !host.namedContainers().containsKey(name)).forEach(named::container);
        return named.build();
    }

    private List<HostSpec> allHosts() {
        FleetSpec.Builder spec = FleetSpec.builder(name == null ? "fleet" : name, ANY_LIMITS);
        hosts.forEach(spec::host);
        if (count > 0) {
            spec.hosts(count);
        }
        return spec.build().hosts();
    }
}
