package io.github.ipv6fleet.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.ec2sim.AssumedCode;
import io.github.ipv6fleet.ec2sim.Ec2Assumptions;
import io.github.ipv6fleet.ec2sim.Fault;
import io.github.ipv6fleet.ec2sim.FaultScript;
import io.github.ipv6fleet.plan.BlockSource;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Address;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

/** What happens to EC2, and to our calls, while a launch is under way. */
class MeanwhileTest {

    static Stream<String> codesOfWhatIsInUse() {
        AssumedCode inUse = AssumedCode.ADDRESS_IN_USE;
        return Stream.concat(Stream.of(inUse.byDefault()), inUse.alternatives().stream());
    }

    @ParameterizedTest
    @MethodSource("codesOfWhatIsInUse")
    @DisplayName("an address that was taken after it was planned: another is planned, and the launch goes on")
    void addressTaken_isPlannedAgain(String code) {
        try (VirtualTime time = new VirtualTime(Ec2Assumptions.defaults().with(AssumedCode.ADDRESS_IN_USE, code))) {
            AtomicReference<String> taken = new AtomicReference<>();
            ExecutionInterceptor thief = new ExecutionInterceptor() {
                @Override
                public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                    if (context.request() instanceof RunInstancesRequest run && taken.get() == null) {
                        String address = run.networkInterfaces()
                                .get(0)
                                .ipv6Addresses()
                                .get(0)
                                .ipv6Address();
                        taken.set(address);
                        time.ec2()
                                .client()
                                .createNetworkInterface(
                                        r -> r.subnetId(time.ec2().subnetId())
                                                .ipv6Addresses(InstanceIpv6Address.builder()
                                                        .ipv6Address(address)
                                                        .build()));
                    }
                }
            };
            try (Ec2Client client = time.ec2().clientWith(thief)) {
                Launch.Result result = Launch.run(time.gateway(client), threeHosts(time));
                assertThat(result.hosts())
                        .hasSize(3)
                        .noneMatch(host -> host.address().toString().equals(taken.get()));
            }
            assertThat(taken.get()).isNotNull();
            assertThat(time.ec2().runningInstances()).hasSize(3);
        }
    }

    @Test
    @DisplayName("RunInstances whose answer is lost in every try: what it launched all the same is rolled back too")
    void lostAnswers_areRolledBack() {
        try (VirtualTime time = new VirtualTime(Duration.ofSeconds(3))) {
            int interfaces = time.ec2().interfaces();
            try (Ec2Client client = time.ec2().clientWith(losing(RunInstancesRequest.class))) {
                assertThatThrownBy(() -> Launch.run(time.gateway(client), threeHosts(time)))
                        .isInstanceOfSatisfying(
                                FleetException.class,
                                e -> assertThat(e.failures()).isNotEmpty())
                        .hasMessageContaining("terminated again: [i-");
            }
            assertThat(time.ec2().runningInstances()).isEmpty();
            time.pass(Duration.ofMinutes(5));
            assertThat(time.ec2().interfaces()).isEqualTo(interfaces);
        }
    }

    /** Loses every answer of an action after it took effect. */
    private static ExecutionInterceptor losing(Class<? extends SdkRequest> action) {
        return new ExecutionInterceptor() {
            @Override
            public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
                if (action.isInstance(context.request())) {
                    throw SdkClientException.create("reset", new IOException("connection reset"));
                }
            }
        };
    }

    @Test
    @DisplayName("a call for two hosts whose answer is lost, of which EC2 shows one first: both are rolled back")
    void lostBatch_isRolledBackWhole() {
        try (VirtualTime time = new VirtualTime(Duration.ofSeconds(3))) {
            AtomicInteger looks = new AtomicInteger();
            ExecutionInterceptor losingAndHiding = new ExecutionInterceptor() {
                @Override
                public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
                    losing(RunInstancesRequest.class).afterExecution(context, attributes);
                }

                @Override
                public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
                    boolean behindTokens = context.request() instanceof DescribeInstancesRequest look
                            && look.filters().stream()
                                    .anyMatch(filter -> filter.name().equals("client-token"));
                    return behindTokens && looks.getAndIncrement() == 0
                            ? oneOf((DescribeInstancesResponse) context.response())
                            : context.response();
                }

                private DescribeInstancesResponse oneOf(DescribeInstancesResponse all) {
                    Reservation first = all.reservations().get(0);
                    return all.toBuilder()
                            .reservations(first.toBuilder()
                                    .instances(first.instances().get(0))
                                    .build())
                            .build();
                }
            };
            FleetDraft draft = time.draft();
            draft.count = 2;
            draft.blockSource = BlockSource.chosenByEc2();
            try (Ec2Client client = time.ec2().clientWith(losingAndHiding)) {
                assertThatThrownBy(() -> Launch.run(time.gateway(client), draft.settings()))
                        .hasMessageContaining("terminated again: [i-");
            }
            assertThat(looks.get()).isGreaterThan(1);
            assertThat(time.ec2().runningInstances()).isEmpty();
        }
    }

    @Test
    @DisplayName("CreateNetworkInterface whose answer is lost in every try: the interface is deleted again")
    void lostInterface_isDeleted() {
        try (VirtualTime time = new VirtualTime(Duration.ofSeconds(3))) {
            FleetDraft draft = time.draft();
            draft.count = 1;
            draft.retainInterfaces = true;
            int interfaces = time.ec2().interfaces();
            try (Ec2Client client = time.ec2().clientWith(losing(CreateNetworkInterfaceRequest.class))) {
                assertThatThrownBy(() -> Launch.run(time.gateway(client), draft.settings()))
                        .hasMessageContaining("terminated again: [eni-");
            }
            assertThat(time.ec2().count("CreateNetworkInterface")).isPositive();
            assertThat(time.ec2().interfaces()).isEqualTo(interfaces);
        }
    }

    @Test
    @DisplayName("twenty hosts whose tokens are in doubt wait together, not one after the other")
    void doubts_areWaitedForTogether() {
        try (VirtualTime time = new VirtualTime(Duration.ofSeconds(5))) {
            FleetDraft draft = time.draft();
            draft.count = 20;
            Launch.run(time.gateway(), draft.settings());
            Termination.run(time.gateway(), "edge");
            time.pass(Duration.ofMinutes(90)); // EC2 has forgotten the instances, and not their tokens
            Duration before = time.elapsed();

            Ec2Gateway gateway = time.gateway();

            assertThat(Launch.run(gateway, draft.settings()).hosts()).hasSize(20);

            assertThat(gateway.counts().byAction().get("RunInstances").calls()).isEqualTo(40);
            // Forty RunInstances at two a second are 18 seconds; one after the other the waits alone would be 360.
            assertThat(time.elapsed().minus(before)).isLessThan(Duration.ofSeconds(60));
        }
    }

    @Test
    @DisplayName("when the time given is over nothing is left behind, and the exception says so")
    void timeout_rollsBack() {
        try (VirtualTime time = new VirtualTime(Duration.ofSeconds(40))) {
            Ec2Gateway gateway = time.gateway();
            gateway.timeout(Duration.ofSeconds(20));
            assertThatThrownBy(() -> Launch.run(gateway, threeHosts(time)))
                    .isInstanceOfSatisfying(
                            FleetException.class, e -> assertThat(e.retryable()).isTrue())
                    .hasMessageContaining("the time given is over")
                    .hasMessageContaining("terminated again: [i-");
            assertThat(time.elapsed()).isLessThan(Duration.ofSeconds(21));
            assertThat(time.ec2().runningInstances()).isEmpty();
            assertThatThrownBy(() -> gateway.pause(Duration.ofMinutes(1)))
                    .as("rolling back did not give the operation more time")
                    .hasMessageContaining("the time given is over");
        }
    }

    @Test
    @DisplayName("a value that EC2 refuses without saying that it is in use: looked at once more, then said")
    void valueRefused_isLookedAtOnceMore() {
        try (VirtualTime time = new VirtualTime(Duration.ZERO)) {
            time.ec2()
                    .simulator()
                    .faults(FaultScript.of(Fault.error("InvalidParameterValue")
                            .on("RunInstances")
                            .call(1)));
            assertThat(Launch.run(time.gateway(), threeHosts(time)).hosts()).hasSize(3);
        }
        try (VirtualTime time = new VirtualTime(Duration.ZERO)) {
            time.ec2()
                    .simulator()
                    .faults(FaultScript.of(Fault.error("InvalidParameterValue").on("RunInstances")));
            assertThatThrownBy(() -> Launch.run(time.gateway(), threeHosts(time)))
                    .isInstanceOfSatisfying(
                            FleetException.class, e -> assertThat(e.code()).isEqualTo("InvalidParameterValue"));
            assertThat(time.ec2().runningInstances()).isEmpty();
            assertThat(time.elapsed()).isLessThan(Duration.ofMinutes(1));
        }
    }

    private static FleetSettings threeHosts(VirtualTime time) {
        FleetDraft draft = time.draft();
        draft.count = 3;
        return draft.settings();
    }
}
