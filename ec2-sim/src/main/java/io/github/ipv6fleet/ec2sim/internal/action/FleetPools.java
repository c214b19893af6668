package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.AssumedCode;
import io.github.ipv6fleet.ec2sim.AssumedRule;
import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.Fleet;
import io.github.ipv6fleet.ec2sim.internal.model.Fleet.Config;
import io.github.ipv6fleet.ec2sim.internal.model.Fleet.Pool;
import io.github.ipv6fleet.ec2sim.internal.model.Subnet;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** The pools of a fleet: its templates, each with each of its overrides, and with each subnet of these. */
final class FleetPools {
    private static final int MOST_WEIGHT = 999;

    private FleetPools() {}

    /** Returns them in the order in which they are tried: by priority if that is the strategy, else as they were sent. */
    static List<Pool> of(List<Config> configs, String strategy) {
        List<Pool> pools = new ArrayList<>();
        for (Config config : configs) {
            if (config.overrides().isEmpty()) {
                pools.add(pool(config, new TreeMap<>()));
            }
            for (NavigableMap<String, String> override : config.overrides()) {
                for (String subnet : override.getOrDefault("SubnetId", "").split(",", -1)) {
                    NavigableMap<String, String> one = new TreeMap<>(override);
                    one.remove("SubnetId");
                    if (!subnet.isBlank()) {
                        one.put("SubnetId", subnet.strip());
                    }
                    pools.add(pool(config, one));
                }
            }
        }
        if (strategy.endsWith("prioritized")) { // the lower the number the higher the priority; none is the lowest
            pools.sort(Comparator.comparingDouble(Pool::priority));
        }
        return pools;
    }

    private static Pool pool(Config config, NavigableMap<String, String> override) {
        double weight = Double.parseDouble(override.getOrDefault("WeightedCapacity", "1"));
        String priority = override.get("Priority");
        return new Pool(config, override, weight, priority == null ? Double.MAX_VALUE : Double.parseDouble(priority));
    }

    /**
     * Refuses weights beyond those of Auto Scaling groups, and two pools of one instance type in one zone: "An EC2 Fleet request can't span different subnets from the same
     * Availability Zone" (EC2 User Guide). The text is quoted in public guides; the code is not with it.
     */
    static void check(World world, List<Config> configs) {
        Set<String> seen = new HashSet<>();
        boolean anyWeight = !world.assumptions().holds(AssumedRule.FLEET_WEIGHTS_END_AT_999);
        for (Pool pool : of(configs, "")) {
            if (pool.weight() < 1 || (pool.weight() > MOST_WEIGHT && !anyWeight)) {
                throw Ec2Error.invalidValue("WeightedCapacity", pool.override().getOrDefault("WeightedCapacity", ""));
            }
            if (!seen.add(type(world, pool) + " in " + zone(world, pool))) {
                throw Ec2Error.assumed(
                        AssumedCode.DUPLICATE_POOLS, "The fleet configuration contains duplicate instance pools");
            }
        }
    }

    /** Returns the parameters of RunInstances that make instances of this pool. */
    static Map<String, String> parameters(World world, Pool pool, Map<String, String> launch) {
        Map<String, String> more = new TreeMap<>(launch);
        copy(pool, "InstanceType", more, "InstanceType");
        copy(pool, "ImageId", more, "ImageId");
        copy(pool, "AvailabilityZone", more, "Placement.AvailabilityZone");
        NavigableMap<String, String> all = template(world, pool).under(more);
        String subnet = pool.override().get("SubnetId");
        if (subnet != null) {
            put(all, subnet);
        }
        return all;
    }

    private static void copy(Pool pool, String name, Map<String, String> to, String as) {
        String value = pool.override().get(name);
        if (value != null) {
            to.put(as, value);
        }
    }

    /** An override's subnet is that of the template's interfaces: aws/karpenter-provider-aws launches so. */
    private static void put(NavigableMap<String, String> all, String subnet) {
        List<String> interfaces = all.keySet().stream()
                .filter(name -> name.matches("NetworkInterface[.][0-9]+[.].*"))
                .map(name -> name.substring(0, name.indexOf('.', "NetworkInterface.".length())))
                .distinct()
                .filter(each -> !all.containsKey(each + ".NetworkInterfaceId"))
                .toList();
        interfaces.forEach(each -> all.put(each + ".SubnetId", subnet));
        if (interfaces.isEmpty()) {
            all.put("SubnetId", subnet);
        }
    }

    static TemplateChoice.Found template(World world, Pool pool) {
        TemplateReference reference = new TemplateReference(pool.config().templateId(), null);
        return new TemplateChoice(reference, pool.config().version()).in(world);
    }

    /** Returns the instance type, or "" where nobody has named one. */
    static String type(World world, Pool pool) {
        return parameters(world, pool, Map.of()).getOrDefault("InstanceType", "");
    }

    /** Returns the name of the zone, or "" where EC2 would choose one. */
    static String zone(World world, Pool pool) {
        Map<String, String> all = parameters(world, pool, Map.of());
        String subnet = all.getOrDefault("NetworkInterface.1.SubnetId", all.getOrDefault("SubnetId", ""));
        Subnet found = world.subnets().get(subnet);
        return found != null ? found.zone().name() : all.getOrDefault("Placement.AvailabilityZone", "");
    }

    /** Returns the pools of a fleet for one kind of instance. */
    static List<Pool> of(Fleet fleet, boolean spot) {
        return of(
                fleet.configs(),
                spot ? fleet.options().spotStrategy() : fleet.options().onDemandStrategy());
    }
}
