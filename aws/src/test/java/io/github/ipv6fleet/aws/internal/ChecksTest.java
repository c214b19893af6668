package io.github.ipv6fleet.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.aws.Finding;
import io.github.ipv6fleet.aws.TestEc2;
import io.github.ipv6fleet.render.Container;
import io.github.ipv6fleet.render.Exposure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** What EC2 may say and ec2-sim does not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChecksTest {
    private Subnet subnet = Subnet.builder().build();
    private List<InstanceTypeInfo> types = List.of();

    @BeforeAll
    void read() {
        try (TestEc2 ec2 = SoundEc2.start()) {
            subnet = ec2.client()
                    .describeSubnets(r -> r.subnetIds(SoundEc2.SUBNET))
                    .subnets()
                    .get(0);
            types = ec2.client()
                    .describeInstanceTypes(r -> r.instanceTypesWithStrings("t3.small"))
                    .instanceTypes();
        }
    }

    private static FleetSettings settings(Consumer<FleetDraft> more) {
        FleetDraft draft = new FleetDraft();
        draft.name = "edge";
        draft.count = 1;
        draft.subnetIds.add(SoundEc2.SUBNET);
        draft.securityGroups.add(SoundEc2.GROUP);
        more.accept(draft);
        return draft.settings();
    }

    private Seen seen(
            FleetSettings settings, Subnet where, List<SecurityGroup> groups, List<NetworkAcl> acls, Route... routes) {
        RouteTable table = RouteTable.builder()
                .routeTableId("rtb-1")
                .vpcId(where.vpcId())
                .associations(RouteTableAssociation.builder()
                        .subnetId(where.subnetId())
                        .build())
                .routes(routes)
                .build();
        return new Seen(
                settings,
                List.of(where),
                types,
                List.of(),
                1,
                Optional.of(groups),
                Optional.empty(),
                Optional.of(List.of(table)),
                Optional.of(acls),
                Optional.empty(),
                OptionalInt.empty());
    }

    private List<String> routed(FleetSettings settings, Subnet where, Route... routes) {
        return ids(new RouteCheck(), seen(settings, where, List.of(), List.of(), routes));
    }

    private static List<String> ids(Check check, Seen seen) {
        return check.of(seen).map(Finding::id).toList();
    }

    private static Route.Builder route(String block) {
        return Route.builder().destinationIpv6CidrBlock(block).state("active");
    }

    @Test
    @DisplayName("where a route for everybody leads")
    void routes() {
        FleetSettings settings = settings(draft -> {});
        FleetSettings egressOnly = settings(draft -> draft.profile.exposure(Exposure.EGRESS_ONLY));
        Route firewall = route("::/0").networkInterfaceId("eni-1").build();
        Route transit = route("::/0").transitGatewayId("tgw-1").build();
        Route out = route("::/0").egressOnlyInternetGatewayId("eigw-1").build();

        assertThat(routed(settings, subnet, firewall)).containsExactly("default-route-is-not-an-internet-gateway");
        assertThat(routed(settings, subnet, transit)).containsExactly("default-route-is-not-an-internet-gateway");
        assertThat(routed(settings, subnet, out)).containsExactly("default-route-is-egress-only");
        assertThat(routed(egressOnly, subnet, out)).isEmpty();
        assertThat(routed(settings, subnet, route("2000::/3").gatewayId("igw-1").build()))
                .isEmpty();
        assertThat(routed(
                        settings, subnet, route("2600::/12").gatewayId("igw-1").build()))
                .containsExactly("no-default-route");
        assertThat(routed(
                        settings,
                        subnet,
                        Route.builder().destinationPrefixListId("pl-1").build()))
                .as("nobody knows what is in it")
                .isEmpty();
    }

    @Test
    @DisplayName("a subnet without IPv4 may have NAT64: DNS64 and a route for it, both")
    void nat64() {
        FleetSettings settings =
                settings(draft -> draft.profile.container(Container.of("web", "public.ecr.aws/docker/library/nginx")));
        Subnet only = subnet.toBuilder().ipv6Native(true).build();
        Subnet dns64 = only.toBuilder().enableDns64(true).build();
        Route route = route("64:ff9b::/96").natGatewayId("nat-1").build();
        Route nat = Route.builder()
                .destinationCidrBlock("0.0.0.0/0")
                .natGatewayId("nat-1")
                .build();

        assertThat(ids(new Ipv4Check(), seen(settings, only, List.of(), List.of(), route)))
                .containsExactly("ipv6-only-subnet", "registry-without-ipv6");
        assertThat(ids(new Ipv4Check(), seen(settings, dns64, List.of(), List.of())))
                .containsExactly("ipv6-only-subnet", "registry-without-ipv6");
        assertThat(ids(new Ipv4Check(), seen(settings, dns64, List.of(), List.of(), route)))
                .isEmpty();
        assertThat(ids(new Ipv4Check(), seen(settings, subnet, List.of(), List.of(), nat)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "nginx:1.27, false",
        "docker.io/library/nginx, false",
        "1234.dkr-ecr.eu-west-1.on.aws/web, false",
        "ghcr.io/somebody/web, true",
        "1234.dkr.ecr.eu-west-1.amazonaws.com/web, true"
    })
    void registry(String image, boolean found) {
        FleetSettings settings = settings(draft -> draft.profile.container(Container.of("web", image)));
        assertThat(ids(new Ipv4Check(), seen(settings, subnet, List.of(), List.of()))
                        .contains("registry-without-ipv6"))
                .isEqualTo(found);
    }

    private static NetworkAclEntry entry(String text) {
        String[] words = text.split(" ", -1);
        NetworkAclEntry.Builder entry = NetworkAclEntry.builder()
                .ruleNumber(Integer.valueOf(words[0]))
                .egress(words[1].equals("out"))
                .ruleAction(words[2])
                .protocol(words[3])
                .ipv6CidrBlock(words[4]);
        if (words[3].equals("6")) {
            entry.portRange(range -> range.from(Integer.valueOf(words[5])).to(Integer.valueOf(words[6])));
        }
        if (words[3].equals("58")) {
            entry.icmpTypeCode(icmp -> icmp.type(Integer.valueOf(words[5])).code(-1));
        }
        return entry.build();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 out allow -1 ::/0, 1 in allow -1 ::/0                                       |
            1 out allow 6 ::/0 443 443, 1 in allow 6 ::/0 1024 65535, 2 in allow 58 ::/0 2 |
            1 out allow 6 ::/0 443 443, 1 in allow 6 ::/0 1024 65535, 2 in allow 58 ::/0 3 | packet-too-big-is-blocked
            1 out allow 6 ::/0 443 443, 1 in allow 6 ::/0 1024 50000, 2 in allow 58 ::/0 2 | network-acl-blocks-ipv6
            1 out allow 6 ::/0 80 80, 1 in allow -1 ::/0                                   | network-acl-blocks-ipv6
            1 out deny 6 ::/0 443 443, 2 out allow -1 ::/0, 1 in allow -1 ::/0             | network-acl-blocks-ipv6
            2 out deny 6 ::/0 443 443, 1 out allow -1 ::/0, 1 in allow -1 ::/0             |
            1 out deny -1 2001:db8::/32, 2 out allow -1 ::/0, 1 in allow -1 ::/0           |
            1 out deny 17 ::/0, 2 out allow -1 2000::/3, 1 in allow -1 ::/0                |
            1 in allow -1 ::/0                                                             | network-acl-blocks-ipv6
            """)
    void networkAcl(String entries, String expected) {
        NetworkAcl acl = NetworkAcl.builder()
                .networkAclId("acl-1")
                .entries(Arrays.stream(entries.split(", ", -1))
                        .map(ChecksTest::entry)
                        .toList())
                .build();
        List<String> found = ids(new NetworkAclCheck(), seen(settings(draft -> {}), subnet, List.of(), List.of(acl)));
        assertThat(found).isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            icmpv6 2 0 ::/0     | PUBLISHED |
            icmpv6 -1 -1 ::/0   | PUBLISHED |
            58 2 -1 2000::/3    | PUBLISHED |
            icmpv6 128 0 ::/0   | PUBLISHED | packet-too-big-is-blocked
            icmpv6 2 0 fd00::/8 | PUBLISHED | packet-too-big-is-blocked
            icmp 2 0 ::/0       | PUBLISHED | packet-too-big-is-blocked
            -1 -1 -1 ::/0       | PUBLISHED | security-group-is-open
            -1 -1 -1 ::/0       | OPEN      |
            udp 0 65535 ::/0    | PUBLISHED | security-group-is-open packet-too-big-is-blocked
            tcp 443 443 ::/0    | PUBLISHED | packet-too-big-is-blocked
            """)
    void securityGroup(String rule, Exposure exposure, String expected) {
        String[] words = rule.split(" ", -1);
        IpPermission ingress = SoundEc2.from(words[0], Integer.valueOf(words[1]), Integer.valueOf(words[2]), words[3]);
        assertThat(grouped(exposure, ingress))
                .isEqualTo(expected == null ? List.of() : List.of(expected.split(" ", -1)));
    }

    @Test
    @DisplayName("of a prefix list nobody knows what is in it")
    void prefixList() {
        assertThat(grouped(
                        Exposure.PUBLISHED,
                        IpPermission.builder()
                                .ipProtocol("icmpv6")
                                .fromPort(-1)
                                .prefixListIds(PrefixListId.builder()
                                        .prefixListId("pl-1")
                                        .build())
                                .build()))
                .isEmpty();
    }

    private List<String> grouped(Exposure exposure, IpPermission ingress) {
        SecurityGroup group = SecurityGroup.builder()
                .groupId(SoundEc2.GROUP)
                .vpcId(subnet.vpcId())
                .ipPermissions(ingress)
                .ipPermissionsEgress(SoundEc2.from("-1", null, null, "::/0"))
                .build();
        FleetSettings settings = settings(draft -> draft.profile.exposure(exposure));
        return new ArrayList<>(ids(new SecurityGroupCheck(), seen(settings, subnet, List.of(group), List.of())));
    }
}
