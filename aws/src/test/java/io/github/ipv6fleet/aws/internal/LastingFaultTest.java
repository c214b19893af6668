package io.github.ipv6fleet.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.ec2sim.Fault;
import io.github.ipv6fleet.ec2sim.FaultScript;
import io.github.ipv6fleet.ec2sim.RecordedRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** What goes wrong for long or for good, in launches of three hosts: each ends, with the right outcome, and leaves nothing. */
class LastingFaultTest {
    private static final int HOSTS = 3;

    @ParameterizedTest
    @EnumSource(
            value = TestShape.class,
            names = {"PLANNED", "RUN", "CHOSEN", "RETAINED", "RESERVED"})
    @DisplayName("a minute in which EC2 throttles every call is sat out, and counts for no host")
    void throttledForAMinute(TestShape kind) {
        try (VirtualTime time = time(Duration.ZERO)) {
            FleetSettings settings = kind.settings(time, HOSTS);
            Duration over = time.elapsed().plusSeconds(60);
            ExecutionInterceptor throttle = new ExecutionInterceptor() {
                @Override
                public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                    if (time.elapsed().compareTo(over) < 0) {
                        throw Ec2Exception.builder()
                                .message("Request limit exceeded.")
                                .statusCode(503)
                                .awsErrorDetails(AwsErrorDetails.builder()
                                        .errorCode("RequestLimitExceeded")
                                        .errorMessage("Request limit exceeded.")
                                        .build())
                                .build();
                    }
                }
            };
            try (Ec2Client client = time.ec2().clientWith(throttle)) {
                Launch.Result result = Launch.run(time.gateway(client), settings);
                assertThat(result.hosts()).hasSize(HOSTS);
                assertThat(result.failures()).isEmpty();
                assertThat(result.report().throttles()).isPositive();
            }
            assertThat(time.elapsed()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(120));
            assertThat(time.ec2().runningInstances()).hasSize(HOSTS);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TestShape.class,
            names = {"PLANNED", "RUN", "CHOSEN", "RETAINED", "RESERVED"})
    @DisplayName("EC2 shows everything 30 seconds late: the fleet all the same, and once")
    void lagOfThirtySeconds(TestShape kind) {
        try (VirtualTime time = time(Duration.ofSeconds(30))) {
            FleetSettings settings = kind.settings(time, HOSTS);
            Launch.Result first = Launch.run(time.gateway(), settings);
            assertThat(first.hosts()).hasSize(HOSTS);
            Launch.Result second = Launch.run(time.gateway(), settings);
            assertThat(second.report().launched()).isZero();
            time.pass(Duration.ofMinutes(2));
            assertThat(time.ec2().runningInstances()).hasSize(HOSTS);
            assertThat(time.ec2().interfaces()).isEqualTo(HOSTS);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TestShape.class,
            names = {"PLANNED", "RUN", "CHOSEN", "RETAINED", "RESERVED"})
    @DisplayName(
            "no capacity for good from the second launch call on, on an EC2 that is 30 seconds late: nothing is left")
    void noCapacityForGood(TestShape kind) {
        for (Duration lag : List.of(Duration.ZERO, Duration.ofSeconds(30))) {
            try (VirtualTime time = time(lag)) {
                FleetSettings settings = kind.settings(time, HOSTS);
                FleetException refusal = refusal(
                        time,
                        settings,
                        Fault.error("InsufficientInstanceCapacity")
                                .on("RunInstances")
                                .calls(2, Integer.MAX_VALUE));
                assertThat(refusal.code()).isEqualTo("InsufficientInstanceCapacity");
                assertThat(refusal.failures()).as(refusal.getMessage()).isNotEmpty();
                assertNothingLeft(time, kind + ", no capacity, lag " + lag + ": " + refusal.getMessage());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TestShape.class,
            names = {"PLANNED", "RUN", "CHOSEN", "RETAINED", "RESERVED"})
    @DisplayName("an action that is not allowed for good, from each of its calls on: said by name, and nothing is left")
    void notAllowedForGood(TestShape kind) {
        int cells = 0;
        for (String action : writes(kind)) {
            for (int from = 1; from <= HOSTS; from++) {
                for (Duration lag : List.of(Duration.ZERO, Duration.ofSeconds(5))) {
                    String cell = kind + ", " + action + " not allowed from call " + from + " on, lag " + lag;
                    try (VirtualTime time = time(lag)) {
                        FleetSettings settings = kind.settings(time, HOSTS);
                        Fault fault =
                                Fault.error("UnauthorizedOperation").on(action).calls(from, Integer.MAX_VALUE);
                        time.ec2().simulator().faults(FaultScript.of(fault));
                        FleetException refusal =
                                catchThrowableOfType(FleetException.class, () -> Launch.run(time.gateway(), settings));
                        time.ec2().simulator().faults(FaultScript.none());
                        if (refusal == null) { // fewer calls than that
                            assertThat(time.ec2().count(action)).as(cell).isLessThan(from);
                            assertThat(time.ec2().runningInstances()).as(cell).hasSize(HOSTS);
                        } else {
                            assertThat(refusal.code()).as(cell).isEqualTo("UnauthorizedOperation");
                            assertThat(refusal).as(cell).hasMessageContaining(action);
                            assertNothingLeft(time, cell + ": " + refusal.getMessage());
                        }
                    }
                    cells++;
                }
            }
        }
        System.out.println("lasting faults, " + kind + ", not allowed: " + cells + " cells");
        assertThat(cells).isPositive();
    }

    /** The actions of a launch that change something. */
    private static Set<String> writes(TestShape kind) {
        try (VirtualTime time = time(Duration.ZERO)) {
            Launch.run(time.gateway(), kind.settings(time, HOSTS));
            TreeSet<String> writes = new TreeSet<>();
            time.ec2().simulator().requests().stream()
                    .filter(RecordedRequest::isWrite)
                    .forEach(request -> writes.add(request.action()));
            return writes;
        }
    }

    private static FleetException refusal(VirtualTime time, FleetSettings settings, Fault fault) {
        time.ec2().simulator().faults(FaultScript.of(fault));
        FleetException refusal = catchThrowableOfType(FleetException.class, () -> Launch.run(time.gateway(), settings));
        time.ec2().simulator().faults(FaultScript.none());
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private static void assertNothingLeft(VirtualTime time, String what) {
        time.pass(Duration.ofMinutes(3));
        assertThat(time.ec2().runningInstances()).as(what).isEmpty();
        assertThat(time.ec2().interfaces()).as(what).isZero();
        assertThat(time.ec2()
                        .client()
                        .getSubnetCidrReservations(r -> r.subnetId(time.ec2().subnetId()))
                        .subnetIpv6CidrReservations())
                .as(what)
                .isEmpty();
    }

    private static VirtualTime time(Duration lag) {
        return new VirtualTime(Duration.ofSeconds(3), lag);
    }
}
