package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateChange;

class StateTest extends Region {
    private static final Duration DELAY = Duration.ofSeconds(20);

    @Override
    Ec2Simulator.Builder settings(Ec2Simulator.Builder builder) {
        return builder.stateDelay(DELAY);
    }

    private String state(Instance instance) {
        return describe(instance.instanceId()).state().nameAsString();
    }

    @Test
    @DisplayName("pending becomes running after the delay (EC2 User Guide, Instance lifecycle)")
    void starts() {
        Instance instance = run(each -> {});
        assertThat(state(instance)).isEqualTo("pending");
        clock.advance(DELAY.minusMillis(1));
        assertThat(state(instance)).isEqualTo("pending");
        clock.advance(Duration.ofMillis(1));
        assertThat(state(instance)).isEqualTo("running");
    }

    @Test
    @DisplayName("shutting-down holds the interface and its addresses, terminated lets go of them")
    void ends() {
        Instance instance = launch(each -> each.ipv6Addresses(address("2600:1f18:47b:ca03::8")));
        clock.advance(DELAY);

        InstanceStateChange change = ec2.terminateInstances(each -> each.instanceIds(instance.instanceId()))
                .terminatingInstances()
                .get(0);

        assertThat(change.previousState().nameAsString()).isEqualTo("running");
        assertThat(change.currentState().nameAsString()).isEqualTo("shutting-down");
        assertThat(change.currentState().code()).isEqualTo(32);
        assertThat(describe(instance.instanceId()).networkInterfaces()).hasSize(1);
        clock.advance(DELAY);
        assertThat(state(instance)).isEqualTo("terminated");
        assertThat(describe(instance.instanceId()).networkInterfaces()).isEmpty();
        assertThat(ec2.describeNetworkInterfaces().networkInterfaces()).isEmpty();
        assertThat(create(each -> each.ipv6Addresses(address("2600:1f18:47b:ca03::8")))
                        .ipv6Addresses())
                .hasSize(1);
    }

    @Test
    @DisplayName("terminating again changes nothing (EC2 API reference, TerminateInstances is idempotent)")
    void terminateAgain() {
        Instance instance = run(each -> {});
        ec2.terminateInstances(each -> each.instanceIds(instance.instanceId()));
        clock.advance(DELAY);

        InstanceStateChange change = ec2.terminateInstances(each -> each.instanceIds(instance.instanceId()))
                .terminatingInstances()
                .get(0);

        assertThat(change.previousState().nameAsString()).isEqualTo("terminated");
        assertThat(change.currentState().nameAsString()).isEqualTo("terminated");
    }

    @Test
    @DisplayName("a terminated instance stays visible for an hour (EC2 API reference, TerminateInstances)")
    void forgotten() {
        Instance instance = run(each -> {});
        ec2.terminateInstances(each -> each.instanceIds(instance.instanceId()));
        clock.advance(DELAY.plus(Duration.ofHours(1)).minusMillis(1));
        assertThat(state(instance)).isEqualTo("terminated");

        clock.advance(Duration.ofMillis(1));

        assertRefused(
                () -> describe(instance.instanceId()),
                "InvalidInstanceID.NotFound",
                "The instance ID '" + instance.instanceId() + "' does not exist");
    }
}
