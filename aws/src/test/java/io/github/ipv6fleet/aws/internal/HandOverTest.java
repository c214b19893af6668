package io.github.ipv6fleet.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.aws.HandedOver;
import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.aws.TerminationPlan;
import io.github.ipv6fleet.plan.PlanException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Instance;

/** A fleet whose running is given to EC2 itself. */
class HandOverTest {
    private final VirtualTime time = new VirtualTime(Duration.ofSeconds(3));

    @AfterEach
    void close() {
        time.close();
    }

    private FleetSettings settings() {
        FleetDraft draft = time.draft();
        draft.count = 2;
        draft.tags.put("team", "net");
        return draft.settings();
    }

    private List<LaunchedHost> found() {
        return Finding.run(time.gateway(), "edge", time.found())
                .map(fleet -> fleet.hosts())
                .orElse(List.of());
    }

    @Test
    @DisplayName("EC2 runs as many hosts, each with a /80; those of before are gone; find() lists the new ones")
    void handOver_replacesHosts() {
        List<String> before = Launch.run(time.gateway(), settings()).hosts().stream()
                .map(LaunchedHost::instanceId)
                .toList();

        HandedOver over = new HandingOver(time.gateway(), settings()).run();

        assertThat(over.hosts())
                .hasSize(2)
                .allMatch(host -> host.containerBlock().prefixLength() == 80);
        assertThat(over.toString()).contains(over.ec2FleetId()).contains("another block");
        time.pass(Duration.ofMinutes(1));
        assertThat(time.ec2().runningInstances())
                .extracting(Instance::instanceId)
                .hasSize(2)
                .doesNotContainAnyElementsOf(before);
        assertThat(found())
                .extracting(LaunchedHost::toString)
                .isEqualTo(over.hosts().stream().map(LaunchedHost::toString).toList());
        assertThatThrownBy(() -> Launch.run(time.gateway(), settings()))
                .hasMessageContaining("was handed over to EC2, which runs 2 hosts");
    }

    @Test
    @DisplayName("a host that dies is replaced without us, from the template, with another block")
    void handOver_thenAHostDies() {
        HandedOver over = new HandingOver(time.gateway(), settings()).run();
        LaunchedHost dead = over.hosts().get(0);
        time.ec2().client().terminateInstances(r -> r.instanceIds(dead.instanceId()));
        time.pass(Duration.ofMinutes(2));
        time.ec2().runningInstances();
        time.pass(Duration.ofMinutes(1));

        assertThat(found()).hasSize(2).noneMatch(host -> host.instanceId().equals(dead.instanceId()));
        assertThat(time.ec2().runningInstances())
                .allSatisfy(host ->
                        assertThat(host.tags()).anyMatch(tag -> tag.key().equals("team")));
    }

    @Test
    @DisplayName("terminate() ends the EC2 Fleet with its hosts and its template, and the fleet can be launched again")
    void terminate_endsIt() {
        int interfaces = time.ec2().interfaces();
        HandedOver over = new HandingOver(time.gateway(), settings()).run();
        TerminationPlan plan = time.found().terminationPlan();
        assertThat(plan.ec2Fleets()).containsExactly(over.ec2FleetId());
        assertThat(plan.launchTemplates()).containsExactly(over.launchTemplate());

        assertThat(Termination.run(time.gateway(), "edge").leftOver()).isEmpty();

        time.pass(Duration.ofMinutes(5));
        assertThat(time.ec2().runningInstances()).isEmpty();
        assertThat(time.ec2().interfaces()).isEqualTo(interfaces);
        assertThat(time.ec2().client().describeLaunchTemplates().launchTemplates())
                .isEmpty();
        assertThat(Launch.run(time.gateway(), settings()).hosts()).hasSize(2);
        assertThat(new HandingOver(time.gateway(), settings()).run().hosts()).hasSize(2);
    }

    @Test
    @DisplayName("killed at every call and called again: one EC2 Fleet, two hosts, nothing of before")
    void handOver_killed() {
        int calls;
        try (VirtualTime one = new VirtualTime(Duration.ofSeconds(3))) {
            Mortal mortal = Mortal.immortal(one.ec2().client());
            FleetSettings settings = of(one);
            Launch.run(one.gateway(), settings);
            new HandingOver(one.gateway(mortal.client()), settings).run();
            calls = mortal.calls();
        }
        for (int call = 1; call <= calls; call++) {
            for (boolean sent : new boolean[] {false, true}) {
                try (VirtualTime one = new VirtualTime(Duration.ofSeconds(3))) {
                    FleetSettings settings = of(one);
                    Launch.run(one.gateway(), settings);
                    Mortal mortal = new Mortal(one.ec2().client(), call, sent);
                    assertThatThrownBy(() -> new HandingOver(one.gateway(mortal.client()), settings).run())
                            .isInstanceOf(Mortal.Killed.class);

                    new HandingOver(one.gateway(), settings).run();

                    one.pass(Duration.ofMinutes(2));
                    String cell = "killed at call " + call + (sent ? ", answer lost" : ", not sent");
                    assertThat(one.ec2().runningInstances()).as(cell).hasSize(2);
                    assertThat(Handed.fleets(one.gateway(), "edge")).as(cell).hasSize(1);
                    assertThat(one.ec2().client().describeLaunchTemplates().launchTemplates())
                            .as(cell)
                            .hasSize(1);
                }
            }
        }
        System.out.println("handed over, killed: " + 2 * calls + " cells");
    }

    private static FleetSettings of(VirtualTime time) {
        FleetDraft draft = time.draft();
        draft.count = 2;
        return draft.settings();
    }

    @Test
    @DisplayName("what a launch template cannot have is refused before anything is made")
    void handOver_refuses() {
        FleetDraft draft = time.draft();
        draft.count = 1;
        draft.options.changes.add(request -> request.ebsOptimized(true));
        int writes = time.ec2().writes().size();
        assertThatThrownBy(() -> new HandingOver(time.gateway(), draft.settings()).run())
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("not known to a launch template");
        assertThat(time.ec2().writes()).hasSize(writes);
    }
}
