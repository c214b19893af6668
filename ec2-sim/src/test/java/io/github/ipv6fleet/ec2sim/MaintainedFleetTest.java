package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.FleetStateCode;
import software.amazon.awssdk.services.ec2.model.Instance;

/** EC2 User Guide, "EC2 Fleet": fleets of type maintain keep their size until they are deleted. */
class MaintainedFleetTest extends FleetRegion {
    @Test
    @DisplayName(
            "maintain: launched after the answer; what is terminated is replaced, with a prefix of its own; hooks are told")
    void maintain() throws Exception {
        String id = maintained(2);
        assertThat(describeFleet(id).fleetState()).isEqualTo(FleetStateCode.SUBMITTED);
        assertThat(describeFleet(id).activityStatusAsString()).isEqualTo("pending_fulfillment");
        assertThat(active(id)).isEmpty();

        clock.advance(DELAY);
        List<String> first = active(id);
        assertThat(first).hasSize(2);
        assertThat(describeFleet(id).fleetState()).isEqualTo(FleetStateCode.ACTIVE);
        assertThat(describeFleet(id).activityStatusAsString()).isEqualTo("fulfilled");
        assertThat(ec2.describeFleets().fleets()).hasSize(1);
        String prefix = describe(first.get(0))
                .networkInterfaces()
                .get(0)
                .ipv6Prefixes()
                .get(0)
                .ipv6Prefix();

        ec2.terminateInstances(each -> each.instanceIds(first.get(0)));
        assertThat(active(id)).containsExactly(first.get(1));
        assertThat(describeFleet(id).activityStatusAsString()).isEqualTo("pending_fulfillment");
        clock.advance(DELAY);
        List<String> second = active(id);
        assertThat(second).hasSize(2).contains(first.get(1)).doesNotContain(first.get(0));
        Instance replacement = describe(second.get(1));
        assertThat(replacement.networkInterfaces().get(0).ipv6Prefixes())
                .singleElement()
                .satisfies(each -> assertThat(each.ipv6Prefix()).isNotEqualTo(prefix));
        assertThat(replacement.launchTime()).as("at its moment").isEqualTo(clock.instant());
        assertThat(replacement.tags()).extracting(each -> each.value()).contains(id);
        simulator.awaitHook(LONG);
        assertThat(told)
                .containsExactly(
                        "boot " + first.get(0) + " 1",
                        "boot " + first.get(1) + " 1",
                        "terminate " + first.get(0),
                        "boot " + second.get(1) + " 1");
    }

    @Test
    @DisplayName("maintain: what is replaced while nobody looks has the time at which it was due")
    void maintainUnseen() throws Exception {
        String id = maintained(1);
        clock.advance(DELAY);
        String first = active(id).get(0);
        ec2.terminateInstances(each -> each.instanceIds(first));
        var ended = clock.instant();
        clock.advance(Duration.ofMinutes(10));
        simulator.awaitHook(LONG);

        assertThat(told).hasSize(3);
        assertThat(describe(active(id).get(0)).launchTime()).isEqualTo(ended.plus(DELAY));
        assertThat(run(each -> {}).launchTime()).as("and the present goes on").isEqualTo(clock.instant());
    }

    @Test
    @DisplayName("maintain: without room it says so, and tries again every minute")
    void maintainRetries() {
        simulator.capacity("r5d.large", "us-east-1a", 1);
        String id = maintained(2);
        clock.advance(DELAY);
        assertThat(active(id)).hasSize(1);
        assertThat(describeFleet(id).activityStatusAsString()).isEqualTo("error");

        simulator.capacity("r5d.large", "us-east-1a", 2);
        clock.advance(Duration.ofSeconds(59));
        assertThat(active(id)).hasSize(1);
        clock.advance(Duration.ofSeconds(1));
        assertThat(active(id)).hasSize(2);
        assertThat(describeFleet(id).activityStatusAsString()).isEqualTo("fulfilled");
    }

    @Test
    @DisplayName(
            "the target changes: more are launched, the newest are terminated, or are kept when that is the policy")
    void modify() {
        String id = maintained(1);
        clock.advance(DELAY);
        String first = active(id).get(0);

        resize(id, 3, null);
        assertThat(describeFleet(id).fleetState()).isEqualTo(FleetStateCode.MODIFYING);
        clock.advance(DELAY);
        assertThat(active(id)).hasSize(3);
        resize(id, 1, "no-termination");
        clock.advance(DELAY);
        assertThat(active(id)).hasSize(3);
        resize(id, 1, "termination");
        clock.advance(DELAY);
        assertThat(active(id)).containsExactly(first);
        clock.advance(DELAY.multipliedBy(2));
        assertThat(active(id)).as("not replaced").containsExactly(first);
        resize(id, 0, null);
        clock.advance(DELAY);
        assertThat(active(id)).isEmpty();

        String instant = instant(1, in(SUBNET)).fleetId();
        assertRefused(() -> resize(instant, 2, null), "InvalidParameterValue", "of type instant");
    }

    private void resize(String id, int units, String policy) {
        ec2.modifyFleet(each -> each.fleetId(id)
                .excessCapacityTerminationPolicy(policy)
                .targetCapacitySpecification(target -> target.totalTargetCapacity(units)));
    }

    @Test
    @DisplayName("deleted with its instances, or without them; it launches no more, and is shown until they have gone")
    void delete() {
        String with = maintained(1);
        String without = maintained(1);
        clock.advance(DELAY);
        String stays = active(without).get(0);

        assertThat(deleted(true, with)).containsExactly(with + " active -> deleted_terminating");
        assertThat(deleted(false, without)).containsExactly(without + " active -> deleted_running");
        assertThat(describeFleet(with).fleetState()).isEqualTo(FleetStateCode.DELETED_TERMINATING);
        clock.advance(DELAY);
        assertThat(describeFleet(with).fleetState()).isEqualTo(FleetStateCode.DELETED);
        assertThat(describe(stays).state().nameAsString()).isEqualTo("running");
        ec2.terminateInstances(each -> each.instanceIds(stays));
        clock.advance(DELAY.multipliedBy(3));
        assertThat(describeFleet(without).fleetState()).isEqualTo(FleetStateCode.DELETED);
        assertThat(instanceCount()).isEqualTo(2);
    }

    @Test
    @DisplayName("a fleet that is left is named as a leak")
    void leaks() {
        String id = maintained(0);
        assertThatThrownBy(simulator::assertNothingLeaked)
                .hasMessageContaining("fleet " + id)
                .hasMessageContaining("(edge)");
        deleted(true, id);
        ec2.deleteLaunchTemplate(each -> each.launchTemplateName("edge"));
        simulator.assertNothingLeaked();
    }
}
