package io.github.ipv6fleet.aws.internal;

import static io.github.ipv6fleet.aws.TestEc2.P;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.aws.Drift;
import io.github.ipv6fleet.aws.FleetDiffers;
import io.github.ipv6fleet.aws.FleetDrift;
import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.plan.BlockSource;
import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.render.UserDataPart;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Ipv6PrefixSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** What is done with a fleet that runs: made larger and smaller, its hosts replaced, what changed of it found and repaired. */
class LifeTest {
    private final VirtualTime time = new VirtualTime(Duration.ofSeconds(3));

    @AfterEach
    void close() {
        time.close();
    }

    private FleetSettings settings(int hosts) {
        FleetDraft draft = time.draft();
        draft.count = hosts;
        return draft.settings();
    }

    private static List<String> said(List<LaunchedHost> hosts) {
        return hosts.stream().map(LaunchedHost::toString).toList();
    }

    @Test
    @DisplayName("scaleTo(): the hosts that stay are the same and where they were, up and down")
    void scaleTo_keepsHosts() {
        List<LaunchedHost> three = Launch.run(time.gateway(), settings(3)).hosts();

        List<LaunchedHost> five =
                Scaling.run(time.gateway(), settings(3).ofSize(5)).hosts();
        List<LaunchedHost> two =
                Scaling.run(time.gateway(), settings(3).ofSize(2)).hosts();

        assertThat(said(five.subList(0, 3))).isEqualTo(said(three));
        assertThat(five).hasSize(5);
        assertThat(said(two)).isEqualTo(said(three.subList(0, 2)));
        assertThat(time.ec2().runningInstances()).hasSize(2);
        assertThatThrownBy(() -> settings(3).ofSize(0)).hasMessageContaining("hosts(0)");
        assertThatThrownBy(() -> settings(3).ofSize(-1)).hasMessageContaining("hosts(-1)");
    }

    @Test
    @DisplayName(
            "scaleTo() beyond maxHosts(): refused with both numbers and the way out, also once the fleet was scaled")
    void scaleTo_knowsTheMost() {
        assertThatThrownBy(() -> settings(3).ofSize(51))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("51 hosts: are more than 50")
                .hasMessageContaining("say maxHosts(51)");
        FleetDraft draft = time.draft();
        draft.count = 2;
        draft.options.maxHosts = 4;
        assertThatThrownBy(() -> draft.settings().ofSize(4).ofSize(5))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("5 hosts: are more than 4");
    }

    @Test
    @DisplayName("scaleTo() of a fleet that should be another one: refused before any host goes")
    void scaleTo_ofAnotherFleet_endsNothing() {
        Launch.run(time.gateway(), settings(3));
        FleetDraft other = time.draft();
        other.count = 2;
        other.userDataParts.add(UserDataPart.shellScript("hello.sh", "#!/bin/sh\necho hello\n"));

        assertThatThrownBy(() -> Scaling.run(time.gateway(), other.settings()))
                .isInstanceOf(FleetDiffers.class)
                .hasMessageContaining("published user-data-")
                .hasMessageContaining("Nothing was changed");
        assertThat(time.ec2().runningInstances()).hasSize(3);
    }

    @Test
    @DisplayName("scaleTo() ends no host that was named: refused; without it in the builder, or beyond it, done")
    void scaleTo_keepsNamedHosts() {
        FleetDraft draft = time.draft();
        draft.hosts.add(VirtualTime.host("web"));
        draft.hosts.add(VirtualTime.host("db"));
        draft.count = 3;
        Launch.run(time.gateway(), draft.settings());

        assertThatThrownBy(() -> draft.settings().ofSize(1))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("scaleTo(1): would end host(\"db\"), and the fleet is to have it")
                .hasMessageContaining("leave it out of the builder, then call scaleTo(1) again");
        assertThat(Scaling.run(time.gateway(), draft.settings().ofSize(2)).hosts())
                .extracting(LaunchedHost::name)
                .containsExactly("web", "db");
        draft.hosts.remove(1);
        draft.count = 0;
        assertThat(Scaling.run(time.gateway(), draft.settings().ofSize(1)).hosts())
                .extracting(LaunchedHost::name)
                .containsExactly("web");
    }

    @Test
    @DisplayName("replace(): another instance at the same addresses; its neighbours are not touched")
    void replace_keepsAddresses() {
        List<LaunchedHost> before = Launch.run(time.gateway(), settings(3)).hosts();

        Launch.Result result = Replacing.run(time.gateway(), settings(3), "edge-2");

        LaunchedHost replaced = result.hosts().get(0);
        assertThat(result.hosts()).hasSize(1);
        assertThat(replaced.instanceId()).isNotEqualTo(before.get(1).instanceId());
        assertThat(replaced.plan()).isEqualTo(before.get(1).plan());
        assertThat(time.ec2().runningInstances())
                .extracting(Instance::instanceId)
                .containsExactlyInAnyOrder(
                        before.get(0).instanceId(),
                        replaced.instanceId(),
                        before.get(2).instanceId());
        assertThatThrownBy(() -> Replacing.run(time.gateway(), settings(3), "edge-9"))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("name one of edge-1, edge-2, edge-3");
    }

    @Test
    @DisplayName("replace(): hosts of another recipe are replaced one by one, until launch() is content")
    void replace_settlesDifferences() {
        Launch.run(time.gateway(), settings(2));
        FleetDraft other = time.draft();
        other.count = 2;
        other.instanceTypes.add("t3.medium");
        FleetSettings medium = other.settings();
        assertThatThrownBy(() -> Launch.run(time.gateway(), medium))
                .isInstanceOf(FleetDiffers.class)
                .hasMessageContaining("instance type is t3.small, asked for was t3.medium; replace(\"edge-1\")");

        Replacing.run(time.gateway(), medium, "edge-1");
        Replacing.run(time.gateway(), medium, "edge-2");

        assertThat(Launch.run(time.gateway(), medium).report().launched()).isZero();
    }

    @Test
    @DisplayName("replace() of a host whose block EC2 chose: another block, and the rest of its batch stays")
    void replace_chosen() {
        FleetDraft draft = time.draft();
        draft.count = 3;
        draft.blockSource = BlockSource.chosenByEc2();
        List<LaunchedHost> before = Launch.run(time.gateway(), draft.settings()).hosts();

        Replacing.run(time.gateway(), draft.settings(), "edge-2");

        List<LaunchedHost> after = Launch.run(time.gateway(), draft.settings()).hosts();
        assertThat(said(List.of(after.get(0), after.get(2)))).isEqualTo(said(List.of(before.get(0), before.get(2))));
        assertThat(after.get(1).instanceId()).isNotEqualTo(before.get(1).instanceId());
    }

    @Test
    @DisplayName("a healthy fleet has no drift, of whatever shape")
    void drift_ofAHealthyFleet() {
        for (BlockSource source :
                List.of(BlockSource.plannedPrefix(), BlockSource.addressRun(126), BlockSource.chosenByEc2())) {
            FleetDraft draft = time.draft();
            draft.name = "edge-" + source.prefixLength() + (source.isChosenByEc2() ? "c" : "");
            draft.count = 2;
            draft.instanceTypes.add("r5d.large");
            draft.blockSource = source;
            draft.tags.put("team", "net");
            Launch.run(time.gateway(), draft.settings());
            assertThat(new Reconciling(time.gateway(), draft.settings()).drift().items())
                    .as(source.toString())
                    .isEmpty();
        }
    }

    @Test
    @DisplayName(
            "a host gone, a prefix removed, an address added by hand, tags lost: found, repaired, and then nothing")
    void reconcile_repairs() {
        FleetDraft draft = time.draft();
        draft.count = 5;
        draft.instanceTypes.add("t3.medium");
        draft.tags.put("team", "net");
        FleetSettings settings = draft.settings();
        List<LaunchedHost> before = Launch.run(time.gateway(), settings).hosts();
        var client = time.ec2().client();
        client.terminateInstances(r -> r.instanceIds(before.get(0).instanceId()));
        client.unassignIpv6Addresses(r -> r.networkInterfaceId(before.get(1).interfaceId())
                .ipv6Prefixes(before.get(1).containerBlock().toString()));
        client.assignIpv6Addresses(
                r -> r.networkInterfaceId(before.get(2).interfaceId()).ipv6Addresses(P + ":aaaa"));
        client.deleteTags(r -> r.resources(before.get(3).instanceId())
                .tags(Tag.builder().key("team").build()));
        client.deleteTags(r -> r.resources(before.get(4).instanceId())
                .tags(
                        Tag.builder().key(FleetIdentity.FLEET).build(),
                        Tag.builder().key(FleetIdentity.ADDRESS).build(),
                        Tag.builder().key(FleetIdentity.INDEX).build()));
        time.pass(Duration.ofMinutes(1));
        int writes = time.ec2().writes().size();

        FleetDrift drift = new Reconciling(time.gateway(), settings).drift();

        assertThat(time.ec2().writes()).hasSize(writes);
        assertThat(drift.toString())
                .contains("host edge-1: is gone; call reconcile()")
                .contains("host edge-2: prefix " + before.get(1).containerBlock() + " is gone; call reconcile()")
                .contains("host edge-3: " + P + ":aaaa was added to "
                        + before.get(2).interfaceId())
                .contains("host edge-4: tags team are lost or changed")
                .contains("host edge-5: tags ipv6-fleet:fleet, ipv6-fleet:subnet, ipv6-fleet:index");

        FleetDrift repaired = new Reconciling(time.gateway(), settings).repair();

        assertThat(repaired.items()).hasSize(5).allMatch(Drift::repaired);
        assertThat(repaired.left()).isEmpty();
        assertThat(new Reconciling(time.gateway(), settings).drift().items()).isEmpty();
        List<LaunchedHost> after = Launch.run(time.gateway(), settings).hosts();
        assertThat(said(after.subList(1, 5))).isEqualTo(said(before.subList(1, 5)));
        assertThat(time.ec2().runningInstances()).hasSize(5);
    }

    @Test
    @DisplayName("a prefix that somebody else has meanwhile cannot be given back: said, with the call that settles it")
    void reconcile_ofALostPrefix() {
        List<LaunchedHost> before = Launch.run(time.gateway(), settings(1)).hosts();
        var client = time.ec2().client();
        String prefix = before.get(0).containerBlock().toString();
        client.unassignIpv6Addresses(
                r -> r.networkInterfaceId(before.get(0).interfaceId()).ipv6Prefixes(prefix));
        client.createNetworkInterface(r -> r.subnetId(time.ec2().subnetId())
                .ipv6Prefixes(Ipv6PrefixSpecificationRequest.builder()
                        .ipv6Prefix(prefix)
                        .build()));

        FleetDrift left = new Reconciling(time.gateway(), settings(1)).repair();

        assertThat(left.left())
                .singleElement()
                .satisfies(one ->
                        assertThat(one.remedy()).contains("cannot be repaired").contains("replace(\"edge-1\")"));
        Replacing.run(time.gateway(), settings(1), "edge-1");
        assertThat(new Reconciling(time.gateway(), settings(1)).drift().items()).isEmpty();
    }

    @Test
    @DisplayName("two live hosts with one place: every run keeps the older, and launch() ends the younger")
    void doubles_theYoungerGoes() {
        LaunchedHost older = Launch.run(time.gateway(), settings(1)).hosts().get(0);
        String younger = launchBeside();

        List<LaunchedHost> after = Launch.run(time.gateway(), settings(1)).hosts();

        assertThat(said(after)).isEqualTo(said(List.of(older)));
        assertThat(time.ec2().runningInstances())
                .extracting(Instance::instanceId)
                .containsExactly(older.instanceId())
                .doesNotContain(younger);
    }

    @Test
    @DisplayName("two live hosts with one place, in a launch that is refused: both stay, as nothing is changed before")
    void doubles_ofARefusedLaunch_stay() {
        LaunchedHost older = Launch.run(time.gateway(), settings(1)).hosts().get(0);
        String younger = launchBeside();
        FleetDraft draft = time.draft();
        draft.count = 2;
        draft.securityGroups.clear();

        assertThatThrownBy(() -> Launch.run(time.gateway(), draft.settings()))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("has no security group");

        assertThat(time.ec2().runningInstances())
                .extracting(Instance::instanceId)
                .containsExactlyInAnyOrder(older.instanceId(), younger);
    }

    /** Launches another host for the place of the only one, and returns its id. */
    private String launchBeside() {
        time.pass(Duration.ofSeconds(30));
        Instance like = time.ec2().runningInstances().get(0);
        List<Tag> tags = like.tags().stream()
                .map(tag -> tag.key().equals(FleetIdentity.GENERATION)
                        ? Tag.builder().key(tag.key()).value("7").build()
                        : tag)
                .toList();
        return time.ec2()
                .client()
                .runInstances(r -> r.minCount(1)
                        .maxCount(1)
                        .imageId(like.imageId())
                        .instanceType(like.instanceTypeAsString())
                        .subnetId(time.ec2().subnetId())
                        .clientToken(
                                FleetIdentity.clientToken("edge", time.ec2().subnetId(), 7, 0))
                        .tagSpecifications(TagSpecification.builder()
                                .resourceType("instance")
                                .tags(tags)
                                .build()))
                .instances()
                .get(0)
                .instanceId();
    }

    @Test
    @DisplayName("interfaces left behind: only listed, when old enough and no host is there; then deleted")
    void sweep_listsAndDeletes() {
        FleetDraft draft = time.draft();
        draft.count = 2;
        draft.retainInterfaces = true;
        FleetSettings settings = draft.settings();
        List<LaunchedHost> hosts = Launch.run(time.gateway(), settings).hosts();
        Duration hour = Duration.ofHours(1);
        assertThat(Sweeping.leaked(time.gateway(), "edge", hour)).isEmpty();
        time.ec2()
                .client()
                .terminateInstances(r -> r.instanceIds(
                        hosts.stream().map(LaunchedHost::instanceId).toList()));
        time.pass(Duration.ofMinutes(5));
        assertThat(Sweeping.leaked(time.gateway(), "edge", hour)).isEmpty();
        time.pass(hour);

        List<String> leaked = Sweeping.leaked(time.gateway(), "edge", hour);

        assertThat(leaked)
                .containsExactlyInAnyOrderElementsOf(
                        hosts.stream().map(LaunchedHost::interfaceId).toList());
        int interfaces = time.ec2().interfaces();
        assertThat(Sweeping.delete(time.gateway(), "edge", hour, leaked)).isEmpty();
        assertThat(time.ec2().interfaces()).isEqualTo(interfaces - 2);
    }
}
