package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.auth.Check;
import io.github.ipv6fleet.ec2sim.internal.model.Fleet;
import io.github.ipv6fleet.ec2sim.internal.model.Subnet;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one must be allowed to do for a call (Service Authorization Reference, "Actions, resources, and condition keys for
 * Amazon EC2"): the action on every resource that it names or makes, CreateTags on what it tags as it makes it, PassRole on
 * the role that it gives to instances. Reads have no resource there, but for those of one instance or interface.
 */
public final class Permits {
    /** Reads of one resource, which can be allowed by resource. */
    private static final Set<String> READS_OF_ONE =
            Set.of("DescribeInstanceAttribute", "DescribeNetworkInterfaceAttribute", "GetConsoleOutput");

    /** What actions make, by EC2's word for the type. */
    private static final Map<String, List<String>> MADE = Map.ofEntries(
            Map.entry("CreateEgressOnlyInternetGateway", List.of("egress-only-internet-gateway")),
            Map.entry("CreateFleet", List.of("fleet")),
            Map.entry("CreateInternetGateway", List.of("internet-gateway")),
            Map.entry("CreateKeyPair", List.of("key-pair")),
            Map.entry("CreateLaunchTemplate", List.of("launch-template")),
            Map.entry("CreateNetworkInterface", List.of("network-interface")),
            Map.entry("CreateRouteTable", List.of("route-table")),
            Map.entry("CreateSecurityGroup", List.of("security-group")),
            Map.entry("CreateSubnet", List.of("subnet")),
            Map.entry("CreateSubnetCidrReservation", List.of("subnet-cidr-reservation")),
            Map.entry("CreateVpc", List.of("vpc")),
            Map.entry("ImportKeyPair", List.of("key-pair")),
            Map.entry("RunInstances", List.of("instance", "volume")));

    /**
     * Parameters whose values are no resource of the call, or one that it needs no permission for: the peers of rules, and
     * what a launch template is made to name (EC2 User Guide, "IAM permissions required for Amazon EC2 launch templates").
     */
    private static final String NO_RESOURCE = "(.*[.])?(Tag[.][0-9]+[.](Key|Value)|Description|ClientToken|UserData)"
            + "|IpPermissions[.].*|LaunchTemplateData[.].*";

    private static final String ARN = "arn:aws:ec2:" + World.REGION + ":";

    private final World world;
    private final String action;
    private final Map<String, String> parameters;
    private final Map<String, Map<String, String>> tags = new LinkedHashMap<>();
    private final List<Check> checks = new ArrayList<>();

    private Permits(World world, String action, Map<String, String> parameters) {
        this.world = world;
        this.action = action;
        this.parameters = parameters;
        Params.of(parameters).structures("TagSpecification", each -> {
            Map<String, String> own =
                    tags.computeIfAbsent(each.optional("ResourceType", ""), type -> new LinkedHashMap<>());
            return each.structures("Tag", tag -> own.put(tag.optional("Key", ""), tag.optional("Value", "")));
        });
    }

    /** Returns them in the order in which they are asked; parameters of a launch are completed by its template first. */
    public static List<Check> of(World world, String action, Map<String, String> sent) {
        Map<String, String> parameters = sent;
        TemplateChoice choice = action.equals("RunInstances") ? TemplateChoice.read(Params.of(sent)) : null;
        if (choice != null) {
            TemplateChoice.Found found = choice.in(world);
            parameters = new TreeMap<>(found.under(sent));
            parameters.put("LaunchTemplate.LaunchTemplateId", found.template().id());
        }
        return new Permits(world, action, parameters).all();
    }

    private List<Check> all() {
        if (action.equals("CreateTags") || action.equals("DeleteTags")) {
            tagExisting();
            return checks;
        }
        if (ActionTable.writes(action) || READS_OF_ONE.contains(action)) {
            named().forEach(id -> check("ec2:" + action, arn(id), known(id)));
            made().forEach(type -> check("ec2:" + action, arn(type, "*"), requested(type)));
        }
        if (checks.isEmpty()) {
            check("ec2:" + action, "*", Map.of());
        }
        tags.forEach((type, own) -> {
            if (!own.isEmpty()) {
                Map<String, List<String>> context = new TreeMap<>(requested(own));
                context.put("ec2:CreateAction", List.of(action));
                check("ec2:CreateTags", arn(type, "*"), context);
            }
        });
        passRole();
        if (action.equals("DeleteFleets") && "true".equalsIgnoreCase(parameters.get("TerminateInstances"))) {
            terminate();
        }
        return checks;
    }

    private void check(String what, String resource, Map<String, List<String>> context) {
        Map<String, List<String>> all = new TreeMap<>(context);
        all.put("aws:RequestedRegion", List.of(World.REGION));
        all.put("ec2:Region", List.of(World.REGION));
        all.put("aws:SecureTransport", List.of("true")); // EC2 has no other
        all.put("aws:ViaAWSService", List.of("false"));
        checks.add(new Check(what, resource, all));
    }

    private void tagExisting() {
        Map<String, String> own = new LinkedHashMap<>();
        Params params = Params.of(parameters);
        params.structures("Tag", each -> own.put(each.optional("Key", ""), each.optional("Value", "")));
        for (String id : params.list("ResourceId")) {
            Map<String, List<String>> context = new TreeMap<>(known(id));
            context.putAll(requested(own));
            check("ec2:" + action, arn(id), context);
        }
    }

    /** Returns the ids that the request names, and those behind the names that it names. */
    private Set<String> named() {
        Set<String> ids = new LinkedHashSet<>();
        parameters.forEach((name, value) -> {
            if (name.matches(NO_RESOURCE) || (action.endsWith("Route") && !name.equals("RouteTableId"))) {
                return;
            }
            if (name.matches("(.*[.])?LaunchTemplateName") && !action.equals("CreateLaunchTemplate")) {
                ids.add(TemplateReference.byName(world, value).id());
            } else if (name.matches("(.*[.])?KeyName") && !MADE.containsKey(action)) {
                ids.add("key-pair/" + value);
            } else if (name.equals("KeyName") && action.equals("RunInstances")) {
                ids.add("key-pair/" + value);
            } else if (name.matches("GroupName|SecurityGroup[.][0-9]+") && !action.equals("CreateSecurityGroup")) {
                ids.add(SecurityGroupActions.byName(world, value).id());
            } else if (name.equals("AttachmentId")) {
                world.interfaces().values().stream()
                        .filter(each -> each.attachment() != null
                                && each.attachment().id().equals(value))
                        .forEach(each ->
                                ids.addAll(List.of(each.id(), each.attachment().instanceId())));
            } else if (!TaggedResources.type(value).isEmpty() && value.matches("[a-z]+-[0-9a-f-]{8,36}")) {
                ids.add(value);
            }
        });
        if (action.equals("RunInstances") || action.equals("CreateNetworkInterface")) {
            addDefaults(ids);
        }
        return ids;
    }

    /** The subnet and the group that EC2 takes where none is named must be allowed as any other. */
    private void addDefaults(Set<String> ids) {
        if (ids.stream().anyMatch(each -> each.startsWith("eni-"))) {
            return;
        }
        Subnet subnet = world.subnets().values().stream()
                .filter(each -> ids.contains(each.id()))
                .findFirst()
                .or(() -> HostMaker.defaultSubnet(world, parameters.get("Placement.AvailabilityZone")))
                .orElse(null);
        if (subnet != null) {
            ids.add(subnet.id());
            if (ids.stream().noneMatch(each -> each.startsWith("sg-"))) {
                Interfaces.groups(world, subnet, List.of()).forEach(each -> ids.add(each.id()));
            }
        }
    }

    private List<String> made() {
        List<String> types = new ArrayList<>(MADE.getOrDefault(action, List.of()));
        if (action.equals("RunInstances")
                && !parameters.keySet().stream().anyMatch(each -> each.endsWith("NetworkInterfaceId"))) {
            types.add("network-interface");
        }
        if (action.equals("RunInstances") && "spot".equals(parameters.get("InstanceMarketOptions.MarketType"))) {
            types.add("spot-instances-request");
        }
        return types;
    }

    private static String arn(String id) {
        return id.startsWith("key-pair/") ? ARN + World.OWNER + ":" + id : arn(TaggedResources.type(id), id);
    }

    private static String arn(String type, String id) {
        return ARN + (type.equals("image") ? "" : World.OWNER) + ":" + type + "/" + id;
    }

    private Map<String, List<String>> known(String id) {
        Map<String, List<String>> context = new TreeMap<>();
        world.tags().of(id).forEach((key, value) -> {
            context.put("aws:ResourceTag/" + key, List.of(value));
            context.put("ec2:ResourceTag/" + key, List.of(value));
        });
        return context;
    }

    private Map<String, List<String>> requested(String type) {
        Map<String, List<String>> context = new TreeMap<>(requested(tags.getOrDefault(type, Map.of())));
        String instanceType = parameters.get("InstanceType");
        if (type.equals("instance") && instanceType != null) {
            context.put("ec2:InstanceType", List.of(instanceType));
        }
        return context;
    }

    private static Map<String, List<String>> requested(Map<String, String> own) {
        Map<String, List<String>> context = new TreeMap<>();
        own.forEach((key, value) -> context.put("aws:RequestTag/" + key, List.of(value)));
        if (!own.isEmpty()) {
            context.put("aws:TagKeys", List.copyOf(own.keySet()));
        }
        return context;
    }

    /** Which role a profile holds is IAM's business; here it has the profile's name. */
    private void passRole() {
        String arn = parameters.get("IamInstanceProfile.Arn");
        String name = arn == null ? parameters.get("IamInstanceProfile.Name") : arn.substring(arn.lastIndexOf('/') + 1);
        if (name != null) {
            check(
                    "iam:PassRole",
                    "arn:aws:iam::" + World.OWNER + ":role/" + name,
                    Map.of("iam:PassedToService", List.of("ec2.amazonaws.com")));
        }
    }

    /** EC2 User Guide, "Delete an EC2 Fleet request": who may not terminate may not delete with the instances. */
    private void terminate() {
        for (String id : Params.of(parameters).list("FleetId")) {
            Fleet fleet = world.fleets().byId().get(id);
            if (fleet != null) {
                fleet.living()
                        .forEach(each -> check(
                                "ec2:TerminateInstances",
                                arn(each.instance().id()),
                                known(each.instance().id())));
            }
        }
    }

    /** Refuses one of these launches that the fleet's maker is not allowed. */
    static void launch(World world, Map<String, String> parameters) throws Ec2Error {
        world.rules().enforce(() -> new Permits(world, "RunInstances", parameters).all());
    }
}
