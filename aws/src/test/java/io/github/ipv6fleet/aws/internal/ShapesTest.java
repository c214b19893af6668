package io.github.ipv6fleet.aws.internal;

import static io.github.ipv6fleet.aws.TestEc2.P;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.ec2sim.Fault;
import io.github.ipv6fleet.ec2sim.FaultScript;
import io.github.ipv6fleet.ec2sim.RecordedRequest;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.BlockSource;
import io.github.ipv6fleet.plan.HostSpec;
import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.render.Container;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Instance;

/** The ways in which a fleet's hosts come to be, beside the planned prefix: what is asked of EC2, and what comes of it. */
class ShapesTest {

    private static FleetDraft chosen(VirtualTime time, int hosts) {
        FleetDraft draft = time.draft();
        draft.count = hosts;
        draft.blockSource = BlockSource.chosenByEc2();
        return draft;
    }

    private static FleetDraft many(FleetDraft draft) {
        draft.options.maxHosts = draft.count;
        return draft;
    }

    private static FleetDraft retained(VirtualTime time, int hosts) {
        FleetDraft draft = time.draft();
        draft.count = hosts;
        draft.retainInterfaces = true;
        return draft;
    }

    private static List<String> addresses(Launch.Result result) {
        return result.hosts().stream()
                .map(host -> host.name() + " " + host.address() + " " + host.containerBlock())
                .toList();
    }

    @Test
    @DisplayName("prefix chosen by EC2: five hosts are three calls of two, with a prefix count and nothing else")
    void chosen_launchesInBatches() {
        try (VirtualTime time = new VirtualTime(Duration.ofSeconds(3))) {
            FleetDraft draft = chosen(time, 5);
            draft.hostsPerCall = 2;
            draft.profile.container(Container.of("web", "nginx:1.27")).container(Container.of("db", "redis:7"));

            Launch.Result result = Launch.run(time.gateway(), draft.settings());

            assertThat(time.ec2().writes()).containsExactly("RunInstances", "RunInstances", "RunInstances");
            RecordedRequest call = time.ec2().last("RunInstances");
            assertThat(call.parameters())
                    .containsEntry("NetworkInterface.1.Ipv6PrefixCount", "1")
                    .containsEntry("NetworkInterface.1.AssociatePublicIpAddress", "false");
            assertThat(call.parameters().keySet())
                    .noneMatch(name -> name.contains("Ipv6Address") || name.contains("Ipv6Prefix."));
            assertThat(result.hosts())
                    .extracting(LaunchedHost::name)
                    .containsExactly("edge-1", "edge-2", "edge-3", "edge-4", "edge-5");
            assertThat(result.hosts()).allSatisfy(host -> {
                assertThat(host.containerBlock().prefixLength()).isEqualTo(80);
                assertThat(host.address())
                        .isEqualTo(host.containerBlock().first().plus(1));
                assertThat(host.plan().blockSource()).isEqualTo(BlockSource.chosenByEc2());
                assertThat(host.plan().namedContainers())
                        .containsEntry("web", host.plan().bridgeAddress().plus(1))
                        .containsEntry("db", host.plan().bridgeAddress().plus(2));
            });
            assertThat(result.hosts().stream().map(LaunchedHost::containerBlock).distinct())
                    .hasSize(5);
        }
    }

    @Test
    @DisplayName("prefix chosen by EC2: a hundred hosts a call, and another run adopts them all without a write")
    void chosen_isAdopted() {
        try (VirtualTime time = new VirtualTime(Duration.ofSeconds(3))) {
            Launch.Result first =
                    Launch.run(time.gateway(), many(chosen(time, 250)).settings());
            assertThat(time.ec2().writes()).hasSize(3);

            Launch.Result second =
                    Launch.run(time.gateway(), many(chosen(time, 250)).settings());

            assertThat(addresses(second)).isEqualTo(addresses(first));
            assertThat(second.report().adopted()).isEqualTo(250);
            assertThat(time.ec2().writes()).hasSize(3);
            assertThat(Search.run(time.gateway(), "edge", time.found())
                            .orElseThrow()
                            .plan()
                            .hosts())
                    .hasSize(250);
        }
    }

    @Test
    @DisplayName("prefix chosen by EC2: hosts in the midst of a batch that went are launched again, the others stay")
    void chosen_fillsHoles() {
        try (VirtualTime time = new VirtualTime(Duration.ofSeconds(3))) {
            Launch.Result first = Launch.run(time.gateway(), chosen(time, 6).settings());
            time.ec2()
                    .client()
                    .terminateInstances(r -> r.instanceIds(
                            first.hosts().get(0).instanceId(),
                            first.hosts().get(3).instanceId()));
            time.pass(Duration.ofMinutes(1));

            Launch.Result second = Launch.run(time.gateway(), chosen(time, 6).settings());

            assertThat(second.report().launched()).isEqualTo(2);
            assertThat(second.hosts()).hasSize(6);
            for (int stays : new int[] {1, 2, 4, 5}) {
                assertThat(second.hosts().get(stays).instanceId())
                        .isEqualTo(first.hosts().get(stays).instanceId());
            }
        }
    }

    @Test
    @DisplayName("prefix chosen by EC2, which refuses it: one address each, then a planned prefix, and it is said")
    void chosen_fallsBack() {
        try (VirtualTime time = new VirtualTime(Duration.ofSeconds(3))) {
            time.ec2()
                    .simulator()
                    .faults(FaultScript.of(Fault.error("InvalidParameterCombination")
                            .on("RunInstances")
                            .call(1)));
            Ec2Gateway gateway = time.gateway();

            Launch.Result result = Launch.run(gateway, chosen(time, 3).settings());

            assertThat(result.hosts()).hasSize(3);
            assertThat(time.ec2().last("RunInstances").parameters())
                    .containsEntry("NetworkInterface.1.Ipv6AddressCount", "1");
            assertThat(time.ec2().writes().stream().filter("AssignIpv6Addresses"::equals))
                    .hasSize(3);
            assertThat(result.report().notes()).anyMatch(note -> note.contains("prefix only"));
        }
    }

    @Test
    @DisplayName("prefix chosen by EC2: nothing can be planned before, and pins cannot be kept; both are said")
    void chosen_refusals() {
        try (VirtualTime time = new VirtualTime(Duration.ZERO)) {
            assertThatThrownBy(() -> Planning.of(time.gateway(), chosen(time, 2).settings())
                            .plan())
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("chosen by EC2 when it is launched");
            FleetDraft pinned = chosen(time, 0);
            pinned.hosts.add(HostSpec.builder("a").address(P + ":1:1").build());
            pinned.retainInterfaces = true;
            assertThatThrownBy(pinned::settings)
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("host a is pinned")
                    .hasMessageContaining("retained interfaces");
            FleetDraft reached = retained(time, 1);
            reached.options.publicIpv4 = true;
            assertThatThrownBy(reached::settings).hasMessageContaining("publicIpv4(true) on retained interfaces");
        }
    }

    @Test
    @DisplayName("no capacity for a type: the next one, in the same subnet, and it is said")
    void capacity_movesToTheNextType() {
        try (VirtualTime time = new VirtualTime(Duration.ZERO)) {
            time.ec2()
                    .simulator()
                    .faults(FaultScript.of(Fault.error("InsufficientInstanceCapacity")
                            .on("RunInstances")
                            .call(1)));
            FleetDraft draft = time.draft();
            draft.count = 2;
            draft.instanceTypes.addAll(List.of("t3.small", "t3.medium"));
            Ec2Gateway gateway = time.gateway();

            Launch.Result result = Launch.run(gateway, draft.settings());

            assertThat(result.hosts()).hasSize(2);
            assertThat(time.ec2().runningInstances())
                    .extracting(Instance::instanceTypeAsString)
                    .contains("t3.medium");
            assertThat(result.report().notes()).anyMatch(note -> note.contains("no room for t3.small"));
            assertThat(result.report().toJson()).containsPattern("\"notes\":\\[.*\"EC2 has no room for t3.small");
            assertThat(Launch.run(time.gateway(), draft.settings()).report().launched())
                    .isZero();
        }
    }

    @Test
    @DisplayName("no capacity in a zone: the hosts are planned in the other one")
    void capacity_movesToTheNextZone() {
        try (VirtualTime time = new VirtualTime(Duration.ZERO)) {
            String full = time.ec2().subnetId();
            List<String> subnets = time.ec2().client().describeSubnets().subnets().stream()
                    .map(one -> one.subnetId())
                    .sorted()
                    .limit(2)
                    .toList();
            FleetDraft draft = time.draft();
            draft.subnetIds.addAll(subnets);
            draft.count = 4;
            assertThat(subnets).contains(full);
            assertThat(spread(Launch.run(time.gateway(), draft.settings()))).containsValues(2L, 2L);
            Termination.run(time.gateway(), "edge");
            time.pass(Duration.ofMinutes(2));
            time.ec2()
                    .simulator()
                    .faults(FaultScript.of(Fault.error("InsufficientInstanceCapacity")
                            .on("RunInstances")
                            .call(1)));

            Launch.Result result = Launch.run(time.gateway(), draft.settings());

            assertThat(result.hosts()).hasSize(4);
            assertThat(spread(result).values()).anyMatch(count -> count >= 3);
        }
    }

    private static Map<String, Long> spread(Launch.Result result) {
        return result.hosts().stream()
                .collect(Collectors.groupingBy(host -> host.plan().subnetId(), Collectors.counting()));
    }

    @Test
    @DisplayName("keepPartial(): the hosts that came up are returned, and those that did not are named with EC2's code")
    void keepPartial_returnsBoth() {
        try (VirtualTime time = new VirtualTime(Duration.ZERO)) {
            time.ec2()
                    .simulator()
                    .faults(FaultScript.of(Fault.error("UnauthorizedOperation")
                            .on("RunInstances")
                            .call(2)));
            FleetDraft draft = time.draft();
            draft.count = 3;
            draft.keepPartial = true;

            Launch.Result result = Launch.run(time.gateway(), draft.settings());

            assertThat(result.hosts()).hasSize(2);
            assertThat(result.failures()).singleElement().satisfies(failure -> {
                assertThat(failure.code()).isEqualTo("UnauthorizedOperation");
                assertThat(failure.requestId()).isNotEmpty();
                assertThat(failure.step()).isEqualTo("launch");
            });
            assertThat(Launch.run(time.gateway(), draft.settings()).hosts()).hasSize(3);
        }
    }

    @Test
    @DisplayName("a reservation fences the fleet's block, is made once, and goes with the fleet")
    void reserve_fences() {
        try (VirtualTime time = new VirtualTime(Duration.ZERO)) {
            FleetDraft draft = time.draft();
            draft.count = 2;
            draft.reserved = Ipv6Block.parse(P + "8::/77");

            Launch.Result result = Launch.run(time.gateway(), draft.settings());
            Launch.run(time.gateway(), draft.settings());

            assertThat(result.hosts())
                    .allMatch(host ->
                            draft.reserved.contains(host.containerBlock()) && draft.reserved.contains(host.address()));
            assertThat(time.ec2().count("CreateSubnetCidrReservation")).isEqualTo(1);
            Termination.run(time.gateway(), "edge");
            assertThat(time.ec2()
                            .client()
                            .getSubnetCidrReservations(
                                    r -> r.subnetId(time.ec2().subnetId()))
                            .subnetIpv6CidrReservations())
                    .isEmpty();
        }
    }
}
