package io.github.ipv6fleet.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.ec2sim.Fault;
import io.github.ipv6fleet.ec2sim.FaultScript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A launch of three hosts in which each call once goes wrong in each way: what comes of it, and what is left. */
class FaultMatrixTest {
    private static final int HOSTS = 3;

    private static final Map<Outcome, Integer> CELLS = new EnumMap<>(Outcome.class);

    private enum Outcome {
        SAME_FLEET,
        REFUSED_AND_NOTHING_LEFT
    }

    /** What goes wrong, and what should come of it: it is got over, or it is said and nothing is left. */
    private static Map<Fault, Outcome> faults(String action) {
        Map<Fault, Outcome> faults = new HashMap<>();
        faults.put(Fault.error("RequestLimitExceeded"), Outcome.SAME_FLEET);
        faults.put(Fault.error("InternalError"), Outcome.SAME_FLEET);
        faults.put(Fault.error("Unavailable"), Outcome.SAME_FLEET);
        faults.put(Fault.reset(), Outcome.SAME_FLEET);
        faults.put(Fault.lostAnswer(), Outcome.SAME_FLEET);
        faults.put(Fault.malformedAnswer(), Outcome.SAME_FLEET);
        // Who may not read EC2 Fleets launches all the same, and so does who may not see what is only looked at.
        boolean fleets = action.equals("DescribeFleets");
        faults.put(
                Fault.error("UnauthorizedOperation"),
                fleets || ONLY_LOOKED_AT.contains(action) ? Outcome.SAME_FLEET : Outcome.REFUSED_AND_NOTHING_LEFT);
        faults.put(Fault.error("AuthFailure"), fleets ? Outcome.SAME_FLEET : Outcome.REFUSED_AND_NOTHING_LEFT);
        if (action.equals("RunInstances")) {
            faults.put(Fault.error("InsufficientInstanceCapacity"), Outcome.REFUSED_AND_NOTHING_LEFT);
            faults.put(Fault.error("VcpuLimitExceeded"), Outcome.REFUSED_AND_NOTHING_LEFT);
            faults.put(Fault.error("InsufficientFreeAddressesInSubnet"), Outcome.REFUSED_AND_NOTHING_LEFT);
        }
        if (action.equals("AssignIpv6Addresses")) {
            faults.put(Fault.error("InvalidNetworkInterfaceID.NotFound"), Outcome.SAME_FLEET);
            faults.put(
                    Fault.error("PrivateIpAddressLimitExceeded"), Outcome.SAME_FLEET); // looked behind, and tried again
        }
        if (action.equals("CreateNetworkInterface")) {
            faults.put(Fault.error("NetworkInterfaceLimitExceeded"), Outcome.REFUSED_AND_NOTHING_LEFT);
        }
        return faults;
    }

    /** What a launch does not have to know; it notes that it may not. */
    private static final Set<String> ONLY_LOOKED_AT =
            Set.of("DescribeSecurityGroups", "DescribeRouteTables", "DescribeNetworkAcls");

    private record Call(String action, int number) {}

    private static List<Call> calls(VirtualTime time) {
        Map<String, Integer> numbers = new HashMap<>();
        List<Call> calls = new ArrayList<>();
        time.ec2()
                .simulator()
                .requests()
                .forEach(request ->
                        calls.add(new Call(request.action(), numbers.merge(request.action(), 1, Integer::sum))));
        return calls;
    }

    private static List<String> fleet(Launch.Result result, TestShape kind) {
        return result.hosts().stream()
                .map(host ->
                        kind == TestShape.CHOSEN ? host.name() : host.plan().toString())
                .toList();
    }

    @ParameterizedTest
    @EnumSource(
            value = TestShape.class,
            names = {"PLANNED", "RUN", "CHOSEN", "RETAINED", "RESERVED"})
    @DisplayName("ends, with the right outcome, and leaves nothing")
    void everyFaultAtEveryCall(TestShape kind) {
        List<Call> calls;
        List<String> undisturbed;
        try (VirtualTime time = time()) {
            FleetSettings settings = kind.settings(time, HOSTS);
            time.ec2().simulator().clearRequests();
            undisturbed = fleet(Launch.run(time.gateway(), settings), kind);
            calls = calls(time);
        }
        int cells = 0;
        for (Call call : calls) {
            for (Map.Entry<Fault, Outcome> fault : faults(call.action()).entrySet()) {
                cell(kind, call, fault.getKey(), fault.getValue(), undisturbed);
                cells++;
            }
        }
        System.out.println("fault matrix, " + kind + ": " + cells + " cells, " + calls.size() + " calls");
    }

    private static VirtualTime time() {
        return new VirtualTime(Duration.ofSeconds(3));
    }

    private static void cell(TestShape kind, Call call, Fault fault, Outcome expected, List<String> undisturbed) {
        String cell = kind + ", " + call + ": " + fault;
        try (VirtualTime time = time()) {
            FleetSettings settings = kind.settings(time, HOSTS);
            int interfaces = time.ec2().interfaces();
            time.ec2().simulator().faults(FaultScript.of(fault.on(call.action()).call(call.number())));
            Outcome outcome;
            try {
                Launch.Result result = Launch.run(time.gateway(), settings);
                assertThat(fleet(result, kind)).as(cell).isEqualTo(undisturbed);
                assertThat(time.ec2().runningInstances()).as(cell).hasSize(HOSTS);
                assertThat(time.ec2().interfaces()).as(cell).isEqualTo(interfaces + HOSTS);
                outcome = Outcome.SAME_FLEET;
            } catch (FleetException e) {
                outcome = Outcome.REFUSED_AND_NOTHING_LEFT;
                if (expected == outcome) {
                    assertThat(e.code()).as(cell + " " + e.getMessage()).isNotEmpty();
                    assertThat(e.requestId()).as(cell).isNotEmpty();
                } else {
                    throw new AssertionError(cell, e);
                }
                time.pass(Duration.ofMinutes(2));
                assertThat(time.ec2().runningInstances()).as(cell).isEmpty();
                assertThat(time.ec2().interfaces()).as(cell).isEqualTo(interfaces);
            }
            boolean reserved = kind == TestShape.RESERVED && outcome == Outcome.SAME_FLEET;
            assertThat(time.ec2()
                            .client()
                            .getSubnetCidrReservations(
                                    r -> r.subnetId(time.ec2().subnetId()))
                            .subnetIpv6CidrReservations())
                    .as(cell)
                    .hasSize(reserved ? 1 : 0);
            assertThat(outcome).as(cell).isEqualTo(expected);
            CELLS.merge(outcome, 1, Integer::sum);
        }
    }

    @AfterAll
    static void sayHowMany() {
        System.out.println("fault matrix: " + CELLS);
        assertThat(CELLS.get(Outcome.SAME_FLEET)).isGreaterThan(300);
        assertThat(CELLS.get(Outcome.REFUSED_AND_NOTHING_LEFT)).isGreaterThan(100);
    }
}
