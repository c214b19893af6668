package io.github.ipv6fleet.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.ec2sim.Ec2Simulator;
import io.github.ipv6fleet.ec2sim.Fault;
import io.github.ipv6fleet.ec2sim.FaultScript;
import io.github.ipv6fleet.plan.PlanException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ImportKeyPairRequest;

/** What a fleet needs once: a key pair, a rule. Written before the first host, and only if it is not there. */
class GroundworkTest {
    private final TestEc2 ec2 = new TestEc2();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        ec2.close();
    }

    private Path key(String line) throws Exception {
        return TestKeys.file(folder, "id.pub", line);
    }

    private void importByHand(String line) {
        ec2.client().importKeyPair(r -> r.keyName("me").publicKeyMaterial(SdkBytes.fromUtf8String(line)));
        ec2.simulator().clearRequests();
    }

    @Test
    @DisplayName("a key pair is imported before the first host, which gets it; then it is used again")
    void importKeyPair() throws Exception {
        for (String line : List.of(TestKeys.RSA, TestKeys.ED25519)) {
            String name = line.substring(0, 7);
            LaunchedFleet fleet = ec2.edge()
                    .name(name)
                    .hosts(1)
                    .importKeyPair(name, key(line))
                    .launch();
            assertThat(ec2.writes()).containsExactly("ImportKeyPair", "RunInstances", "AssignIpv6Addresses");
            assertThat(ec2.last("RunInstances").parameters()).containsEntry("KeyName", name);
            assertThat(fleet.report().writes()).isEqualTo(3);
            assertThat(fleet.hosts().get(0).sshCommand())
                    .isEqualTo("ssh -i " + folder.resolve("id") + " ubuntu@"
                            + fleet.hosts().get(0).address());

            ec2.simulator().clearRequests();
            ec2.edge().name(name).hosts(2).importKeyPair(name, key(line)).launch();
            assertThat(ec2.writes()).containsExactly("RunInstances", "AssignIpv6Addresses");
            ec2.simulator().clearRequests();
        }
    }

    @Test
    @DisplayName("a key pair of that name with the same key, under another comment, is the same")
    void importKeyPair_thatIsThere() throws Exception {
        importByHand(TestKeys.RSA.replace("anna@example.org", "somebody"));
        ec2.edge().hosts(1).importKeyPair("me", key(TestKeys.RSA)).launch();
        assertThat(ec2.writes()).doesNotContain("ImportKeyPair");
    }

    @Test
    @DisplayName("a key pair of that name with another key is refused before anything is written")
    void importKeyPair_ofAnotherKey() throws Exception {
        importByHand(TestKeys.OTHER);
        assertThatThrownBy(() -> ec2.edge()
                        .hosts(1)
                        .importKeyPair("me", key(TestKeys.ED25519))
                        .launch())
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("importKeyPair(\"me\", " + folder.resolve("id.pub")
                        + "): EC2 has a key pair of that name with another key");
        assertThat(ec2.writes()).isEmpty();
    }

    @Test
    @DisplayName("an answer that was lost: EC2 says duplicate, and it is ours")
    void importKeyPair_whoseAnswerWasLost() throws Exception {
        ec2.simulator()
                .faults(FaultScript.of(Fault.lostAnswer().on("ImportKeyPair").call(1)));
        ec2.edge().hosts(1).importKeyPair("me", key(TestKeys.ED25519)).launch();
        assertThat(ec2.writes()).startsWith("ImportKeyPair", "ImportKeyPair", "RunInstances");
    }

    @Test
    @DisplayName("another run that imports another key at the same moment: refused by name, no host is launched")
    void importKeyPair_besideAnotherRun() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        ExecutionInterceptor racing = new ExecutionInterceptor() {
            @Override
            public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                if (context.request() instanceof ImportKeyPairRequest && done.compareAndSet(false, true)) {
                    importByHand(TestKeys.OTHER);
                }
            }
        };
        try (Ec2Client client = ec2.clientWith(racing)) {
            assertThatThrownBy(() -> ec2.edge()
                            .client(client)
                            .hosts(1)
                            .importKeyPair("me", key(TestKeys.ED25519))
                            .launch())
                    .hasMessageContaining("with another key");
        }
        assertThat(ec2.runningInstances()).isEmpty();
    }

    @Test
    @DisplayName("the rule: all of ICMPv6 from the group itself, once; a default group needs none")
    void allowPingWithinGroup() {
        String vpc = ec2.client().describeVpcs().vpcs().get(0).vpcId();
        String group = ec2.client()
                .createSecurityGroup(
                        r -> r.groupName("edge").description("edge").vpcId(vpc))
                .groupId();
        ec2.simulator().clearRequests();

        ec2.edge().name("default").hosts(1).allowPingWithinGroup().launch();
        assertThat(ec2.writes()).doesNotContain("AuthorizeSecurityGroupIngress");

        LaunchedFleet fleet = pinging(group).hosts(1).launch();
        Map<String, String> rule = ec2.last("AuthorizeSecurityGroupIngress").parameters();
        assertThat(rule)
                .containsEntry("GroupId", group)
                .containsEntry("IpPermissions.1.IpProtocol", "icmpv6")
                .containsEntry("IpPermissions.1.FromPort", "-1")
                .containsEntry("IpPermissions.1.ToPort", "-1")
                .containsEntry("IpPermissions.1.Groups.1.GroupId", group);
        assertThat(fleet.report().calls()).containsEntry("AuthorizeSecurityGroupIngress", 1);

        ec2.simulator().clearRequests();
        pinging(group).hosts(2).launch();
        assertThat(ec2.writes()).containsExactly("RunInstances", "AssignIpv6Addresses");
    }

    private io.github.ipv6fleet.Ipv6Fleet.Builder pinging(String group) {
        return io.github.ipv6fleet.Ipv6Fleet.named("pinging")
                .client(ec2.client())
                .subnet(ec2.subnetId())
                .securityGroup(group)
                .allowPingWithinGroup();
    }

    @Test
    @DisplayName("a rule that another run adds meanwhile, or whose answer was lost: duplicate is success")
    void allowPing_duplicate() {
        String vpc = ec2.client().describeVpcs().vpcs().get(0).vpcId();
        String group = ec2.client()
                .createSecurityGroup(
                        r -> r.groupName("edge").description("edge").vpcId(vpc))
                .groupId();
        ec2.simulator()
                .faults(FaultScript.of(
                        Fault.lostAnswer().on("AuthorizeSecurityGroupIngress").call(1)));
        assertThat(pinging(group).hosts(1).launch().hosts()).hasSize(1);
        assertThat(ec2.simulator().requests())
                .anyMatch(r -> r.errorCode()
                        .filter("InvalidPermission.Duplicate"::equals)
                        .isPresent());
    }

    @Test
    @DisplayName("a permission that is lacking for them: said, and no host was launched")
    void groundwork_thatIsRefused() throws Exception {
        try (Ec2Simulator other = Ec2Simulator.start();
                TestEc2 denying = new TestEc2(other)) {
            other.faults(FaultScript.of(Fault.error("UnauthorizedOperation").on("ImportKeyPair")));
            Path file = key(TestKeys.ED25519);
            assertThatThrownBy(() ->
                            denying.edge().hosts(1).importKeyPair("me", file).launch())
                    .isInstanceOf(FleetException.class)
                    .hasMessageContaining("ImportKeyPair of me")
                    .hasMessageContaining("IAM policy");
            assertThat(denying.runningInstances()).isEmpty();
        }
    }
}
