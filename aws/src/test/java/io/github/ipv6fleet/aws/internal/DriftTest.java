package io.github.ipv6fleet.aws.internal;

import static io.github.ipv6fleet.aws.TestEc2.P;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.aws.Drift;
import io.github.ipv6fleet.aws.FleetDrift;
import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.ec2sim.Fault;
import io.github.ipv6fleet.ec2sim.FaultScript;
import io.github.ipv6fleet.plan.BlockSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.Tag;

/** What changed of a fleet that somebody else had in hand, and whose hosts are not all of one kind. */
class DriftTest {
    private final VirtualTime time = new VirtualTime(Duration.ofSeconds(3));

    @AfterEach
    void close() {
        time.close();
    }

    private FleetDraft draft(int hosts, BlockSource source) {
        FleetDraft draft = time.draft();
        draft.count = hosts;
        draft.instanceTypes.add("r5d.large");
        draft.blockSource = source;
        return draft;
    }

    private FleetDraft draft(int hosts) {
        return draft(hosts, BlockSource.plannedPrefix());
    }

    private List<LaunchedHost> launch(FleetDraft draft) {
        return Launch.run(time.gateway(), draft.settings()).hosts();
    }

    private FleetDrift drift(FleetDraft draft) {
        return new Reconciling(time.gateway(), draft.settings()).drift();
    }

    private FleetDrift reconcile(FleetDraft draft) {
        return new Reconciling(time.gateway(), draft.settings()).repair();
    }

    private void untag(LaunchedHost host, String... keys) {
        for (String key : keys) {
            time.ec2()
                    .client()
                    .deleteTags(r -> r.resources(host.instanceId())
                            .tags(Tag.builder().key(key).build()));
        }
    }

    private void tag(LaunchedHost host, String key, String value) {
        time.ec2()
                .client()
                .createTags(r -> r.resources(host.instanceId())
                        .tags(Tag.builder().key(key).value(value).build()));
    }

    private Map<String, String> tags(LaunchedHost host) {
        return time.ec2().runningInstances().stream()
                .filter(one -> one.instanceId().equals(host.instanceId()))
                .flatMap(one -> one.tags().stream())
                .collect(Collectors.toMap(Tag::key, Tag::value));
    }

    private void end(LaunchedHost host) {
        time.ec2().client().terminateInstances(r -> r.instanceIds(host.instanceId()));
        time.pass(Duration.ofMinutes(1));
    }

    @Test
    @DisplayName("hosts of another source than is wanted now: what they have is theirs; each can only be replaced")
    void ofAnotherSource() {
        List<BlockSource> sources =
                List.of(BlockSource.plannedPrefix(), BlockSource.addressRun(126), BlockSource.chosenByEc2());
        for (BlockSource there : sources) {
            FleetDraft of = draft(1, there);
            of.name = "edge-" + sources.indexOf(there);
            LaunchedHost host = launch(of).get(0);
            for (BlockSource wanted : sources) {
                FleetDraft other = draft(1, wanted);
                other.name = of.name;
                int writes = time.ec2().writes().size();
                String cell = there + " there, " + wanted + " wanted";

                assertThat(reconcile(other).items())
                        .as(cell)
                        .hasSize(wanted.equals(there) ? 0 : 1)
                        .allSatisfy(one -> assertThat(one.toString())
                                .contains("block source is")
                                .endsWith("replace(\"" + host.name() + "\")"));

                assertThat(time.ec2().writes()).as(cell).hasSize(writes);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", P + ":/64", P + ":/96", P + ":/126/80", ""})
    @DisplayName("an address or a block that somebody wrote over counts as lost, and is told from the interface")
    void garbledTags(String garbage) {
        for (BlockSource source : List.of(BlockSource.plannedPrefix(), BlockSource.addressRun(126))) {
            FleetDraft draft = draft(2, source);
            draft.name = "edge-" + source.prefixLength();
            List<LaunchedHost> before = launch(draft);
            tag(before.get(0), FleetIdentity.BLOCK, garbage);
            tag(before.get(1), FleetIdentity.ADDRESS, garbage);

            assertThat(drift(draft).items())
                    .extracting(Drift::what)
                    .containsExactly(
                            "tags ipv6-fleet:container-block are lost or changed",
                            "tags ipv6-fleet:address are lost or changed");
            assertThat(reconcile(draft).items()).hasSize(2).allMatch(Drift::repaired);

            assertThat(tags(before.get(0)))
                    .containsEntry(
                            FleetIdentity.BLOCK, before.get(0).containerBlock().toString());
            assertThat(tags(before.get(1)))
                    .containsEntry(
                            FleetIdentity.ADDRESS, before.get(1).address().toString());
            assertThat(drift(draft).items()).isEmpty();
        }
    }

    @Test
    @DisplayName("a host whose block EC2 chose, without the tags that say so: they are written again as such")
    void lostTags_ofEc2sChoice() {
        FleetDraft draft = draft(4, BlockSource.chosenByEc2());
        List<LaunchedHost> before = launch(draft);
        untag(before.get(0), FleetIdentity.BLOCK);
        untag(before.get(1), FleetIdentity.ADDRESS);
        untag(before.get(2), FleetIdentity.BLOCK, FleetIdentity.ADDRESS);
        tag(before.get(3), FleetIdentity.BLOCK, "mine");

        assertThat(reconcile(draft).items()).hasSize(4).allMatch(Drift::repaired);

        assertThat(before)
                .allSatisfy(host -> assertThat(tags(host))
                        .containsEntry(FleetIdentity.BLOCK, FleetIdentity.BY_EC2)
                        .containsEntry(FleetIdentity.ADDRESS, FleetIdentity.BY_EC2));
        assertThat(drift(draft).items()).isEmpty();
        assertThat(launch(draft)).extracting(LaunchedHost::toString).isEqualTo(texts(before));
    }

    @Test
    @DisplayName("a host whose block EC2 chose is known as such by its interface, whatever is wanted now")
    void lostTags_ofEc2sChoiceAmongPlanned() {
        LaunchedHost host = launch(draft(1, BlockSource.chosenByEc2())).get(0);
        untag(host, FleetIdentity.BLOCK, FleetIdentity.ADDRESS);

        reconcile(draft(1));

        assertThat(tags(host))
                .containsEntry(FleetIdentity.BLOCK, FleetIdentity.BY_EC2)
                .containsEntry(FleetIdentity.ADDRESS, FleetIdentity.BY_EC2);
    }

    @Test
    @DisplayName("a host whose block EC2 chose has its own name back, where it has one")
    void lostTags_ofANamedHost() {
        FleetDraft draft = draft(2, BlockSource.chosenByEc2());
        draft.hosts.add(VirtualTime.host("web"));
        List<LaunchedHost> before = launch(draft);
        untag(before.get(0), FleetIdentity.HOST);
        untag(before.get(1), FleetIdentity.HOST); // which has none, or could do without

        assertThat(reconcile(draft).items())
                .extracting(Drift::toString)
                .containsExactly("host web: tags ipv6-fleet:host are lost or changed; written again");

        assertThat(tags(before.get(0))).containsEntry(FleetIdentity.HOST, "web");
        assertThat(drift(draft).items()).isEmpty();
    }

    @Test
    @DisplayName("of two runs of addresses on an interface nothing tells which one the host was launched for")
    void lostTags_betweenTwoRuns() {
        FleetDraft draft = draft(1, BlockSource.addressRun(126));
        LaunchedHost host = launch(draft).get(0);
        time.ec2()
                .client()
                .assignIpv6Addresses(r -> r.networkInterfaceId(host.interfaceId())
                        .ipv6Addresses(P + ":b0", P + ":b1", P + ":b2", P + ":b3"));
        untag(host, FleetIdentity.BLOCK);

        assertThat(reconcile(draft).items())
                .extracting(Drift::toString)
                .containsExactly(
                        "host edge-1: tag ipv6-fleet:container-block is lost or changed, and nothing else tells"
                                + " what it was; replace(\"edge-1\")");
    }

    private static List<String> texts(List<LaunchedHost> hosts) {
        return hosts.stream().map(LaunchedHost::toString).toList();
    }

    @Test
    @DisplayName("what a host was rendered for nothing tells but its tag: said, and it hinders no other host's repair")
    void lostProfile() {
        FleetDraft draft = draft(3);
        List<LaunchedHost> before = launch(draft);
        untag(before.get(1), FleetIdentity.PROFILE);
        untag(before.get(2), FleetIdentity.FLEET, FleetIdentity.PROFILE);
        end(before.get(0));

        FleetDrift repaired = reconcile(draft);

        assertThat(repaired.left())
                .extracting(Drift::toString)
                .containsExactly(
                        "host edge-2: tag ipv6-fleet:profile is lost or changed, and nothing else tells what it was;"
                                + " replace(\"edge-2\")",
                        "host edge-3: tag ipv6-fleet:profile is lost or changed, and nothing else tells what it was;"
                                + " replace(\"edge-3\")");
        assertThat(repaired.items()).extracting(Drift::host).containsExactly("edge-1", "edge-2", "edge-3", "edge-3");
        assertThat(time.ec2().runningInstances()).hasSize(3);
    }

    @Test
    @DisplayName("a host with lost tags hides no difference of another, and a tag of the caller's hides none at all")
    void lostTags_hideNoDifference() {
        List<LaunchedHost> before = launch(draft(3));
        FleetDraft other = draft(3);
        other.instanceTypes.clear();
        other.instanceTypes.add("r5d.xlarge");
        other.tags.put("team", "net");
        untag(before.get(0), FleetIdentity.HOST);

        assertThat(drift(other).items())
                .extracting(item -> item.host() + " " + item.what())
                .containsExactly(
                        "edge-1 tags team, ipv6-fleet:host are lost or changed",
                        "edge-2 tags team are lost or changed",
                        "edge-2 instance type is r5d.large, asked for was r5d.xlarge",
                        "edge-3 tags team are lost or changed",
                        "edge-3 instance type is r5d.large, asked for was r5d.xlarge");
    }

    @Test
    @DisplayName("a host that is to have another name is replaced by the new one, which replace() knows")
    void renamed() {
        launch(draft(1));
        FleetDraft other = draft(0);
        other.hosts.add(VirtualTime.host("web"));

        assertThat(drift(other).items())
                .extracting(Drift::toString)
                .containsExactly("host web: name is edge-1, asked for was web; replace(\"web\")");
        Replacing.run(time.gateway(), other.settings(), "web");

        assertThat(drift(other).items()).isEmpty();
    }

    @Test
    @DisplayName("what is found comes in the order of the hosts, also those that are gone or too many")
    void inOrder() {
        FleetDraft draft = draft(4);
        List<LaunchedHost> before = launch(draft);
        untag(before.get(2), FleetIdentity.ADDRESS);
        untag(before.get(3), FleetIdentity.HOST, FleetIdentity.PROFILE);
        end(before.get(0));
        end(before.get(1));
        FleetDraft three = draft(3);

        assertThat(drift(three).items())
                .extracting(Drift::host)
                .containsExactly("edge-1", "edge-2", "edge-3", "edge-4");
        assertThat(reconcile(three).items())
                .extracting(Drift::toString)
                .containsExactly(
                        "host edge-1: is gone; launched again",
                        "host edge-2: is gone; launched again",
                        "host edge-3: tags ipv6-fleet:address are lost or changed; written again",
                        "host edge-4: runs, but only 3 hosts were asked for; scaleTo(3)");
    }

    @Test
    @DisplayName("keepPartial(): a host that could not be launched again is not said to be")
    void keepPartial_saysWhoFailed() {
        FleetDraft draft = draft(3);
        draft.keepPartial = true;
        List<LaunchedHost> before = launch(draft);
        end(before.get(0));
        end(before.get(2));
        time.ec2()
                .simulator()
                .faults(FaultScript.of(
                        Fault.error("UnauthorizedOperation").on("RunInstances").call(1)));

        FleetDrift repaired = reconcile(draft);

        assertThat(repaired.items()).hasSize(2);
        assertThat(repaired.left())
                .singleElement()
                .satisfies(one -> assertThat(one.toString())
                        .startsWith("host edge-1: is gone; could not be launched (launch: ")
                        .contains("UnauthorizedOperation"));
        assertThat(time.ec2().runningInstances()).hasSize(2);
    }

    @Test
    @DisplayName("a fleet that was handed over is EC2's to repair: refused, and nothing is launched")
    void handedOver_isRefused() {
        FleetDraft draft = draft(2);
        launch(draft);
        new HandingOver(time.gateway(), draft.settings()).run();
        time.pass(Duration.ofMinutes(1));
        int writes = time.ec2().writes().size();

        assertThatThrownBy(() -> reconcile(draft)).hasMessageContaining("was handed over to EC2, which runs 2 hosts");
        assertThatThrownBy(() -> drift(draft)).hasMessageContaining("was handed over to EC2, which runs 2 hosts");

        assertThat(time.ec2().writes()).hasSize(writes);
    }
}
