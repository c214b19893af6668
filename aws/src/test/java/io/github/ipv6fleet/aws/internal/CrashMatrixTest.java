package io.github.ipv6fleet.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.ec2sim.Fault;
import io.github.ipv6fleet.ec2sim.FaultScript;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation, killed at every call that it makes, before it is sent and after, and made again by a fresh object. */
class CrashMatrixTest {
    private static final int HOSTS = 5;
    private static int allCells;

    /**
     * An operation on a fleet.
     *
     * @param before makes what it is about
     * @param act is the operation
     * @param hosts that there are in the end
     * @param sameAddresses whether it leads to the same addresses each time
     */
    private record Operation(
            String name,
            UnaryOperator<FleetDraft> shape,
            BiConsumer<Ec2Gateway, FleetSettings> before,
            BiConsumer<Ec2Gateway, FleetSettings> act,
            int hosts,
            boolean sameAddresses,
            Duration lag,
            boolean full) {
        Operation(
                String name,
                UnaryOperator<FleetDraft> shape,
                BiConsumer<Ec2Gateway, FleetSettings> before,
                BiConsumer<Ec2Gateway, FleetSettings> act,
                int hosts,
                boolean sameAddresses) {
            this(name, shape, before, act, hosts, sameAddresses, Duration.ZERO, false);
        }

        Operation onAFullAndLaggingEc2() {
            return new Operation(
                    name + ", no capacity, lag", shape, before, act, hosts, sameAddresses, Duration.ofSeconds(5), true);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static FleetDraft twoTypes(FleetDraft draft) {
        draft.instanceTypes.addAll(List.of("t3.small", "t3.medium"));
        return draft;
    }

    private static void nothing(Ec2Gateway ec2, FleetSettings settings) {}

    private static BiConsumer<Ec2Gateway, FleetSettings> scale(int hosts) {
        return (ec2, settings) -> Scaling.run(ec2, settings.ofSize(hosts));
    }

    private static void replace(Ec2Gateway ec2, FleetSettings settings) {
        Replacing.run(ec2, settings, "edge-2");
    }

    private static void terminate(Ec2Gateway ec2, FleetSettings settings) {
        Termination.run(ec2, settings.name());
    }

    static Stream<Operation> operations() {
        return Stream.of(
                new Operation(
                        "launch, planned prefix",
                        TestShape.PLANNED::of,
                        CrashMatrixTest::nothing,
                        Launch::run,
                        HOSTS,
                        true),
                new Operation(
                        "launch, address run", TestShape.RUN::of, CrashMatrixTest::nothing, Launch::run, HOSTS, true),
                new Operation(
                        "launch, chosen by EC2",
                        TestShape.CHOSEN::of,
                        CrashMatrixTest::nothing,
                        Launch::run,
                        HOSTS,
                        false),
                new Operation(
                        "launch, retained prefix",
                        TestShape.RETAINED::of,
                        CrashMatrixTest::nothing,
                        Launch::run,
                        HOSTS,
                        true),
                new Operation(
                        "launch, retained run",
                        TestShape.RETAINED_RUN::of,
                        CrashMatrixTest::nothing,
                        Launch::run,
                        HOSTS,
                        true),
                new Operation(
                        "launch, reserved block",
                        TestShape.RESERVED::of,
                        CrashMatrixTest::nothing,
                        Launch::run,
                        HOSTS,
                        true),
                new Operation(
                                "launch, planned prefix",
                                CrashMatrixTest::twoTypes,
                                CrashMatrixTest::nothing,
                                Launch::run,
                                HOSTS,
                                true)
                        .onAFullAndLaggingEc2(),
                new Operation(
                                "launch, chosen by EC2",
                                draft -> TestShape.CHOSEN.of(twoTypes(draft)),
                                CrashMatrixTest::nothing,
                                Launch::run,
                                HOSTS,
                                false)
                        .onAFullAndLaggingEc2(),
                new Operation("scale up, planned prefix", TestShape.PLANNED::of, scale(3), scale(HOSTS), HOSTS, true),
                new Operation("scale up, chosen by EC2", TestShape.CHOSEN::of, scale(3), scale(HOSTS), HOSTS, false),
                new Operation("scale down, planned prefix", TestShape.PLANNED::of, Launch::run, scale(3), 3, true),
                new Operation("scale down, retained prefix", TestShape.RETAINED::of, Launch::run, scale(3), 3, true),
                new Operation(
                        "replace, planned prefix",
                        TestShape.PLANNED::of,
                        Launch::run,
                        CrashMatrixTest::replace,
                        HOSTS,
                        true),
                new Operation(
                        "replace, address run", TestShape.RUN::of, Launch::run, CrashMatrixTest::replace, HOSTS, true),
                new Operation(
                        "replace, chosen by EC2",
                        TestShape.CHOSEN::of,
                        Launch::run,
                        CrashMatrixTest::replace,
                        HOSTS,
                        false),
                new Operation(
                        "replace, retained prefix",
                        TestShape.RETAINED::of,
                        Launch::run,
                        CrashMatrixTest::replace,
                        HOSTS,
                        true),
                new Operation(
                        "terminate, planned prefix",
                        TestShape.PLANNED::of,
                        Launch::run,
                        CrashMatrixTest::terminate,
                        0,
                        true),
                new Operation(
                        "terminate, retained prefix",
                        TestShape.RETAINED::of,
                        Launch::run,
                        CrashMatrixTest::terminate,
                        0,
                        true),
                new Operation(
                        "terminate, reserved block",
                        TestShape.RESERVED::of,
                        Launch::run,
                        CrashMatrixTest::terminate,
                        0,
                        true));
    }

    /** What is there in the end. */
    private record End(List<String> fleet, int instances, int interfaces, int reservations) {}

    @ParameterizedTest
    @MethodSource("operations")
    @DisplayName("ends with the same fleet, and nothing beside it")
    void killedAtEveryCall(Operation operation) {
        End undisturbed;
        int calls;
        try (VirtualTime time = time(operation)) {
            FleetSettings settings = before(time, operation);
            Mortal mortal = Mortal.immortal(time.ec2().client());
            operation.act().accept(time.gateway(mortal.client()), settings);
            undisturbed = end(time, operation);
            calls = mortal.calls();
        }
        assertThat(undisturbed.instances()).isEqualTo(operation.hosts());
        int cells = 0;
        for (int call = 1; call <= calls; call++) {
            for (boolean sent : new boolean[] {false, true}) {
                String cell = operation + ", killed at call " + call + (sent ? ", answer lost" : ", not sent");
                try (VirtualTime time = time(operation)) {
                    FleetSettings settings = before(time, operation);
                    Mortal mortal = new Mortal(time.ec2().client(), call, sent);
                    boolean killed = false;
                    try {
                        operation.act().accept(time.gateway(mortal.client()), settings);
                    } catch (Mortal.Killed e) {
                        killed = true;
                    }
                    assertThat(killed).as(cell).isTrue();

                    operation.act().accept(time.gateway(), settings);

                    assertThat(end(time, operation)).as(cell).isEqualTo(undisturbed);
                }
                cells++;
            }
        }
        allCells += cells;
        System.out.println("crash matrix, " + operation + ": " + cells + " cells, " + calls + " calls");
    }

    @AfterAll
    static void sayHowMany() {
        System.out.println("crash matrix: " + allCells + " cells in all");
        assertThat(allCells).isGreaterThan(500);
    }

    private static VirtualTime time(Operation operation) {
        return new VirtualTime(Duration.ofSeconds(3), operation.lag());
    }

    private static FleetSettings before(VirtualTime time, Operation operation) {
        FleetDraft draft = operation.shape().apply(time.draft());
        draft.count = HOSTS;
        FleetSettings settings = draft.settings();
        operation.before().accept(time.gateway(), settings);
        if (operation.full()) {
            time.ec2()
                    .simulator()
                    .faults(FaultScript.of(Fault.error("InsufficientInstanceCapacity")
                            .on("RunInstances")
                            .call(2)));
        }
        return settings;
    }

    private static End end(VirtualTime time, Operation operation) {
        time.pass(Duration.ofMinutes(2)); // whatever ends has ended, and whatever is there is shown
        List<String> fleet = Search.run(time.gateway(), "edge", time.found()).stream()
                .flatMap(found -> found.hosts().stream())
                .map(host -> operation.sameAddresses()
                        ? host.name() + " " + host.address() + " " + host.containerBlock()
                        : host.name())
                .toList();
        return new End(
                fleet,
                time.ec2().runningInstances().size(),
                time.ec2().interfaces(),
                time.ec2()
                        .client()
                        .getSubnetCidrReservations(r -> r.subnetId(time.ec2().subnetId()))
                        .subnetIpv6CidrReservations()
                        .size());
    }
}
