package io.github.ipv6fleet.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ipv6fleet.Ipv6Fleet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** A launch that dies at any call, before it or before its answer arrives, and is then run again. */
class KilledTest {

    /** Not an Exception: like the end of the process, it passes everything that handles failures. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Dies at the k-th call. */
    private static final class Kill implements ExecutionInterceptor {
        private final int at;
        private final boolean answerLost;
        private final AtomicInteger calls = new AtomicInteger();
        /** Several calls are under way at once: the answer is lost of the one that was sent as the k-th. */
        private final ThreadLocal<Integer> call = ThreadLocal.withInitial(() -> 0);

        Kill(int at, boolean answerLost) {
            this.at = at;
            this.answerLost = answerLost;
        }

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            call.set(calls.incrementAndGet());
            if (call.get() == at && !answerLost) {
                throw new Killed();
            }
        }

        @Override
        public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
            if (call.get() == at && answerLost) {
                throw new Killed();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void launch_killedAnywhere_goesOnWhereItStopped(boolean run) {
        int deaths = 0;
        for (boolean answerLost : new boolean[] {false, true}) {
            for (int k = 1; ; k++) {
                try (TestEc2 ec2 = new TestEc2()) {
                    int interfacesBefore = ec2.interfaces();
                    Kill kill = new Kill(k, answerLost);
                    Throwable death;
                    try (Ec2Client dying = ec2.clientWith(kill)) {
                        death = catchThrowable(
                                () -> fleet(ec2, run).client(dying).launch());
                    }
                    if (death == null) {
                        break; // It made fewer than k calls, so every one of them has been tried.
                    }
                    assertThat(death).hasStackTraceContaining("Killed");
                    deaths++;

                    LaunchedFleet fleet = fleet(ec2, run).launch();

                    String where = "killed at call " + k + (answerLost ? ", answer lost" : "");
                    assertThat(fleet.hosts()).as(where).hasSize(2);
                    assertThat(ec2.runningInstances()).as(where).hasSize(2);
                    assertThat(fleet.terminate().leftOver()).as(where).isEmpty();
                    assertThat(ec2.interfaces()).as(where).isEqualTo(interfacesBefore);
                }
            }
        }
        assertThat(deaths).as("calls at which it died").isGreaterThanOrEqualTo(run ? 20 : 22);
    }

    private static Ipv6Fleet.Builder fleet(TestEc2 ec2, boolean run) {
        return run ? ec2.procedure() : ec2.edge().hosts(2);
    }
}
