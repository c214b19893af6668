package io.github.ipv6fleet.aws.internal;

import static io.github.ipv6fleet.aws.internal.VirtualTime.host;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.LaunchedFleet;
import io.github.ipv6fleet.aws.TestEc2;
import io.github.ipv6fleet.render.Exposure;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostRenderer;
import io.github.ipv6fleet.render.Renderers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** What goes wrong on the way to EC2 or after a host was launched: what is left, and what is said. */
class TroubleTest {

    /** Answers the n-th call of an action with an error, {@code times} times. */
    private static final class Refusing implements ExecutionInterceptor {
        private final String action;
        private final int from;
        private final int times;
        private final String code;
        private final int status;
        private final AtomicInteger calls = new AtomicInteger();

        Refusing(String action, int from, int times, String code, int status) {
            this.action = action;
            this.from = from;
            this.times = times;
            this.code = code;
            this.status = status;
        }

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (context.request().getClass().getSimpleName().equals(action + "Request")) {
                int call = calls.incrementAndGet();
                if (call >= from && call < from + times) {
                    throw Ec2Exception.builder()
                            .awsErrorDetails(AwsErrorDetails.builder()
                                    .errorCode(code.isEmpty() ? null : code)
                                    .build())
                            .statusCode(status)
                            .requestId("r-1")
                            .build();
                }
            }
        }
    }

    private static Throwable launched(VirtualTime time, ExecutionInterceptor trouble, FleetSettings settings) {
        try (Ec2Client client = time.ec2().clientWith(trouble)) {
            Launch.run(time.gateway(client), settings);
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }

    @Test
    @DisplayName("a 503 without EC2's document, as a proxy answers: tried again")
    void emptyAnswers_areTriedAgain() {
        try (VirtualTime time = new VirtualTime(Duration.ZERO)) {
            assertThat(launched(time, new Refusing("RunInstances", 1, 3, "", 503), time.settings(host("edge-1"))))
                    .isNull();
            assertThat(time.elapsed()).isPositive();
        }
    }

    @Test
    @DisplayName("no capacity: code, request id, retryable and cause arrive at the caller")
    void refusal_keepsWhatAProgramBranchesOn() {
        try (VirtualTime time = new VirtualTime(Duration.ZERO)) {
            Refusing full = new Refusing("RunInstances", 1, 99, "InsufficientInstanceCapacity", 500);
            assertThat(launched(time, full, time.settings(host("edge-1"))))
                    .isInstanceOfSatisfying(FleetException.class, e -> {
                        assertThat(e.code()).isEqualTo("InsufficientInstanceCapacity");
                        assertThat(e.requestId()).isEqualTo("r-1");
                        assertThat(e.retryable()).isTrue();
                        assertThat(e.failures()).hasSize(1);
                    })
                    .hasRootCauseInstanceOf(Ec2Exception.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"AssignIpv6Addresses,2", "RunInstances,2", "DescribeInstances,2"})
    @DisplayName("a permission that is lacking after the first host was launched: it is terminated again")
    void refusalAfterALaunch_rollsBack(String action, int call) {
        try (VirtualTime time = new VirtualTime(Duration.ZERO)) {
            Refusing denying = new Refusing(action, call, 99, "UnauthorizedOperation", 403);
            assertThat(launched(time, denying, time.settings(host("edge-1"), host("edge-2"))))
                    .hasMessageContaining("what this run launched is terminated again: [i-")
                    .hasMessageContaining("allow the action in the caller's IAM policy");
            assertThat(time.ec2().runningInstances()).isEmpty();
        }
    }

    @Test
    @DisplayName("a renderer that breaks after the first launch: rolled back as well")
    void rendererThatBreaks_rollsBack() {
        try (VirtualTime time = new VirtualTime(Duration.ZERO)) {
            AtomicInteger calls = new AtomicInteger();
            Renderers breaking = Renderers.standard().with(HostRenderer.of("breaking", (plan, profile) -> {
                // Once when it is rehearsed, and again when it is launched.
                if (plan.name().equals("edge-2") && calls.incrementAndGet() == 2) {
                    throw new IllegalStateException("out of ideas");
                }
                return HostConfig.builder().build();
            }));
            FleetSettings settings = time.settings(Exposure.PUBLISHED, breaking, host("edge-1"), host("edge-2"));
            assertThat(launched(time, new ExecutionInterceptor() {}, settings))
                    .isInstanceOf(FleetException.class)
                    .hasMessageContaining("terminated again")
                    .hasMessageContaining("out of ideas");
            assertThat(time.ec2().runningInstances()).isEmpty();
        }
    }

    @Test
    @DisplayName("rollback of an instance so new that EC2 does not know it everywhere: tried until it does")
    void rollback_ofANewInstance() {
        try (VirtualTime time = new VirtualTime(Duration.ZERO)) {
            Refusing denying = new Refusing("AssignIpv6Addresses", 1, 99, "UnauthorizedOperation", 403);
            Refusing unknown = new Refusing("TerminateInstances", 1, 3, "InvalidInstanceID.NotFound", 400);
            try (Ec2Client client = TestEc2.client(time.ec2().simulator().endpoint(), denying, unknown)) {
                assertThatThrownBy(() -> Launch.run(time.gateway(client), time.settings(host("edge-1"))))
                        .hasMessageContaining("terminated again");
            }
            assertThat(time.ec2().runningInstances()).isEmpty();
        }
    }

    @Test
    @DisplayName("an interrupt leaves the hosts for the next run, and says so")
    void interrupt_leavesHostsForTheNextRun() {
        try (VirtualTime time = new VirtualTime(Duration.ZERO)) {
            ExecutionInterceptor interrupting = new ExecutionInterceptor() {
                @Override
                public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
                    if (context.request().getClass().getSimpleName().startsWith("AssignIpv6")) {
                        Thread.currentThread().interrupt();
                    }
                }
            };
            Throwable said = launched(time, interrupting, time.settings(host("edge-1"), host("edge-2")));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(said).hasMessageContaining("interrupted; run the same call again");
            assertThat(time.ec2().runningInstances()).hasSize(1);

            Launch.Result again = Launch.run(time.gateway(), time.settings(host("edge-1"), host("edge-2")));
            assertThat(again.report().adopted()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("an interrupt beside an error that would be tried again is an interrupt, and nothing is rolled back")
    void interruptBesideAnError_isAnInterrupt() {
        try (VirtualTime time = new VirtualTime(Duration.ZERO)) {
            ExecutionInterceptor failing = new ExecutionInterceptor() {
                @Override
                public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                    if (context.request().getClass().getSimpleName().startsWith("RunInstances")) {
                        Thread.currentThread().interrupt();
                        throw Ec2Exception.builder()
                                .awsErrorDetails(AwsErrorDetails.builder().build())
                                .statusCode(503)
                                .build();
                    }
                }
            };
            Throwable said = launched(time, failing, time.settings(host("edge-1")));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(said).hasMessageStartingWith("interrupted; run the same call again");
        }
    }

    @Test
    @DisplayName("a fleet with spoilt tags or two hosts of one index: said by name, and can still be ended")
    void disorder_canBeEnded() {
        try (TestEc2 ec2 = new TestEc2()) {
            LaunchedFleet edge = ec2.edge().hosts(3).launch();
            String first = edge.hosts().get(0).instanceId();
            ec2.client()
                    .deleteTags(r -> r.resources(first)
                            .tags(Tag.builder().key(FleetIdentity.ADDRESS).build()));
            ec2.client()
                    .runInstances(r -> r.minCount(1)
                            .maxCount(1)
                            .imageId("ami-0ac019f4fcb7cb7e6")
                            .instanceType("t3.small")
                            .subnetId(ec2.subnetId())
                            .clientToken(FleetIdentity.clientToken("edge", ec2.subnetId(), 7, 1))
                            .tagSpecifications(TagSpecification.builder()
                                    .resourceType("instance")
                                    .tags(Map.of(
                                                    FleetIdentity.FLEET, "edge",
                                                    FleetIdentity.SUBNET, ec2.subnetId(),
                                                    FleetIdentity.GENERATION, "7",
                                                    FleetIdentity.INDEX, "1")
                                            .entrySet()
                                            .stream()
                                            .map(t -> Tag.builder()
                                                    .key(t.getKey())
                                                    .value(t.getValue())
                                                    .build())
                                            .toList())
                                    .build()));

            assertThatThrownBy(() -> ec2.edge().hosts(3).launch()).hasMessageContaining("ipv6-fleet:address is gone");
            FleetException spoilt = catchThrowableOfType(
                    FleetException.class,
                    () -> Ipv6Fleet.named("edge").client(ec2.client()).find());
            assertThat(spoilt).hasMessageContaining(first).hasMessageContaining("ipv6-fleet:address is gone");

            assertThat(Ipv6Fleet.named("edge").client(ec2.client()).terminate().terminated())
                    .hasSize(4);
            assertThat(ec2.runningInstances()).isEmpty();
        }
    }
}
