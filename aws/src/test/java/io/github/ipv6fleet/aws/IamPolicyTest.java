package io.github.ipv6fleet.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.ec2sim.Ec2Simulator;
import io.github.ipv6fleet.ec2sim.Policy;
import io.github.ipv6fleet.plan.BlockSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Tag;

/** The documents docs/iam-policy-*.json are enough for what they are for, and say nothing that is not needed. */
class IamPolicyTest {
    @TempDir
    Path folder;

    /** Something that a user does, and what has to be there before. */
    private record Work(String name, Act before, Act act) {
        Work(String name, Act act) {
            this(name, (ec2, f) -> {}, act);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private interface Act {
        void on(TestEc2 ec2, Path folder) throws IOException;
    }

    private static final String GROUP = "ping";

    private static Ipv6Fleet.Builder two(TestEc2 ec2) {
        return named(ec2).securityGroup("sg-0eaf4395729820000").hosts(2);
    }

    /** Ids are the same in each simulator; asking for them would need permissions of its own. */
    private static Ipv6Fleet.Builder named(TestEc2 ec2) {
        return Ipv6Fleet.named("edge")
                .client(ec2.client())
                .subnet("subnet-09a931730fa9e0000")
                .instanceType("t3.medium");
    }

    private static Ipv6Fleet.Builder retained(TestEc2 ec2) {
        return two(ec2).retainInterfaces().reserve(TestEc2.P + "8::/77");
    }

    private static Ipv6Fleet.Builder special(TestEc2 ec2, Path folder) throws IOException {
        return two(ec2).blockSource(BlockSource.addressRun(126))
                .hosts(1)
                .instanceProfile("edge")
                .rootVolume(20, true)
                .spot()
                .importKeyPair("me", TestKeys.file(folder, "me.pub", TestKeys.ED25519));
    }

    private static final List<Work> PLAN = List.of(
            new Work("plan", (ec2, f) -> two(ec2).plan()),
            new Work(
                    "find",
                    (ec2, f) -> two(ec2).launch(),
                    (ec2, f) -> assertThat(two(ec2).find()).isPresent()),
            new Work(
                    "drift",
                    (ec2, f) -> two(ec2).launch(),
                    (ec2, f) -> assertThat(two(ec2).build().drift().items()).isEmpty()),
            new Work(
                    "termination plan",
                    (ec2, f) -> retained(ec2).launch(),
                    (ec2, f) ->
                            assertThat(two(ec2).terminationPlan().instances()).hasSize(2)),
            new Work("sweep, listed", (ec2, f) -> two(ec2).sweep()));

    private static final List<Work> LAUNCH = List.of(
            new Work("planned prefixes", (ec2, f) -> two(ec2).launch()),
            new Work(
                    "chosen by EC2",
                    (ec2, f) -> two(ec2).blockSource(BlockSource.chosenByEc2()).launch()),
            new Work("retained, reserved", (ec2, f) -> retained(ec2).launch()),
            new Work("every option", (ec2, f) -> special(ec2, f).launch()),
            new Work(
                    "ping",
                    (ec2, f) -> ec2.client()
                            .createSecurityGroup(r -> r.groupName(GROUP)
                                    .description(GROUP)
                                    .vpcId(ec2.client()
                                            .describeSubnets()
                                            .subnets()
                                            .get(0)
                                            .vpcId())),
                    (ec2, f) -> named(ec2)
                            .securityGroup(ec2.client().describeSecurityGroups().securityGroups().stream()
                                    .filter(group -> group.groupName().equals(GROUP))
                                    .findFirst()
                                    .orElseThrow()
                                    .groupId())
                            .hosts(1)
                            .allowPingWithinGroup()
                            .launch()),
            new Work("scaleTo", (ec2, f) -> two(ec2).launch(), (ec2, f) -> {
                two(ec2).build().scaleTo(3);
                two(ec2).build().scaleTo(1);
            }),
            new Work(
                    "replace",
                    (ec2, f) -> retained(ec2).launch(),
                    (ec2, f) -> retained(ec2).build().replace("edge-2")),
            new Work("awaitReady", (ec2, f) -> two(ec2).launch(), (ec2, f) -> {
                LaunchedFleet fleet = two(ec2).launch();
                assertThat(fleet.awaitReady(Duration.ZERO)).hasSize(2);
                assertThat(fleet.verify()).hasSize(2); // nothing boots here, and that is what it says
            }),
            new Work("handed over", (ec2, f) -> two(ec2).build().handOver(), (ec2, f) -> {
                FleetException refusal = catchThrowableOfType(FleetException.class, () -> two(ec2).launch());
                if (!refusal.getMessage().contains("was handed over to EC2, which runs 2 hosts")) {
                    throw refusal;
                }
            }),
            // A launch that cannot be finished has to remove what it made.
            new Work("roll back", (ec2, f) -> {
                FleetException failure = catchThrowableOfType(
                        FleetException.class,
                        () -> retained(ec2).instanceProfile("somebody-elses").launch());
                assertThat(failure.code()).isEqualTo("UnauthorizedOperation");
                assertThat(failure.getMessage()).doesNotContain("could not be terminated");
            }));

    private static final List<Work> TERMINATE = List.of(
            new Work("terminate", (ec2, f) -> retained(ec2).launch(), IamPolicyTest::terminated),
            new Work(
                    "terminate what EC2 runs", (ec2, f) -> retained(ec2).build().handOver(), IamPolicyTest::terminated),
            new Work(
                    "sweep, deleted",
                    (ec2, f) -> {
                        retained(ec2).launch();
                        ec2.client()
                                .terminateInstances(r -> r.instanceIds(ec2.runningInstances().stream()
                                        .map(Instance::instanceId)
                                        .toList()));
                    },
                    (ec2, f) -> {
                        Sweep sweep = Ipv6Fleet.named("edge")
                                .client(ec2.client())
                                .time(new Later(Duration.ofHours(2)))
                                .sweep();
                        assertThat(sweep.interfaces()).hasSize(2);
                        assertThat(sweep.delete()).isEmpty();
                    }));

    private static void terminated(TestEc2 ec2, Path folder) {
        assertThat(Ipv6Fleet.named("edge").client(ec2.client()).terminate().leftOver())
                .isEmpty();
    }

    /** The time of this machine, so much later. */
    private record Later(Duration by) implements FleetTime {
        @Override
        public Instant now() {
            return FleetTime.system().now().plus(by);
        }

        @Override
        public void sleep(Duration time) throws InterruptedException {
            FleetTime.system().sleep(time);
        }
    }

    /** Beside what {@link #LAUNCH} needs. */
    private static final List<Work> HAND_OVER = List.of(
            new Work(
                    "hand over",
                    (ec2, f) -> retained(ec2).launch(),
                    (ec2, f) ->
                            assertThat(retained(ec2).build().handOver().hosts()).hasSize(2)),
            new Work(
                    "hand over again",
                    (ec2, f) -> two(ec2).build().handOver(),
                    (ec2, f) -> assertThat(two(ec2).build().handOver().hosts()).hasSize(2)));

    /** Beside what {@link #LAUNCH} needs. */
    private static final List<Work> REPAIR = List.of(
            new Work(
                    "prefix and address",
                    (ec2, f) -> {
                        LaunchedHost host = two(ec2).launch().hosts().get(0);
                        ec2.client()
                                .unassignIpv6Addresses(r -> r.networkInterfaceId(host.interfaceId())
                                        .ipv6Prefixes(host.containerBlock().toString()));
                        ec2.client()
                                .assignIpv6Addresses(r ->
                                        r.networkInterfaceId(host.interfaceId()).ipv6Addresses(TestEc2.P + ":aaaa"));
                    },
                    IamPolicyTest::repaired),
            new Work(
                    "tag of the caller's",
                    (ec2, f) -> {
                        two(ec2).tag("team", "net").launch();
                        loseTag(ec2, "team");
                    },
                    (ec2, f) -> allRepaired(two(ec2).tag("team", "net"))),
            new Work(
                    "tag of the fleet",
                    (ec2, f) -> {
                        two(ec2).launch();
                        loseTag(ec2, "ipv6-fleet:fleet");
                    },
                    IamPolicyTest::repaired));

    private static void loseTag(TestEc2 ec2, String key) {
        String id = ec2.runningInstances().get(0).instanceId();
        ec2.client().deleteTags(r -> r.resources(id).tags(Tag.builder().key(key).build()));
    }

    private static void repaired(TestEc2 ec2, Path folder) {
        allRepaired(two(ec2));
    }

    private static void allRepaired(Ipv6Fleet.Builder fleet) {
        FleetDrift drift = fleet.build().reconcile();
        assertThat(drift.items()).isNotEmpty();
        for (Drift one : drift.items()) {
            if (!one.repaired()) {
                throw new Refused(one.toString());
            }
        }
    }

    /** reconcile() says what could not be repaired, and goes on. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    static List<Work> worksOf(String variant) {
        return switch (variant) {
            case "plan" -> PLAN;
            case "launch" -> LAUNCH;
            case "terminate" -> TERMINATE;
            case "hand-over" -> HAND_OVER;
            default -> REPAIR;
        };
    }

    private static IamDocument documentOf(String variant) {
        IamDocument own = IamDocument.read(variant);
        return isAdded(variant) ? own.and(IamDocument.read("launch")) : own;
    }

    /** Whether it is taken together with the document for launching. */
    private static boolean isAdded(String variant) {
        return List.of("hand-over", "repair").contains(variant);
    }

    static Stream<String> variants() {
        return Stream.of("plan", "launch", "terminate", "hand-over", "repair");
    }

    @ParameterizedTest
    @MethodSource("variants")
    @DisplayName("each document is enough for what it is for, and every action that it lists is used")
    void document_isEnough_andNoMore(String variant) throws IOException {
        IamDocument document = documentOf(variant);
        Set<String> needed = new TreeSet<>();
        for (Work work : worksOf(variant)) {
            try (TestEc2 ec2 = ec2()) {
                Throwable failure = done(work, ec2, document);
                assertThat(failure).as(variant + ", " + work).isNull();
                needed.addAll(IamDocument.needed(ec2.simulator().requests()));
            }
        }
        if (isAdded(variant)) {
            assertThat(needed).containsAll(IamDocument.read(variant).actions());
            assertThat(document.actions()).containsAll(needed);
        } else {
            assertThat(document.actions()).isEqualTo(needed);
        }
    }

    static Stream<String> statements() {
        return variants()
                .flatMap(variant -> IamDocument.read(variant).sids().stream().map(sid -> variant + " " + sid));
    }

    @ParameterizedTest
    @MethodSource("statements")
    @DisplayName("without any one statement something is refused, and nothing is left of what was begun")
    void document_withoutOneStatement(String variantAndSid) throws IOException {
        String variant = variantAndSid.replaceAll(" .*", "");
        IamDocument less = documentOf(variant).without(variantAndSid.replaceAll(".* ", ""));
        List<String> refused = new ArrayList<>();
        for (Work work : worksOf(variant)) {
            try (TestEc2 ec2 = ec2()) {
                Throwable failure = done(work, ec2, less);
                if (failure == null) {
                    continue;
                }
                assertThat(failure.getMessage()).as(work.name()).contains("not authorized to perform");
                refused.add(work.name());
                boolean begun = variant.equals("launch") && worksBegin(work);
                if (begun && !variantAndSid.endsWith("RollBackAndReplace")) {
                    assertThat(ec2.runningInstances()).as(work.name()).isEmpty();
                    assertThat(ec2.interfaces()).as(work.name()).isZero();
                    ec2.simulator().assertNothingLeaked();
                }
            }
        }
        assertThat(refused).as("what needs statement " + variantAndSid).isNotEmpty();
    }

    /** Whether there was no fleet before it. */
    private static boolean worksBegin(Work work) {
        return !List.of("scaleTo", "replace", "awaitReady", "handed over", "roll back")
                .contains(work.name());
    }

    @Test
    @DisplayName("who may only plan cannot launch: refused before anything is made")
    void plan_doesNotLaunch() throws IOException {
        for (Work work : LAUNCH.subList(0, 4)) {
            try (TestEc2 ec2 = ec2()) {
                assertThat(done(work, ec2, documentOf("plan")))
                        .as(work.name())
                        .isInstanceOf(FleetException.class)
                        .hasMessageContaining("UnauthorizedOperation")
                        .hasMessageContaining("allow the action in the caller's IAM policy");
                assertThat(ec2.writes()).as(work.name()).isEmpty();
            }
        }
    }

    @Test
    @DisplayName("who may terminate fleets cannot terminate an instance without their tag, nor untag or tag one")
    void terminate_isForFleetsOnly() {
        try (TestEc2 ec2 = ec2()) {
            String foreign = ec2.client()
                    .runInstances(r -> r.imageId("ami-0ac019f4fcb7cb7e6")
                            .instanceType("t3.micro")
                            .minCount(1)
                            .maxCount(1))
                    .instances()
                    .get(0)
                    .instanceId();
            for (String variant : List.of("plan", "launch", "terminate", "hand-over")) {
                ec2.simulator().allowOnly(documentOf(variant).policy());
                assertThat(catchThrowable(() -> ec2.client().terminateInstances(r -> r.instanceIds(foreign))))
                        .as(variant)
                        .hasMessageContaining("not authorized");
                assertThat(catchThrowable(() -> ec2.client()
                                .createTags(r -> r.resources(foreign)
                                        .tags(Tag.builder()
                                                .key("ipv6-fleet:fleet")
                                                .value("edge")
                                                .build()))))
                        .as(variant)
                        .hasMessageContaining("not authorized");
            }
        }
    }

    private static TestEc2 ec2() {
        return TestEc2.inProcess(
                Ec2Simulator.builder().stateDelay(Duration.ZERO).start());
    }

    /** Does it with these permissions, and returns what it threw. */
    private Throwable done(Work work, TestEc2 ec2, IamDocument document) throws IOException {
        work.before().on(ec2, folder);
        ec2.simulator().clearRequests();
        ec2.simulator().allowOnly(document.policy());
        Throwable failure = catchThrowable(() -> work.act().on(ec2, folder));
        // What the test itself asks of EC2 is allowed, and not counted.
        ec2.simulator().allowOnly(Policy.everything());
        return failure;
    }
}
