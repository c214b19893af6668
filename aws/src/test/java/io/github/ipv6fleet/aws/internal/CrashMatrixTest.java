package io.github.ipv6fleet.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.plan.BlockSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** The launch of five hosts, killed at every call that it makes, and made again by a fresh object. */
class CrashMatrixTest {
    private static final int HOSTS = 5;

    /** The end of a process: no code of ours is meant to catch it. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** A client that dies at one call, before it is sent or before its answer is read, and is dead from then on. */
    private static final class Mortal {
        private final Ec2Client real;
        private final int last;
        private final boolean sent;
        private int calls;

        Mortal(Ec2Client real, int last, boolean sent) {
            this.real = real;
            this.last = last;
            this.sent = sent;
        }

        Ec2Client client() {
            return (Ec2Client) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Ec2Client.class}, (proxy, method, arguments) -> {
                        calls++;
                        if (calls > last || (calls == last && !sent)) {
                            throw new Killed();
                        }
                        Object answer;
                        try {
                            answer = method.invoke(real, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                        if (calls == last) {
                            throw new Killed();
                        }
                        return answer;
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"planned prefix", "address run", "chosen by EC2", "retained interfaces"})
    @DisplayName("ends with the same fleet, and nothing beside it")
    void launchKilledAtEveryCall(String shape) {
        List<String> undisturbed;
        int calls;
        try (VirtualTime time = new VirtualTime(Duration.ofSeconds(3))) {
            Mortal mortal = new Mortal(time.ec2().client(), Integer.MAX_VALUE, true);
            undisturbed = fleet(Launch.run(time.gateway(mortal.client()), settings(time, shape)));
            calls = mortal.calls;
        }
        int cells = 0;
        for (int call = 1; call <= calls; call++) {
            for (boolean sent : new boolean[] {false, true}) {
                String cell = shape + ", killed at call " + call + (sent ? ", answer lost" : ", not sent");
                try (VirtualTime time = new VirtualTime(Duration.ofSeconds(3))) {
                    int interfaces = time.ec2().interfaces();
                    Mortal mortal = new Mortal(time.ec2().client(), call, sent);
                    boolean killed = false;
                    try {
                        Launch.run(time.gateway(mortal.client()), settings(time, shape));
                    } catch (Killed e) {
                        killed = true;
                    }
                    assertThat(killed).as(cell).isTrue();

                    Launch.Result again = Launch.run(time.gateway(), settings(time, shape));

                    assertThat(fleet(again)).as(cell).isEqualTo(undisturbed);
                    assertThat(time.ec2().runningInstances()).as(cell).hasSize(HOSTS);
                    assertThat(time.ec2().interfaces()).as(cell).isEqualTo(interfaces + HOSTS);
                }
                cells++;
            }
        }
        System.out.println("crash matrix, " + shape + ": " + cells + " cells, " + calls + " calls");
        assertThat(cells).isGreaterThanOrEqualTo(2 * (shape.equals("planned prefix") ? 2 * HOSTS : HOSTS));
    }

    private static FleetSettings settings(VirtualTime time, String shape) {
        FleetDraft draft = time.draft();
        draft.count = HOSTS;
        if (shape.equals("address run")) {
            draft.instanceTypes.add("r5d.large");
            draft.blockSource = BlockSource.addressRun(126);
        }
        return draft.settings();
    }

    private static List<String> fleet(Launch.Result result) {
        return result.hosts().stream().map(CrashMatrixTest::said).toList();
    }

    private static String said(LaunchedHost host) {
        return host.name() + " " + host.address() + " " + host.containerBlock();
    }
}
