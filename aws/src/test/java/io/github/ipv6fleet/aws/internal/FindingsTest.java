package io.github.ipv6fleet.aws.internal;

import static io.github.ipv6fleet.aws.TestEc2.P;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.aws.Finding;
import io.github.ipv6fleet.aws.Finding.Severity;
import io.github.ipv6fleet.aws.TestEc2;
import io.github.ipv6fleet.ec2sim.RecordedRequest;
import io.github.ipv6fleet.plan.BlockSource;
import io.github.ipv6fleet.plan.PlanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every finding: where there is cause it is said, where there is none it is not, and its remedy ends it. */
class FindingsTest {
    /** Of these EC2's answers are made by hand, in ChecksTest. */
    private static final Set<FindingKind> BY_HAND = Set.of(FindingKind.DEFAULT_ROUTE_IS_NOT_AN_INTERNET_GATEWAY);

    @TempDir
    Path folder;

    static List<Scenario> scenarios() {
        return Stream.of(
                        SubnetScenarios.ofSubnets(),
                        FleetScenarios.ofTypesAndImages(),
                        SubnetScenarios.ofTheNetwork(),
                        FleetScenarios.ofGroupsAndKeys(),
                        FleetScenarios.ofTheFleet())
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> ids(List<Finding> findings) {
        return findings.stream().map(Finding::id).toList();
    }

    /** What is said in every case: there are permissions that nobody can ask for. */
    private static final String ALWAYS = FindingKind.PERMISSIONS_NOT_CHECKABLE.id();

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void finding(Scenario scenario) throws Exception {
        try (TestEc2 ec2 = SoundEc2.start()) {
            String id = scenario.spoil().on(ec2, folder);
            ec2.simulator().clearRequests();

            Ipv6Fleet.Builder wanted = scenario.wanted().on(ec2, id, folder);
            List<Finding> findings = wanted.check();

            assertThat(ids(findings).stream().filter(other -> !other.equals(ALWAYS)))
                    .as(findings.toString())
                    .isNotEmpty()
                    .containsOnly(scenario.kind().id());
            assertThat(ec2.simulator().requests())
                    .as("what was written")
                    .filteredOn(RecordedRequest::isWrite)
                    .allMatch(request -> "true".equals(request.parameters().get("DryRun"))
                            && request.errorCode().isPresent());
            Finding found = findings.get(0);
            assertThat(found.severity()).isEqualTo(scenario.kind().severity());
            assertThat(found.remedy()).contains(scenario.says());
            assertThat(found.why()).isNotBlank();
            if (found.severity() == Severity.ERROR) {
                assertRefused(ec2, scenario.kind(), scenario.wanted().on(ec2, id, folder));
            }

            Ipv6Fleet.Builder mended = scenario.remedy().on(ec2, found.remedy(), wanted);
            assertThat(ids(mended.check()).stream().filter(other -> !other.equals(ALWAYS)))
                    .isEmpty();
            if (found.severity() == Severity.ERROR) {
                assertThat(mended.launch().failures()).isEmpty();
            }
        }
    }

    /** A launch says it too, and has written nothing. */
    private static void assertRefused(TestEc2 ec2, FindingKind kind, Ipv6Fleet.Builder fleet) {
        ec2.simulator().clearRequests();
        if (kind == FindingKind.NOT_PERMITTED || kind == FindingKind.DRY_RUN_REFUSED) {
            return; // only a rehearsal tells
        }
        RuntimeException refused = catchThrowableOfType(RuntimeException.class, fleet::launch);
        assertThat(refused).isNotNull();
        assertThat(ec2.writes()).isEmpty();
        if (AFTER_PLANNING.contains(kind)) {
            assertThat(refused).isInstanceOf(PlanException.class).hasMessageContaining("[" + kind.id() + "]");
        }
    }

    /** What stops a launch that could be planned; what stops planning is said by the plan. */
    private static final Set<FindingKind> AFTER_PLANNING = Set.of(
            FindingKind.NO_FREE_IPV4,
            FindingKind.UPLINK_NOT_KNOWN,
            FindingKind.RESERVATION_OUTSIDE_OF_SUBNET,
            FindingKind.IMAGE_NOT_FOUND,
            FindingKind.IMAGE_OF_OTHER_ARCHITECTURE,
            FindingKind.ROOT_VOLUME_DOES_NOT_FIT,
            FindingKind.NO_DEFAULT_ROUTE,
            FindingKind.DEFAULT_ROUTE_IS_BLACKHOLE,
            FindingKind.NETWORK_ACL_BLOCKS_IPV6,
            FindingKind.PUBLIC_ACCESS_IS_BLOCKED,
            FindingKind.NO_SECURITY_GROUP,
            FindingKind.SECURITY_GROUP_NOT_FOUND,
            FindingKind.SECURITY_GROUP_OF_OTHER_VPC,
            FindingKind.KEY_PAIR_NOT_FOUND,
            FindingKind.KEY_PAIR_IS_ANOTHER);

    static Stream<UnaryOperator<Ipv6Fleet.Builder>> goodFleets() {
        return Stream.of(
                fleet -> fleet.hosts(2),
                fleet -> fleet.hosts(2).blockSource(BlockSource.chosenByEc2()),
                fleet -> fleet.hosts(2).instanceType("t3.medium").blockSource(BlockSource.addressRun(126)),
                fleet -> fleet.hosts(2).retainInterfaces().reserve(P + "8::/77"),
                fleet -> fleet.hosts(2).subnet("subnet-09a931730fa9e0001").instanceTypes("t3.small", "t3.medium"),
                fleet -> fleet.hosts(1)
                        .publicIpv4(true)
                        .spot()
                        .rootVolume(20, true)
                        .allowPingWithinGroup());
    }

    @ParameterizedTest
    @MethodSource("goodFleets")
    @DisplayName("where all is well nothing is found, before a launch and after it, and the report has no notes")
    void nothing_isFound(UnaryOperator<Ipv6Fleet.Builder> wanted) {
        try (TestEc2 ec2 = SoundEc2.start()) {
            Ipv6Fleet fleet = wanted.apply(SoundEc2.fleet(ec2)).build();
            assertThat(ids(fleet.check())).containsExactly(ALWAYS);
            assertThat(ec2.runningInstances()).isEmpty();
            assertThat(fleet.launch().report().notes()).isEmpty();
            assertThat(ids(fleet.check())).containsExactly(ALWAYS);
            fleet.launch().terminate();
            ec2.simulator().assertNothingLeaked();
        }
    }

    @Test
    @DisplayName(
            "a launch reads at most 15 times before its first write, stops for all errors at once, and notes warnings")
    void launch_looksToo() {
        try (TestEc2 ec2 = SoundEc2.start()) {
            ec2.client().deleteRoute(r -> r.routeTableId(SoundEc2.TABLE).destinationIpv6CidrBlock("::/0"));
            ec2.client()
                    .revokeSecurityGroupIngress(r -> r.groupId(SoundEc2.GROUP).ipPermissions(SoundEc2.tooBig()));
            ec2.simulator().clearRequests();

            PlanException refused = catchThrowableOfType(
                    PlanException.class,
                    () -> SoundEc2.fleet(ec2).hosts(1).keyPair("nobody").launch());

            assertThat(refused)
                    .hasMessageContaining("[no-default-route]")
                    .hasMessageContaining("[key-pair-not-found]")
                    .hasMessageNotContaining("packet-too-big");
            assertThat(ec2.simulator().requests()).hasSizeLessThanOrEqualTo(15);
            assertThat(ec2.writes()).isEmpty();

            assertThat(SoundEc2.fleet(ec2)
                            .hosts(1)
                            .accept("no-default-route")
                            .launch()
                            .report()
                            .notes())
                    .singleElement()
                    .asString()
                    .startsWith("WARNING packet-too-big-is-blocked: security group " + SoundEc2.GROUP);
        }
    }

    @Test
    @DisplayName("a launch that cannot be planned says what else would stop it, and nothing twice")
    void launch_saysEverything() {
        try (TestEc2 ec2 = SoundEc2.start()) {
            ec2.client().deleteRoute(r -> r.routeTableId(SoundEc2.TABLE).destinationIpv6CidrBlock("::/0"));
            PlanException refused = catchThrowableOfType(
                    PlanException.class,
                    () -> SoundEc2.fleet(ec2)
                            .hosts(1)
                            .instanceType("t3.micro")
                            .blockSource(BlockSource.addressRun(126))
                            .keyPair("nobody")
                            .launch());
            assertThat(refused.problems()).hasSize(3);
            assertThat(refused)
                    .hasMessageContaining("allows 2 IPv6 addresses per interface")
                    .hasMessageContaining("[no-default-route]")
                    .hasMessageContaining("[key-pair-not-found]");
        }
    }

    @Test
    @DisplayName("what is meant is a note, and an id that no finding has is refused")
    void accept() {
        try (TestEc2 ec2 = SoundEc2.start()) {
            ec2.client().deleteRoute(r -> r.routeTableId(SoundEc2.TABLE).destinationIpv6CidrBlock("::/0"));
            assertThat(SoundEc2.fleet(ec2).hosts(1).accept("no-default-route").check())
                    .extracting(Finding::severity)
                    .containsOnly(Severity.NOTE);
            assertThat(catchThrowableOfType(
                            IllegalArgumentException.class,
                            () -> SoundEc2.fleet(ec2).accept("no-route")))
                    .hasMessageContaining("accept(\"no-route\"): no finding has that id; give one of subnet-not-found");
        }
    }

    @Test
    @DisplayName("every finding has a scenario, and a part of docs/findings.md; nothing else has one")
    void everyFinding_isDescribed() throws IOException {
        Set<FindingKind> shown = new HashSet<>(BY_HAND);
        shown.add(FindingKind.PERMISSIONS_NOT_CHECKABLE);
        scenarios().forEach(scenario -> shown.add(scenario.kind()));
        assertThat(shown).containsExactlyInAnyOrder(FindingKind.values());

        Set<String> parts = new TreeSet<>();
        Matcher titles = Pattern.compile("(?m)^## (\\S+)$").matcher(Files.readString(Path.of("../docs/findings.md")));
        while (titles.find()) {
            assertThat(parts.add(titles.group(1))).as(titles.group(1)).isTrue();
        }
        assertThat(parts)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Arrays.stream(FindingKind.values()).map(FindingKind::id), VerifyTest.kinds())
                                .toList());
    }
}
