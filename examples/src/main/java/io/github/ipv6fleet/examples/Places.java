package io.github.ipv6fleet.examples;

import io.github.ipv6fleet.aws.Finding;
import io.github.ipv6fleet.aws.FleetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** The subnets where the fleet could go, by what {@code check()} finds in each, and why others would not do. */
final class Places {
    /** Each is looked at with some fifteen calls. */
    private static final int MOST = 20;

    private final Options options;
    private final Ec2Client client;
    private final List<String> would = new ArrayList<>();
    private final List<String> wouldNot = new ArrayList<>();

    private Places(Options options, Ec2Client client) {
        this.options = options;
        this.client = client;
    }

    /** Says what is missing, and what it could be. */
    static String of(Options options, Ec2Client client, String where) {
        Places places = new Places(options, client);
        Map<Boolean, List<Subnet>> subnets = places.candidates().stream()
                .collect(Collectors.partitioningBy(
                        subnet -> !subnet.ipv6CidrBlockAssociationSet().isEmpty()));
        List<Subnet> with = subnets.getOrDefault(true, List.of());
        with.stream().limit(MOST).forEach(places::look);
        subnets.getOrDefault(false, List.of()).forEach(places::lacksIpv6);
        String looked = with.size() > MOST ? "\n" + (with.size() - MOST) + " more were not looked at" : "";
        return "--aws without " + (options.subnet == null ? "--subnet" : "--security-group")
                + ": on EC2 you say where hosts go and who reaches them. Of " + where
                + (places.would.isEmpty() ? " none would do." : " these would do:" + lines(places.would))
                + (places.wouldNot.isEmpty() ? "" : "\nThese would not:" + lines(places.wouldNot))
                + looked;
    }

    private List<Subnet> candidates() {
        return options.subnet != null
                ? List.of(Wanted.subnet(options, client))
                : Endpoints.read(() ->
                        client.describeSubnetsPaginator().subnets().stream().toList());
    }

    private void lacksIpv6(Subnet subnet) {
        wouldNot.add(place(subnet) + " has no IPv6 block; give it one: aws ec2 associate-subnet-cidr-block --subnet-id "
                + subnet.subnetId() + " --ipv6-cidr-block (a /64 of its VPC's)");
    }

    private static String place(Subnet subnet) {
        return subnet.subnetId() + " (" + subnet.availabilityZone() + ", " + subnet.vpcId() + ")";
    }

    private void look(Subnet subnet) {
        try {
            lookWith(
                    options.securityGroup != null ? options.securityGroup : Wanted.defaultGroup(client, subnet),
                    subnet,
                    place(subnet));
        } catch (IllegalArgumentException | FleetException e) {
            wouldNot.add(place(subnet) + ": " + e.getMessage());
        }
    }

    private void lookWith(String group, Subnet subnet, String place) {
        List<Finding> errors = Wanted.fleet(options, client, subnet).check().stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .toList();
        if (!errors.isEmpty()) {
            wouldNot.add(errors.stream()
                    .map(error -> error.what() + "; " + error.remedy())
                    .collect(Collectors.joining("; ", place + ": ", "")));
            return;
        }
        String blocks = subnet.ipv6CidrBlockAssociationSet().stream()
                .map(association -> association.ipv6CidrBlock())
                .collect(Collectors.joining(", "));
        would.add("--subnet " + subnet.subnetId() + " --security-group " + group + " (" + blocks + ", "
                + subnet.availabilityZone() + (options.securityGroup == null ? others(subnet, group) : "")
                + ")");
    }

    private String others(Subnet subnet, String defaultGroup) {
        List<String> groups = Endpoints.read(() -> client.describeSecurityGroupsPaginator().securityGroups().stream()
                .filter(group -> subnet.vpcId().equals(group.vpcId()))
                .map(SecurityGroup::groupId)
                .filter(id -> !id.equals(defaultGroup))
                .limit(5)
                .toList());
        return groups.isEmpty() ? "" : "; or group " + String.join(", ", groups);
    }

    private static String lines(List<String> places) {
        return "\n  " + String.join("\n  ", places);
    }
}
