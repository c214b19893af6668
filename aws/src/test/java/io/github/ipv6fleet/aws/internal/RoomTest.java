package io.github.ipv6fleet.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.ec2sim.Fault;
import io.github.ipv6fleet.ec2sim.FaultScript;
import io.github.ipv6fleet.plan.HostSpec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Where EC2 has no room for some hosts: who may go elsewhere does, who may not learns why. */
class RoomTest {
    private final VirtualTime time = new VirtualTime(Duration.ZERO);

    @AfterEach
    void close() {
        time.close();
    }

    /** In two zones. */
    private FleetDraft draft() {
        FleetDraft draft = time.draft();
        time.ec2().client().describeSubnets().subnets().stream()
                .map(Subnet::subnetId)
                .filter(id -> !draft.subnetIds.contains(id))
                .limit(1)
                .forEach(draft.subnetIds::add);
        return draft;
    }

    private void refuse(int calls) {
        time.ec2()
                .simulator()
                .faults(FaultScript.of(Fault.error("InsufficientInstanceCapacity")
                        .on("RunInstances")
                        .calls(1, calls)));
    }

    @Test
    @DisplayName("a host that is bound to a zone without room: EC2's own words at once, and it is not tried again")
    void boundHost_learnsWhy() {
        FleetDraft draft = draft();
        draft.hosts.add(HostSpec.builder("a").subnet(time.ec2().subnetId()).build());
        refuse(1);

        assertThatThrownBy(() -> Launch.run(time.gateway(), draft.settings()))
                .isInstanceOfSatisfying(FleetException.class, e -> {
                    assertThat(e.code()).isEqualTo("InsufficientInstanceCapacity");
                    assertThat(e.failures())
                            .singleElement()
                            .satisfies(failure -> assertThat(failure.host()).isEqualTo("a"));
                })
                .hasMessageContaining("launch again later, or choose another type or zone");
        assertThat(time.ec2().count("RunInstances")).isEqualTo(1);
        assertThat(time.elapsed()).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    @DisplayName("a replaced host whose zone has no room any more is launched in another one, at other addresses")
    void replacedHost_goesElsewhere() {
        FleetDraft draft = draft();
        draft.count = 1;
        LaunchedHost before =
                Launch.run(time.gateway(), draft.settings()).hosts().get(0);
        refuse(2); // where it was, and then wherever it is planned first

        List<LaunchedHost> after =
                Replacing.run(time.gateway(), draft.settings(), before.name()).hosts();

        assertThat(after)
                .singleElement()
                .satisfies(host -> assertThat(host.plan().subnetId())
                        .isNotEqualTo(before.plan().subnetId()));
        assertThat(time.ec2().runningInstances()).hasSize(1);
    }

    @Test
    @DisplayName("keepPartial(): a host that failed is not launched after all when the others are planned again")
    void failedHost_staysFailed() {
        FleetDraft draft = time.draft();
        draft.count = 3;
        draft.keepPartial = true;
        time.ec2()
                .simulator()
                .faults(FaultScript.of(
                        Fault.error("UnauthorizedOperation").on("RunInstances").call(1),
                        Fault.error("InvalidIPAddress.InUse").on("RunInstances").call(2)));

        Launch.Result result = Launch.run(time.gateway(), draft.settings());

        assertThat(result.failures()).hasSize(1);
        assertThat(result.hosts()).hasSize(2);
        assertThat(time.ec2().runningInstances()).hasSize(2);
    }
}
