package io.github.ipv6fleet.aws.internal;

import static io.github.ipv6fleet.aws.TestEc2.P;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.ec2sim.Fault;
import io.github.ipv6fleet.ec2sim.FaultScript;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateSubnetCidrReservationRequest;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.SubnetCidrReservation;
import software.amazon.awssdk.services.ec2.model.SubnetCidrReservationType;

/** The fence around a fleet's block: made once, whatever happens, and gone with the fleet. */
class ReservationTest {
    private static final Duration LAG = Duration.ofSeconds(5);

    private final VirtualTime time = new VirtualTime(Duration.ofSeconds(3), LAG);

    @AfterEach
    void close() {
        time.close();
    }

    private FleetSettings settings() {
        return TestShape.RESERVED.settings(time, 2);
    }

    private List<SubnetCidrReservation> reservations() {
        return time.ec2()
                .client()
                .getSubnetCidrReservations(r -> r.subnetId(time.ec2().subnetId()))
                .subnetIpv6CidrReservations();
    }

    @Test
    @DisplayName(
            "the answer of its creation is lost, and the second try refused: it is found, and is ours to take back")
    void lostAnswer() {
        time.ec2()
                .simulator()
                .faults(FaultScript.of(
                        Fault.lostAnswer().on("CreateSubnetCidrReservation").call(1),
                        Fault.error("VcpuLimitExceeded").on("RunInstances")));
        assertThatThrownBy(() -> Launch.run(time.gateway(), settings()))
                .hasMessageContaining("VcpuLimitExceeded")
                .hasMessageContaining("is terminated again: [scr-");
        time.pass(LAG);
        assertThat(reservations()).isEmpty();

        time.ec2()
                .simulator()
                .faults(FaultScript.of(
                        Fault.lostAnswer().on("CreateSubnetCidrReservation").call(1)));
        assertThat(Launch.run(time.gateway(), settings()).hosts()).hasSize(2);
        assertThat(reservations()).hasSize(1);
    }

    @Test
    @DisplayName("another run has made it meanwhile: taken as it is, and left to that run when this one fails")
    void madeByAnotherRun() {
        ExecutionInterceptor other = new ExecutionInterceptor() {
            @Override
            public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                if (context.request() instanceof CreateSubnetCidrReservationRequest) {
                    new Reservation(time.gateway(), "edge")
                            .ensure(time.ec2().subnetId(), settings().style().reserved(), "another run");
                }
            }
        };
        time.ec2()
                .simulator()
                .faults(FaultScript.of(Fault.error("VcpuLimitExceeded").on("RunInstances")));
        try (Ec2Client client = time.ec2().clientWith(other)) {
            assertThatThrownBy(() -> Launch.run(time.gateway(client), settings()))
                    .hasMessageContaining("VcpuLimitExceeded");
        }
        assertThat(reservations()).hasSize(1);
    }

    @Test
    @DisplayName("somebody else's reservation is in the way: what EC2 says of it is said")
    void somebodyElsesIsInTheWay() {
        time.ec2()
                .client()
                .createSubnetCidrReservation(r -> r.subnetId(time.ec2().subnetId())
                        .cidr(P + "8::/77")
                        .reservationType(SubnetCidrReservationType.EXPLICIT));
        assertThatThrownBy(() -> Launch.run(time.gateway(), settings()))
                .hasMessageContaining("CreateSubnetCidrReservation of " + P + "8::/77")
                .hasMessageContaining("overlaps the subnet CIDR reservation scr-");
        assertThat(time.ec2().runningInstances()).isEmpty();
        assertThat(reservations()).hasSize(1);
    }

    @Test
    @DisplayName("a fleet whose hosts are all gone has its reservation deleted, where its subnet is known")
    void hostsAreGone() {
        Launch.run(time.gateway(), settings());
        end(time.ec2().runningInstances());
        time.pass(Duration.ofHours(2)); // by then EC2 shows nothing of them

        assertThat(Termination.run(time.gateway(), "edge").leftOver()).isEmpty();
        assertThat(reservations()).hasSize(1);
        KnownLife life = new KnownLife(time.means(), settings());
        assertThat(life.terminationPlan().reservations()).hasSize(1);
        assertThat(life.terminate().leftOver()).isEmpty();
        time.pass(LAG);
        assertThat(reservations()).isEmpty();
    }

    @Test
    @DisplayName(
            "a fleet that was handed over has its reservation deleted by its name alone, also while no host of it is there")
    void handedOver() {
        for (boolean there : new boolean[] {true, false}) {
            Launch.run(time.gateway(), settings());
            new HandingOver(time.gateway(), settings()).run();
            time.pass(Duration.ofHours(2));
            if (!there) {
                end(time.ec2().runningInstances());
            }
            assertThat(reservations()).hasSize(1);
            assertThat(Termination.run(time.gateway(), "edge").leftOver()).isEmpty();
            time.pass(LAG);
            assertThat(reservations()).isEmpty();
        }
    }

    @Test
    @DisplayName("a subnet that was deleted meanwhile is in no way of ending the fleet")
    void subnetIsGone() {
        Launch.run(time.gateway(), settings());
        assertThat(Termination.run(
                                time.gateway(),
                                "edge",
                                List.of("subnet-00000000000000000", time.ec2().subnetId()))
                        .leftOver())
                .isEmpty();
        time.pass(LAG);
        assertThat(reservations()).isEmpty();
    }

    private void end(List<Instance> instances) {
        time.ec2()
                .client()
                .terminateInstances(r -> r.instanceIds(
                        instances.stream().map(Instance::instanceId).toList()));
    }
}
