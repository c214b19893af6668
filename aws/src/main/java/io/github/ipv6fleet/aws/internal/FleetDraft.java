package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.ThisHost;
import io.github.ipv6fleet.net.Ipv6AddressSet;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.BlockSource;
import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.FleetSpec;
import io.github.ipv6fleet.plan.HostSpec;
import io.github.ipv6fleet.plan.InterfaceLimits;
import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.plan.SpecProblem;
import io.github.ipv6fleet.render.FleetRenderers;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.OperatingSystem;
import io.github.ipv6fleet.render.Renderers;
import io.github.ipv6fleet.render.UserDataPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a builder was told so far, with every default. Plain fields: the builder alone writes them. */
public final class FleetDraft {
    /** What to say where a fleet has no name. */
    public static final SpecProblem NO_NAME =
            new SpecProblem("the fleet", "has no name", "give one with name(\"edge\")");

    static final String DEFAULT_TYPE = "t3.small";

    /** The limits come from EC2, later. */
    private static final InterfaceLimits ANY_LIMITS = InterfaceLimits.of("any", 0, false);

    public @Nullable String name;

    /** Whose place and kind are taken where nothing was said of them. */
    public @Nullable ThisHost like;

    public final Set<String> subnetIds = new LinkedHashSet<>();
    public final List<String> securityGroups = new ArrayList<>();

    /** Those that were named; {@link #count} may say that there are more. */
    public final List<HostSpec> hosts = new ArrayList<>();

    /** 0 where it was not said. */
    public int count;

    public BlockSource blockSource = BlockSource.plannedPrefix();
    public final Ipv6AddressSet.Builder excluded = Ipv6AddressSet.builder();
    /** Where the fleet must lie; where it was not said, {@link #reserved}. */
    public @Nullable Ipv6Block window;

    /** What was said; {@link #DEFAULT_TYPE} where nothing was. */
    public final Set<String> instanceTypes = new LinkedHashSet<>();

    public @Nullable String imageId;
    public @Nullable String keyPair;
    public final Map<String, String> tags = new LinkedHashMap<>();
    public HostProfile.Builder profile = HostProfile.builder();
    public Renderers renderers = Renderers.standard();
    public FleetRenderers fleetRenderers = FleetRenderers.standard();
    public final List<UserDataPart> userDataParts = new ArrayList<>();
    public @Nullable FleetPlan plan;
    public int hostsPerCall = LaunchStyle.DEFAULT.hostsPerCall();
    public boolean retainInterfaces;
    public boolean keepPartial;
    public @Nullable Ipv6Block reserved;
    public final OptionsDraft options = new OptionsDraft();

    /** Returns the spec of a fleet of which nothing is known but its name; it checks names and numbers, and no limit. */
    public static FleetSpec.Builder spec(String name) {
        return FleetSpec.builder(name, ANY_LIMITS);
    }

    /** Returns the subnets that were named, or that of the host that this fleet is to be like. */
    public Set<String> subnets() {
        return subnetIds.isEmpty() && like != null ? Set.of(like.subnetId()) : subnetIds;
    }

    /** Returns the Region of that host; null where nobody named a host. */
    public @Nullable String region() {
        return like == null ? null : like.region();
    }

    private List<String> groups() {
        return securityGroups.isEmpty() && like != null ? like.securityGroupIds() : securityGroups;
    }

    private List<String> types() {
        if (!instanceTypes.isEmpty()) {
            return List.copyOf(instanceTypes);
        }
        return List.of(like != null ? like.instanceType() : DEFAULT_TYPE);
    }

    private @Nullable String image() {
        return imageId == null && like != null ? like.imageId() : imageId;
    }

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
        if (subnets().isEmpty()) {
            problems.add(new SpecProblem("the fleet", "has no subnet", "name one with subnet(\"subnet-...\")"));
        }
        if (reserved != null && subnetIds.size() > 1) {
            problems.add(new SpecProblem(
                    "reserve(" + reserved + ")",
                    "a block is of one subnet, and the fleet has " + subnetIds.size(),
                    "name one subnet, or reserve by hand and say within(...)"));
        }
        if (reserved != null && window != null && !reserved.contains(window)) {
            problems.add(new SpecProblem(
                    "within(" + window + ")",
                    "does not lie in what is reserved for the fleet, reserve(" + reserved + ")",
                    "give a block of it, or leave one of both away"));
        }
        if (tags.size() > Input.MOST_TAGS) {
            problems.add(new SpecProblem(
                    tags.size() + " tags",
                    "EC2 allows 50 for each resource, and the library needs 10",
                    "give at most " + Input.MOST_TAGS));
        }
        if (plan != null) {
            problems.addAll(GivenPlan.problems(plan, name, subnets(), hosts, count));
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
        if (checkedProfile != null && image() == null && !hasDefaultImage(checkedProfile)) {
            problems.add(new SpecProblem(
                    "the image",
                    "by default it is " + OperatingSystem.UBUNTU_24_04 + ", but hosts are to run "
                            + checkedProfile.operatingSystem(),
                    "name one of that system with image(\"ami-...\")"));
        }
        problems.addAll(shapeProblems());
        if (name == null || checkedProfile == null || !problems.isEmpty()) {
            throw new PlanException(problems);
        }
        return new FleetSettings(
                name,
                List.copyOf(subnets()),
                groups(),
                naming(checkedProfile, all, blockSource),
                blockSource,
                excluded.build(),
                window != null ? window : reserved,
                types(),
                image(),
                options.importedKey == null ? keyPair : options.importedKey.name(),
                tags,
                checkedProfile,
                renderers,
                fleetRenderers,
                withKeys(),
                new LaunchStyle(hostsPerCall, retainInterfaces, keepPartial, reserved),
                plan,
                options.build(),
                ProfileName.of(checkedProfile, renderers, userDataParts, options.build()));
    }

    private List<UserDataPart> withKeys() {
        List<UserDataPart> parts = new ArrayList<>(userDataParts);
        parts.addAll(options.build().keysPart());
        return parts;
    }

    /** What cannot go together with a block that nobody knows before the host is there. */
    private List<SpecProblem> shapeProblems() {
        List<SpecProblem> problems = new ArrayList<>();
        if (retainInterfaces && options.publicIpv4) {
            problems.add(new SpecProblem(
                    "publicIpv4(true) on retained interfaces",
                    "EC2 gives a public IPv4 address to interfaces that a launch makes, and these are there before",
                    "leave one of both away"));
        }
        if (!blockSource.isChosenByEc2()) {
            return problems;
        }
        String remedy = "leave it away, or use BlockSource.plannedPrefix()";
        for (HostSpec host : hosts) {
            if (host.address().isPresent() || host.containers().isPresent()) {
                problems.add(new SpecProblem(
                        "host " + host.name() + " is pinned", "but its block is to be chosen by EC2", remedy));
            }
            if (!host.namedContainers().isEmpty()) {
                problems.add(new SpecProblem(
                        "host " + host.name() + " has containers with an address for good",
                        "but its block is to be chosen by EC2",
                        remedy));
            }
        }
        if (window != null || reserved != null) {
            problems.add(
                    new SpecProblem("a block to stay within", "EC2 chooses the blocks from all of the subnet", remedy));
        }
        if (!excluded.build().isEmpty()) {
            problems.add(new SpecProblem("what is excluded", "EC2 chooses the blocks from all of the subnet", remedy));
        }
        if (retainInterfaces) {
            problems.add(new SpecProblem(
                    "retained interfaces", "are made with addresses, and EC2 is to choose the blocks", remedy));
        }
        if (!blockSource.equals(BlockSource.chosenByEc2())) {
            problems.add(new SpecProblem(
                    "a container network of its own size",
                    "a host that finds its block itself takes the default",
                    remedy));
        }
        return problems;
    }

    private static boolean hasDefaultImage(HostProfile profile) {
        return profile.operatingSystem().codename().equals(OperatingSystem.UBUNTU_24_04.codename());
    }

    /** A container that every host starts has an address of its own in the plan of each, where that can be. */
    static List<HostSpec> naming(HostProfile profile, List<HostSpec> hosts, BlockSource source) {
        if (source.isChosenByEc2()) {
            return hosts;
        }
        List<String> names = profile.pinnedContainers();
        return hosts.stream().map(host -> naming(names, host)).toList();
    }

    private static HostSpec naming(List<String> names, HostSpec host) {
        HostSpec.Builder named = host.toBuilder();
        names.stream().filter(name -> !host.namedContainers().containsKey(name)).forEach(named::container);
        return named.build();
    }

    private List<HostSpec> allHosts() {
        FleetSpec.Builder spec = spec(name == null ? "fleet" : name);
        hosts.forEach(spec::host);
        if (count > 0) {
            spec.hosts(count);
        }
        return spec.build().hosts();
    }
}
