package io.github.ipv6fleet.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.aws.HandedOver;
import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.aws.TerminationPlan;
import io.github.ipv6fleet.aws.TerminationReport;
import io.github.ipv6fleet.ec2sim.Fault;
import io.github.ipv6fleet.ec2sim.FaultScript;
import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.render.Exposure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateFleetRequest;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;

/** A fleet whose running is given to EC2 itself. */
class HandOverTest {
    /** Of any launch before its first write, docs/scale.md. */
    private static final int MOST_READS = 15;

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
        return Search.run(time.gateway(), "edge", time.found())
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
    @DisplayName("EC2 has no room and so runs no host of it: refused all the same, unless EC2 Fleets cannot be read")
    void handOver_thenNoHostIsUp() {
        HandedOver over = new HandingOver(time.gateway(), settings()).run();
        time.ec2().simulator().capacity("t3.small", "us-east-1a", 0);
        over.hosts().forEach(host -> time.ec2().client().terminateInstances(r -> r.instanceIds(host.instanceId())));
        time.pass(Duration.ofMinutes(2));
        assertThat(time.ec2().runningInstances()).isEmpty();
        int writes = time.ec2().writes().size();
        String refusal = "was handed over to EC2, which keeps it running by " + over.ec2FleetId();
        Ec2Gateway ec2 = time.gateway();

        assertThatThrownBy(() -> Launch.run(ec2, settings())).hasMessageContaining(refusal);
        assertThat(ec2.counts().reads()).isLessThanOrEqualTo(MOST_READS);
        assertThatThrownBy(() -> new Reconciling(time.gateway(), settings()).drift())
                .hasMessageContaining(refusal);

        assertThat(time.ec2().writes()).hasSize(writes);
        forbidden("DescribeFleets");
        time.ec2().simulator().capacity("t3.small", "us-east-1a", 10);
        assertThat(Launch.run(time.gateway(), settings()).hosts()).hasSize(2);
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
    @DisplayName(
            "EC2 refuses to delete the EC2 Fleet: its hosts, which it would replace, and its template stay, and it is said")
    void terminate_isRefused() {
        Launch.run(time.gateway(), settings());
        HandedOver over = new HandingOver(time.gateway(), settings()).run();
        List<String> hosts = over.hosts().stream().map(LaunchedHost::instanceId).toList();
        Duration before = time.elapsed();
        forbidden("DeleteFleets");

        TerminationReport report = Termination.run(time.gateway(), "edge");

        assertThat(report.leftOver())
                .hasSize(4)
                .anyMatch(left -> left.startsWith(over.ec2FleetId() + " (EC2 refused DeleteFleets"))
                .contains(over.launchTemplate() + " (" + over.ec2FleetId() + ", which is left, launches by it)")
                .containsAll(hosts.stream()
                        .map(id -> id + " (" + over.ec2FleetId() + ", which is left, would replace it at once)")
                        .toList());
        assertThat(report.terminated()).doesNotContainAnyElementsOf(hosts);
        assertThat(time.elapsed().minus(before)).isLessThan(Duration.ofMinutes(2));
        time.pass(Duration.ofMinutes(5));
        assertThat(time.ec2().runningInstances())
                .extracting(Instance::instanceId)
                .containsExactlyInAnyOrderElementsOf(hosts);
        assertThat(templates()).containsExactly(over.launchTemplate());

        time.ec2().simulator().faults(FaultScript.none());
        assertThat(Termination.run(time.gateway(), "edge").leftOver()).isEmpty();
        assertThat(templates()).isEmpty();
    }

    @Test
    @DisplayName("a template of a handing over that came no further goes too, unless nobody may look for one")
    void terminate_findsTemplate() {
        forbidden("CreateFleet");
        assertThatThrownBy(() -> new HandingOver(time.gateway(), settings()).run())
                .hasMessageContaining("CreateFleet");
        assertThat(templates()).hasSize(1);

        forbidden("DescribeLaunchTemplates");
        assertThat(Termination.run(time.gateway(), "edge").leftOver()).isEmpty();
        time.ec2().simulator().faults(FaultScript.none());
        assertThat(templates()).hasSize(1);
        assertThat(time.found().terminationPlan().launchTemplates()).isEqualTo(templates());
        assertThat(Termination.run(time.gateway(), "edge").leftOver()).isEmpty();
        assertThat(templates()).isEmpty();
    }

    private void forbidden(String action) {
        time.ec2()
                .simulator()
                .faults(FaultScript.of(Fault.error("UnauthorizedOperation").on(action)));
    }

    private List<String> templates() {
        return time.ec2().client().describeLaunchTemplates().launchTemplates().stream()
                .map(LaunchTemplate::launchTemplateName)
                .toList();
    }

    @Test
    @DisplayName("an EC2 Fleet, a template and a reservation that are gone are as good as deleted")
    void removal_ofWhatIsGone() {
        Removal removal = new Removal(time.gateway());
        removal.ec2Fleets(List.of("fleet-00000000-0000-0000-0000-000000000000"));
        removal.templates(List.of("ipv6-fleet-edge-0000000000000000"));
        removal.reservations(List.of("scr-00000000000000000"));
        assertThat(removal.left()).isEmpty();
    }

    @Test
    @DisplayName("who may not read EC2 Fleets finds no host of one, and is told of them when the fleet is ended")
    void fleetsCannotBeRead() {
        HandedOver over = new HandingOver(time.gateway(), settings()).run();
        forbidden("DescribeFleets");

        assertThat(found()).isEmpty();
        List<String> left = Termination.run(time.gateway(), "edge").leftOver();
        over.hosts()
                .forEach(host -> assertThat(left)
                        .anyMatch(one -> one.startsWith(host.instanceId() + " (" + over.ec2FleetId())
                                && one.endsWith("allow ec2:DescribeFleets)")));
        assertThat(time.ec2().runningInstances()).hasSize(2);
        assertThat(Launch.run(time.gateway(), settings()).report().notes())
                .contains("left alone 2 instances with this fleet's tag that EC2 launched: whose they are cannot be"
                        + " seen (UnauthorizedOperation); allow ec2:DescribeFleets");
    }

    @Test
    @DisplayName("an EC2 Fleet that EC2 has forgotten hides none that is there: they are not asked for by id")
    void fleetIsForgotten() {
        new HandingOver(time.gateway(), settings()).run();
        assertThat(found()).hasSize(2);
        assertThat(time.ec2().last("DescribeFleets").parameters()).doesNotContainKey("FleetId.1");
    }

    @Test
    @DisplayName("called again, days later and with another image: the EC2 Fleet that is there, and no second one")
    void handOver_again() {
        HandedOver over = new HandingOver(time.gateway(), settings()).run();
        time.pass(Duration.ofDays(3));
        FleetDraft draft = time.draft();
        draft.count = 2;
        draft.tags.put("team", "net");
        draft.imageId = "ami-0ac019f4fcb7cb7e6";

        HandedOver again = new HandingOver(time.gateway(), draft.settings()).run();

        assertThat(again.ec2FleetId()).isEqualTo(over.ec2FleetId());
        assertThat(again.launchTemplate()).isEqualTo(over.launchTemplate());
        assertThat(Handed.fleets(time.gateway(), "edge")).hasSize(1);
        assertThat(templates()).containsExactly(over.launchTemplate());
        assertThat(time.ec2().runningInstances()).hasSize(2);
    }

    @Test
    @DisplayName("another run hands over at the same moment by another request, and EC2 shows that late: one EC2 Fleet")
    void handOver_atOnce() {
        try (VirtualTime late = new VirtualTime(Duration.ofSeconds(3), Duration.ofSeconds(5))) {
            AtomicBoolean begun = new AtomicBoolean();
            ExecutionInterceptor other = new ExecutionInterceptor() {
                @Override
                public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                    if (context.request() instanceof CreateFleetRequest mine && !begun.getAndSet(true)) {
                        late.ec2()
                                .client()
                                .createFleet(mine.toBuilder()
                                        .replaceUnhealthyInstances(true)
                                        .build());
                    }
                }
            };
            try (Ec2Client client = late.ec2().clientWith(other)) {
                assertThat(new HandingOver(late.gateway(client), of(late)).run().hosts())
                        .hasSize(2);
            }
            assertThat(begun.get()).isTrue();
            assertThat(Handed.fleets(late.gateway(), "edge")).hasSize(1);
            assertThat(late.ec2().runningInstances()).hasSize(2);
        }
    }

    @Test
    @DisplayName("called again and otherwise, by size, type or recipe: refused, with the EC2 Fleet that is there")
    void handOver_otherwise() {
        HandedOver over = new HandingOver(time.gateway(), settings()).run();
        List<Consumer<FleetDraft>> changes = List.of(
                draft -> draft.count = 3,
                draft -> draft.instanceTypes.add("t3.medium"),
                draft -> draft.options.spot = true,
                draft -> draft.profile.exposure(Exposure.OPEN));
        int writes = time.ec2().writes().size();
        for (Consumer<FleetDraft> change : changes) {
            FleetDraft draft = time.draft();
            draft.count = 2;
            change.accept(draft);
            assertThatThrownBy(() -> new HandingOver(time.gateway(), draft.settings()).run())
                    .hasMessageContaining("was handed over already, otherwise, to " + over.ec2FleetId());
        }
        FleetDraft open = time.draft();
        open.count = 2;
        open.profile.exposure(Exposure.OPEN);
        assertThatThrownBy(() -> new HandingOver(time.gateway(), open.settings()).run())
                .hasMessageContaining(": its profile is Ubuntu 24.04 docker-29 published, asked for was Ubuntu 24.04"
                        + " docker-29 open; terminate() it first");
        assertThat(time.ec2().writes()).hasSize(writes);
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
