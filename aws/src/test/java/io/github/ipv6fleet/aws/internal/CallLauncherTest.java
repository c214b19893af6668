package io.github.ipv6fleet.aws.internal;

import static io.github.ipv6fleet.aws.TestEc2.P;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.aws.ApiLimits;
import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.LaunchedFleet;
import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.aws.TestEc2;
import io.github.ipv6fleet.ec2sim.Ec2Simulator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Address;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** What became of a token before, and what somebody else does meanwhile. */
class CallLauncherTest {

    @Test
    @DisplayName("a token whose instance EC2 no longer shows: the next generation")
    void launch_whenTheTokenIsOfATerminatedInstance() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
        try (TestEc2 ec2 = new TestEc2(Ec2Simulator.builder().clock(now::get).start())) {
            Ec2Gateway gateway = gateway(ec2);
            FleetSettings settings = settings(ec2);
            RunRequest sameRun = new RunRequest(
                    settings,
                    Shape.of(gateway, settings, "run"),
                    new ChosenImage("ami-0ac019f4fcb7cb7e6", "/dev/sda1"),
                    "run");
            LaunchCall call =
                    LaunchCall.of(0, ec2.edge().hosts(1).plan().hosts().get(0), ec2.subnetId());
            LiveHost gone = new CallLauncher(gateway, settings, sameRun, new Offers(gateway, settings))
                    .launch(call, 0)
                    .hosts()
                    .get(0);
            gateway.terminate(List.of(gone.instanceId()));
            now.updateAndGet(t -> t.plus(Duration.ofHours(3)));
            assertThat(LiveFleet.read(gateway, "edge").nextGeneration(0)).isZero(); // EC2 has forgotten it

            LiveHost next = new CallLauncher(gateway, settings, sameRun, new Offers(gateway, settings))
                    .launch(call, 0)
                    .hosts()
                    .get(0);

            assertThat(next.generation()).isEqualTo(1);
            assertThat(ec2.simulator().requests())
                    .anyMatch(r -> r.errorCode()
                            .filter("IdempotentInstanceTerminated"::equals)
                            .isPresent());
        }
    }

    @Test
    @DisplayName("a token burnt by a call that failed: waited for, then the next generation")
    void launch_whenTheTokenIsBurnt() {
        try (TestEc2 ec2 = new TestEc2()) {
            RunInstancesRequest burning = RunInstancesRequest.builder()
                    .clientToken(FleetIdentity.clientToken("edge", ec2.subnetId(), 0, 0))
                    .minCount(1)
                    .maxCount(1)
                    .imageId("ami-0ac019f4fcb7cb7e6")
                    .instanceType("t3.small")
                    .subnetId(ec2.subnetId())
                    .keyName("nobody")
                    .build();
            assertThatThrownBy(() -> ec2.client().runInstances(burning)).isInstanceOf(Ec2Exception.class);

            Launch.Result result = Launch.run(gateway(ec2), settings(ec2));

            assertThat(result.hosts()).hasSize(1);
            assertThat(ec2.runningInstances())
                    .extracting(Instance::clientToken)
                    .containsExactly(FleetIdentity.clientToken("edge", ec2.subnetId(), 1, 0));
        }
    }

    @Test
    @DisplayName("a foreign instance with our tags: neither adopted nor terminated")
    void launch_besideAForgedTag() {
        try (TestEc2 ec2 = new TestEc2()) {
            LaunchedFleet real = ec2.edge().hosts(1).launch();
            Instance mine = ec2.runningInstances().get(0);
            String foreign = ec2.client()
                    .runInstances(r -> r.minCount(1)
                            .maxCount(1)
                            .imageId("ami-0ac019f4fcb7cb7e6")
                            .instanceType("t3.small")
                            .subnetId(ec2.subnetId())
                            .tagSpecifications(TagSpecification.builder()
                                    .resourceType("instance")
                                    .tags(mine.tags())
                                    .build()))
                    .instances()
                    .get(0)
                    .instanceId();

            assertThat(ec2.edge().hosts(1).launch().hosts())
                    .extracting(LaunchedHost::instanceId)
                    .containsExactly(real.hosts().get(0).instanceId());
            assertThat(real.terminate().terminated()).doesNotContain(foreign);
            assertThat(ec2.runningInstances()).extracting(Instance::instanceId).containsExactly(foreign);
        }
    }

    @Test
    @DisplayName("an address taken between plan and act: what this run launched is terminated, and the host is named")
    void launch_whenAnAddressIsTakenMeanwhile_rollsBack() {
        try (TestEc2 ec2 = new TestEc2()) {
            ExecutionInterceptor thief = new ExecutionInterceptor() {
                // Hosts are launched side by side: it is the second host's address that goes, whoever comes first.
                @Override
                public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                    if (context.request() instanceof RunInstancesRequest run
                            && run.networkInterfaces().get(0).ipv6Addresses().stream()
                                    .anyMatch(a -> a.ipv6Address().equals(P + ":2:2"))) {
                        ec2.client()
                                .createNetworkInterface(r -> r.subnetId(ec2.subnetId())
                                        .ipv6Addresses(InstanceIpv6Address.builder()
                                                .ipv6Address(P + ":2:2")
                                                .build()));
                    }
                }
            };
            try (Ec2Client client = ec2.clientWith(thief)) {
                assertThatThrownBy(() -> ec2.procedure().client(client).launch())
                        .isInstanceOfSatisfying(FleetException.class, e -> {
                            assertThat(e.code()).isEqualTo("InvalidIPAddress.InUse");
                            assertThat(e.failures()).hasSize(1);
                            assertThat(e.failures().get(0).host()).isEqualTo("instance-2");
                        })
                        .hasMessageContaining("what this run launched is terminated again: [i-");
            }
            assertThat(ec2.runningInstances()).isEmpty();
        }
    }

    private static Ec2Gateway gateway(TestEc2 ec2) {
        return Ec2Gateway.forTest(ec2.client(), new VirtualThreads(Instant.EPOCH), new Random(1), ApiLimits.ec2());
    }

    private static FleetSettings settings(TestEc2 ec2) {
        FleetDraft draft = new FleetDraft();
        draft.name = "edge";
        draft.subnetIds.add(ec2.subnetId());
        draft.securityGroups.add(ec2.groupId());
        draft.count = 1;
        return draft.settings();
    }

    /** EC2 as it is shortly after a launch: what is new is not shown, until its token is asked for. */
    private static final class Lagging implements ExecutionInterceptor {
        private final boolean interfacesToo;
        private boolean tokenAsked;

        Lagging(boolean interfacesToo) {
            this.interfacesToo = interfacesToo;
        }

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            tokenAsked |= context.request() instanceof DescribeInstancesRequest describe
                    && describe.filters().stream().anyMatch(f -> f.name().equals("client-token"));
        }

        @Override
        public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
            if (!tokenAsked && context.response() instanceof DescribeInstancesResponse) {
                return DescribeInstancesResponse.builder().build();
            }
            if (!tokenAsked && interfacesToo && context.response() instanceof DescribeNetworkInterfacesResponse) {
                return DescribeNetworkInterfacesResponse.builder().build();
            }
            return context.response();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("a fleet that another run has just launched and EC2 does not show yet: adopted, not launched twice")
    void launch_whileEc2Lags_adopts(boolean interfacesToo) {
        try (TestEc2 ec2 = new TestEc2();
                Ec2Client lagging = ec2.clientWith(new Lagging(interfacesToo))) {
            LaunchedFleet first = ec2.edge().hosts(1).launch();
            ec2.simulator().clearRequests();

            LaunchedFleet second = ec2.edge().hosts(1).client(lagging).launch();

            assertThat(second.toString()).isEqualTo(first.toString());
            assertThat(second.report().launched()).isZero();
            assertThat(ec2.runningInstances()).hasSize(1);
            assertThat(ec2.writes()).containsExactly("RunInstances"); // answered by IdempotentParameterMismatch
        }
    }

    @Test
    @DisplayName("rollback does not touch a host that another run launched, even if this run was handed it")
    void rollback_leavesOtherRunsAlone() {
        try (TestEc2 ec2 = new TestEc2()) {
            String others = ec2.procedure().launch().hosts().get(0).instanceId();
            ec2.client()
                    .terminateInstances(r -> r.instanceIds(ec2.runningInstances().stream()
                            .map(Instance::instanceId)
                            .filter(id -> !id.equals(others))
                            .toList()));
            ExecutionInterceptor thief = new ExecutionInterceptor() {
                @Override
                public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                    if (context.request() instanceof RunInstancesRequest run
                            && run.tagSpecifications().toString().contains("instance-2")) {
                        ec2.client()
                                .createNetworkInterface(r -> r.subnetId(ec2.subnetId())
                                        .ipv6Addresses(InstanceIpv6Address.builder()
                                                .ipv6Address(P + ":2:2")
                                                .build()));
                    }
                }
            };
            try (Ec2Client client = ec2.clientWith(thief)) {
                assertThatThrownBy(() -> ec2.procedure().client(client).launch())
                        .hasMessageContaining("this run had launched nothing");
            }
            assertThat(ec2.runningInstances()).extracting(Instance::instanceId).containsExactly(others);
        }
    }

    @Test
    @DisplayName("a host that ends while it comes up: said at once, with EC2's reason, and the others are terminated")
    void launch_whenAHostEnds() {
        try (TestEc2 ec2 = new TestEc2()) {
            ExecutionInterceptor terminator = new ExecutionInterceptor() {
                @Override
                public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
                    if (context.response() instanceof RunInstancesResponse run
                            && run.toString().contains("instance-1")) {
                        ec2.client()
                                .terminateInstances(r ->
                                        r.instanceIds(run.instances().get(0).instanceId()));
                    }
                }
            };
            try (Ec2Client client = ec2.clientWith(terminator)) {
                assertThatThrownBy(() -> ec2.procedure().client(client).launch())
                        .hasMessageContaining("host instance-1, wait: i-")
                        .hasMessageContaining("has ended: ")
                        .hasMessageContaining("is terminated again: [i-");
            }
            assertThat(ec2.runningInstances()).isEmpty();
        }
    }
}
