package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.Finder;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What can bear tags, by the prefix of its id. */
final class TaggedResources {
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("acl", "network-acl"),
            Map.entry("ami", "image"),
            Map.entry("eigw", "egress-only-internet-gateway"),
            Map.entry("eni", "network-interface"),
            Map.entry("fleet", "fleet"),
            Map.entry("i", "instance"),
            Map.entry("igw", "internet-gateway"),
            Map.entry("key", "key-pair"),
            Map.entry("lt", "launch-template"),
            Map.entry("rtb", "route-table"),
            Map.entry("scr", "subnet-cidr-reservation"),
            Map.entry("sg", "security-group"),
            Map.entry("sgr", "security-group-rule"),
            Map.entry("subnet", "subnet"),
            Map.entry("vol", "volume"),
            Map.entry("vpc", "vpc"));

    private TaggedResources() {}

    /** Returns EC2's word for the type of the resource. */
    static String type(String id) {
        return TYPES.getOrDefault(prefix(id), "");
    }

    private static String prefix(String id) {
        int dash = id.indexOf('-');
        return dash < 0 ? "" : id.substring(0, dash);
    }

    /** Refuses an id of something that is not there. */
    static void check(World world, String id) {
        switch (prefix(id)) {
            case "ami" -> Finder.image(world, id);
            case "eni" -> Finder.networkInterface(world, id);
            case "fleet" -> FleetActions.find(world, id);
            case "i" -> Finder.instances(world, List.of(id));
            case "lt" -> TemplateReference.byId(world, id);
            case "sg" -> Finder.group(world, id);
            case "subnet" -> Finder.subnet(world, id);
            case "vpc" -> Finder.vpc(world, id);
            default -> checkOther(world, id);
        }
    }

    /** (D) InvalidID: "The specified ID for the resource you are trying to tag is not valid". */
    private static void checkOther(World world, String id) {
        boolean there = switch (prefix(id)) {
            case "acl" -> world.routing().acls().containsKey(id);
            case "igw", "eigw" -> world.routing().gateways().containsKey(id);
            case "rtb" -> world.routing().tables().containsKey(id);
            case "key" ->
                world.keys().values().stream().anyMatch(each -> each.id().equals(id));
            case "vol" -> world.volumes().byId().containsKey(id);
            case "sgr" ->
                world.groups().values().stream()
                        .flatMap(each -> Stream.concat(each.ingress().stream(), each.egress().stream()))
                        .anyMatch(each -> each.id().equals(id));
            case "scr" ->
                world.subnets().values().stream()
                        .flatMap(each -> each.reservations().stream())
                        .anyMatch(each -> each.id().equals(id));
            default -> false;
        };
        if (!there) {
            throw Ec2Error.refused("InvalidID", "The ID '" + id + "' is not valid");
        }
    }
}
