package io.github.ipv6fleet.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.aws.Finding;
import io.github.ipv6fleet.aws.LaunchedFleet;
import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.aws.TestEc2;
import io.github.ipv6fleet.ec2sim.Ec2Simulator;
import io.github.ipv6fleet.ec2sim.InstanceEvent;
import io.github.ipv6fleet.ec2sim.InstanceHook;
import io.github.ipv6fleet.render.BootState;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.ec2.model.Tag;

/** What verify() makes of EC2's state and of consoles; hosts that really boot are in the module verification. */
class VerifyTest {
    private static final String UP = """
            ipv6-fleet: starting
            ipv6-fleet: booted
            ipv6-fleet: engine up
            ipv6-fleet: containers up
            ipv6-fleet-self-test: 0 found
            """;

    private static final Pattern REPLACE = Pattern.compile("replace\\(\"([^\"]+)\"\\)");

    /** Hosts of which each has its console. */
    private static final class Consoles implements InstanceHook {
        private final Map<String, InstanceEvent> hosts = new HashMap<>();
        private String first = "";

        @Override
        public synchronized void boot(InstanceEvent event) {
            hosts.put(event.instanceId(), event);
            event.appendConsole(first);
        }

        /** What hosts that boot from now on say. */
        synchronized void first(String text) {
            first = text;
        }

        synchronized void say(LaunchedHost host, String text) {
            hosts.get(host.instanceId()).appendConsole(text);
        }
    }

    private interface Story {
        void tell(TestEc2 ec2, LaunchedFleet fleet, Consoles consoles);
    }

    private static void twoHosts(Story story) throws Exception {
        Consoles consoles = new Consoles();
        try (TestEc2 ec2 = new TestEc2(Ec2Simulator.builder().hook(consoles).start())) {
            LaunchedFleet fleet = ec2.edge().hosts(2).launch();
            ec2.simulator().awaitHook(Duration.ofSeconds(10));
            story.tell(ec2, fleet, consoles);
        }
    }

    /** Does what a remedy says, as it is written, and returns the fleet as it is then. */
    private static LaunchedFleet followed(Finding finding, LaunchedFleet fleet, Consoles consoles) {
        consoles.first(UP);
        Matcher replace = REPLACE.matcher(finding.remedy());
        if (replace.find()) {
            return fleet.replace(replace.group(1));
        }
        assertThat(finding.remedy()).startsWith("call reconcile()");
        fleet.reconcile();
        return fleet;
    }

    private static List<String> ids(List<Finding> found) {
        return found.stream().map(Finding::id).toList();
    }

    @Test
    void verify_healthyFleet_findsNothing() throws Exception {
        twoHosts((ec2, fleet, consoles) -> {
            fleet.hosts().forEach(host -> consoles.say(host, UP));

            assertThat(fleet.verify()).isEmpty();
        });
    }

    @Test
    @DisplayName(
            "a boot that failed, one that is under way, and one of which nothing is known, each by its own finding")
    void verify_bootsThatAreNotOver_areFound() throws Exception {
        twoHosts((ec2, fleet, consoles) -> {
            assertThat(ids(fleet.verify())).containsExactly("host-says-nothing", "host-says-nothing");

            consoles.say(
                    fleet.hosts().get(0), "ipv6-fleet: starting\nipv6-fleet: booted\nipv6-fleet: docker install\n");
            consoles.say(
                    fleet.hosts().get(1), "ipv6-fleet: starting\nipv6-fleet: FAILED docker install: no such package\n");

            List<Finding> found = fleet.verify();
            assertThat(ids(found)).containsExactly("host-is-not-up", "host-did-not-boot");
            assertThat(found.get(0).what()).isEqualTo("host edge-1: it has come to BOOTED, in step docker install");
            assertThat(found.get(1).what()).isEqualTo("host edge-2: FAILED docker install: no such package");
            assertThat(found.get(1).remedy()).isEqualTo("mend what it says, then fleet.replace(\"edge-2\")");
            assertThat(found.get(1).objects())
                    .containsExactly(fleet.hosts().get(1).instanceId());

            consoles.say(fleet.hosts().get(0), UP);
            assertThat(found.get(0).remedy()).isEqualTo("fleet.awaitReady(Duration.ofMinutes(10))");
            assertThat(fleet.awaitReady(Duration.ofMinutes(10)).get(0).state()).isEqualTo(BootState.CONTAINERS_UP);
            assertThat(followed(found.get(1), fleet, consoles).verify()).isEmpty();
        });
    }

    @Test
    @DisplayName("of hosts that have not come to say anything yet, nothing is found once they are waited for")
    void verify_ofSilentHosts_asksToWait() throws Exception {
        twoHosts((ec2, fleet, consoles) -> {
            assertThat(fleet.verify())
                    .extracting(Finding::id, Finding::remedy)
                    .containsOnly(tuple("host-says-nothing", "fleet.awaitReady(Duration.ofMinutes(10))"));

            fleet.hosts().forEach(host -> consoles.say(host, UP));
            fleet.awaitReady(Duration.ofMinutes(10));
            assertThat(fleet.verify()).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = HostFinding.class,
            names = {
                "HOST_ADDRESS_IS_MISSING",
                "BLOCK_IS_ELSEWHERE",
                "SECOND_ROUTE_TO_BLOCK",
                "FORWARDING_IS_OFF",
                "BLOCK_IS_TRANSLATED",
                "RECIPE_IS_NOT_IN_FORCE",
                "METADATA_IS_OPEN",
                "CONTAINER_DOES_NOT_RUN"
            })
    @DisplayName("what a self-test found is a finding of its kind at that host, until the host says that it is well, or"
            + " the remedy was followed")
    void verify_selfTest_isReported(HostFinding kind) throws Exception {
        twoHosts((ec2, fleet, consoles) -> {
            fleet.hosts().forEach(host -> consoles.say(host, UP));
            LaunchedHost second = fleet.hosts().get(1);
            consoles.say(
                    second, "ipv6-fleet-self-test: 1 found\nipv6-fleet-self-test: " + kind.id() + ": what it saw\n");

            assertThat(fleet.verify()).singleElement().satisfies(one -> {
                assertThat(one.id()).isEqualTo(kind.id());
                assertThat(one.what()).isEqualTo("host edge-2: what it saw");
                assertThat(one.objects()).containsExactly(second.instanceId());
            });

            Finding found = fleet.verify().get(0);
            consoles.say(second, "ipv6-fleet-self-test: 0 found\n");
            assertThat(fleet.verify()).isEmpty();

            consoles.say(
                    second, "ipv6-fleet-self-test: 1 found\nipv6-fleet-self-test: " + kind.id() + ": what it saw\n");
            assertThat(ids(fleet.verify())).containsExactly(kind.id());
            assertThat(followed(found, fleet, consoles).verify()).isEmpty();
        });
    }

    @Test
    @DisplayName("a kind that this library does not know is said as it is")
    void verify_unknownKind_isReported() throws Exception {
        twoHosts((ec2, fleet, consoles) -> {
            fleet.hosts().forEach(host -> consoles.say(host, UP));
            consoles.say(
                    fleet.hosts().get(0),
                    "ipv6-fleet-self-test: 1 found\nipv6-fleet-self-test: clock-is-wrong: 1970\n");

            assertThat(fleet.verify()).singleElement().satisfies(one -> {
                assertThat(one.id()).isEqualTo("host-found-something");
                assertThat(one.what()).isEqualTo("host edge-1: clock-is-wrong: 1970");
                assertThat(followed(one, fleet, consoles).verify()).isEmpty();
            });
        });
    }

    /** What somebody does to a host by hand. */
    private enum ByHand {
        PREFIX_IS_TAKEN,
        ADDRESS_IS_ADDED,
        TAG_IS_WRITTEN_OVER,
        HOST_IS_ENDED,
        HOST_IS_STOPPED;

        void happen(TestEc2 ec2, LaunchedHost host) {
            switch (this) {
                case PREFIX_IS_TAKEN ->
                    ec2.client()
                            .unassignIpv6Addresses(r -> r.networkInterfaceId(host.interfaceId())
                                    .ipv6Prefixes(host.containerBlock().toString()));
                case ADDRESS_IS_ADDED ->
                    ec2.client()
                            .assignIpv6Addresses(r ->
                                    r.networkInterfaceId(host.interfaceId()).ipv6Addresses(TestEc2.P + ":abcd"));
                case TAG_IS_WRITTEN_OVER ->
                    ec2.client()
                            .createTags(r -> r.resources(host.instanceId())
                                    .tags(Tag.builder()
                                            .key(FleetIdentity.BLOCK)
                                            .value("mine")
                                            .build()));
                case HOST_IS_ENDED -> ec2.client().terminateInstances(r -> r.instanceIds(host.instanceId()));
                case HOST_IS_STOPPED -> ec2.client().stopInstances(r -> r.instanceIds(host.instanceId()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("what EC2 shows is compared with the plan, and a remedy that is followed clears it")
    void verify_doneByHand_isFound(ByHand what) throws Exception {
        twoHosts((ec2, fleet, consoles) -> {
            fleet.hosts().forEach(host -> consoles.say(host, UP));
            what.happen(ec2, fleet.hosts().get(0));

            Finding found = fleet.verify().stream()
                    .filter(one -> one.id().equals("host-is-not-as-planned"))
                    .findFirst()
                    .orElseThrow();
            assertThat(found.what()).startsWith("host edge-1: ");

            followed(found, fleet, consoles);
            assertThat(fleet.drift().items()).isEmpty();
            assertThat(ec2.edge().hosts(2).launch().verify()).isEmpty();
        });
    }

    @Test
    @DisplayName(
            "of a fleet that was found by its name the consoles are read, and a note says that the plan is not known")
    void verify_foundByName_saysSo() throws Exception {
        twoHosts((ec2, fleet, consoles) -> {
            fleet.hosts().forEach(host -> consoles.say(host, UP));
            LaunchedFleet found =
                    Ipv6Fleet.named("edge").client(ec2.client()).find().orElseThrow();

            assertThat(ids(found.verify())).containsExactly("plan-is-not-known");
            assertThat(found.verify().get(0).severity()).isEqualTo(Finding.Severity.NOTE);
            assertThat(ec2.edge().hosts(2).build().launch().verify()).isEmpty();
        });
    }

    /** Every kind; the tests above provoke them all. */
    static Stream<String> kinds() {
        return Arrays.stream(HostFinding.values()).map(HostFinding::id);
    }
}
