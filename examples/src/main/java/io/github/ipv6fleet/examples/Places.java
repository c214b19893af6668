package io.github.ipv6fleet.examples;

import io.github.ipv6fleet.aws.Finding;
import io.github.ipv6fleet.aws.FleetException;
import java.util.ArrayList;
import java.util.List;
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
        List<Subnet> subnets = places.candidates();
        subnets.stream().limit(MOST).forEach(places::look);
        return "--aws without " + (options.subnet == null ? "--subnet" : "--security-group")
                + ": on EC2 you say where hosts go and who reaches them. Of " + where
                + places.lines("would do", places.would)
                + places.lines("would not", places.wouldNot)
                + (subnets.size() > MOST ? "\n" + (subnets.size() - MOST) + " more were not looked at" : "");
    }

    private List<Subnet> candidates() {
        return options.subnet != null
                ? List.of(Wanted.subnet(options, client))
                : Endpoints.read(() ->
                        client.describeSubnetsPaginator().subnets().stream().toList());
    }

    private void look(Subnet subnet) {
        String place = subnet.subnetId() + " (" + subnet.availabilityZone() + ", " + subnet.vpcId() + ")";
        if (subnet.ipv6CidrBlockAssociationSet().isEmpty()) {
            wouldNot.add(place + " has no IPv6 block; give it one: aws ec2 associate-subnet-cidr-block --subnet-id "
                    + subnet.subnetId() + " --ipv6-cidr-block (a /64 of its VPC's)");
            return;
        }
        try {
            lookWith(Wanted.defaultGroup(client, subnet), subnet, place);
        } catch (IllegalArgumentException | FleetException e) {
            wouldNot.add(place + ": " + e.getMessage());
        }
    }

    private void lookWith(String defaultGroup, Subnet subnet, String place) {
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
        String group = options.securityGroup != null ? options.securityGroup : defaultGroup;
        would.add("--subnet " + subnet.subnetId() + " --security-group " + group + " (" + blocks + ", "
                + subnet.availabilityZone() + (options.securityGroup == null ? others(subnet, defaultGroup) : "")
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

    private String lines(String title, List<String> places) {
        return places.isEmpty()
                ? (title.equals("would do") ? " none would do;" : "")
                : " these " + title + ":\n  " + String.join("\n  ", places) + "\n";
    }
}
