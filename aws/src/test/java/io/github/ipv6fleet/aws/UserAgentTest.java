package io.github.ipv6fleet.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.Ipv6Fleet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.ApiName;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Tag;

class UserAgentTest {
    @TempDir
    Path folder;

    @Test
    @DisplayName("every call of ours carries ipv6-fleet/VERSION, also by the caller's client; the client's own do not")
    void everyCall() throws Exception {
        Map<String, String> agents = new ConcurrentHashMap<>();
        ExecutionInterceptor reading = new ExecutionInterceptor() {
            @Override
            public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
                agents.put(
                        context.request().getClass().getSimpleName(),
                        context.httpRequest().firstMatchingHeader("User-Agent").orElse(""));
            }
        };
        Path key = TestKeys.file(folder, "id.pub", TestKeys.ED25519);
        try (TestEc2 ec2 = new TestEc2();
                Ec2Client client = ec2.clientWith(reading)) {
            String vpc = ec2.client().describeVpcs().vpcs().get(0).vpcId();
            String group = ec2.client()
                    .createSecurityGroup(
                            r -> r.groupName("edge").description("edge").vpcId(vpc))
                    .groupId();
            Ipv6Fleet.named("edge")
                    .client(client)
                    .subnet(ec2.subnetId())
                    .securityGroup(group)
                    .hosts(1)
                    .importKeyPair("me", key)
                    .allowPingWithinGroup()
                    .runInstances(r -> r.overrideConfiguration(c -> c.addApiName(
                            ApiName.builder().name("callers").version("7").build())))
                    .launch();
            Ipv6Fleet.named("other")
                    .client(client)
                    .subnet(ec2.subnetId())
                    .securityGroup(group)
                    .hosts(1)
                    .keyPair("me")
                    .image("ami-0ac019f4fcb7cb7e6")
                    .launch();
            Ipv6Fleet.named("edge").client(client).find().orElseThrow().terminate();
            everyOperation(ec2, client);

            assertThat(new TreeMap<>(agents).keySet())
                    .contains(
                            "AssignIpv6AddressesRequest",
                            "CreateFleetRequest",
                            "CreateLaunchTemplateRequest",
                            "CreateNetworkInterfaceRequest",
                            "CreateSubnetCidrReservationRequest",
                            "CreateTagsRequest",
                            "DeleteFleetsRequest",
                            "DeleteLaunchTemplateRequest",
                            "DeleteNetworkInterfaceRequest",
                            "DeleteSubnetCidrReservationRequest",
                            "UnassignIpv6AddressesRequest",
                            "GetConsoleOutputRequest",
                            "AuthorizeSecurityGroupIngressRequest",
                            "DescribeImagesRequest",
                            "DescribeKeyPairsRequest",
                            "ImportKeyPairRequest",
                            "RunInstancesRequest",
                            "TerminateInstancesRequest");
            assertThat(agents)
                    .allSatisfy(
                            (request, agent) -> assertThat(agent).as(request).contains("ipv6-fleet/" + version()));
            assertThat(agents.get("DescribeVpcsRequest")).isNull();
            client.describeVpcs();
            assertThat(agents.get("DescribeVpcsRequest")).isNotEmpty().doesNotContain("ipv6-fleet");
        }
    }

    @Test
    @DisplayName("what the caller says of the RunInstances request for itself is kept")
    void callersOwnName() {
        Map<String, String> agents = new ConcurrentHashMap<>();
        ExecutionInterceptor reading = new ExecutionInterceptor() {
            @Override
            public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
                agents.put(
                        context.request().getClass().getSimpleName(),
                        context.httpRequest().firstMatchingHeader("User-Agent").orElse(""));
            }
        };
        try (TestEc2 ec2 = new TestEc2();
                Ec2Client client = ec2.clientWith(reading)) {
            ec2.edge()
                    .client(client)
                    .hosts(1)
                    .runInstances(r -> r.overrideConfiguration(c -> c.addApiName(
                            ApiName.builder().name("callers").version("7").build())))
                    .launch();
        }
        assertThat(agents.get("RunInstancesRequest")).contains("callers/7", "ipv6-fleet/");
    }

    /** A host's address is taken away, another one added and a tag deleted; all is repaired, handed over and ended. */
    private static void everyOperation(TestEc2 ec2, Ec2Client client) {
        Ipv6Fleet fleet = Ipv6Fleet.named("kept")
                .client(client)
                .subnet(ec2.subnetId())
                .securityGroup(ec2.groupId())
                .instanceType("t3.medium")
                .hosts(1)
                .retainInterfaces()
                .reserve(TestEc2.P + "8::/77")
                .tag("team", "net")
                .build();
        LaunchedHost host = fleet.launch().hosts().get(0);
        fleet.launch().awaitReady(Duration.ofMillis(1));
        ec2.client()
                .unassignIpv6Addresses(r -> r.networkInterfaceId(host.interfaceId())
                        .ipv6Addresses(host.address().toString()));
        ec2.client()
                .assignIpv6Addresses(
                        r -> r.networkInterfaceId(host.interfaceId()).ipv6Addresses(TestEc2.P + ":aaaa"));
        ec2.client()
                .deleteTags(r -> r.resources(host.instanceId())
                        .tags(Tag.builder().key("team").build()));
        assertThat(fleet.reconcile().items()).hasSize(3).allMatch(Drift::repaired);
        fleet.handOver();
        Ipv6Fleet.named("kept").client(client).terminate();
    }

    private static String version() {
        try {
            Matcher matcher =
                    Pattern.compile("<version>([^<]+)</version>").matcher(Files.readString(Path.of("..", "pom.xml")));
            assertThat(matcher.find()).isTrue();
            return matcher.group(1);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
