package io.github.ipv6fleet.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.aws.ApiLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** A hundred hosts on an EC2 whose calls take time, and that throttles RunInstances as EC2 does. */
class ManyHostsTest {
    private static final int HOSTS = 100;
    private static final Duration LATENCY = Duration.ofMillis(1500);
    /** Of RunInstances: a bucket of 5 that gains 2 a second. */
    private static final double BUCKET_SECONDS = (HOSTS - 5) / 2.0;

    /** EC2's own bucket, kept apart from the one that we guess it by. */
    private static final class Throttling implements ExecutionInterceptor {
        private final VirtualThreads time;
        private final double perSecond;
        private final AtomicInteger inFlight = new AtomicInteger();
        private int most;
        private double tokens = 5;
        private Instant filled;

        Throttling(VirtualThreads time, double perSecond) {
            this.time = time;
            this.perSecond = perSecond;
            this.filled = time.now();
        }

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (!context.request().getClass().getSimpleName().equals("RunInstancesRequest")) {
                return;
            }
            Instant now = time.now();
            tokens = Math.min(5, tokens + Duration.between(filled, now).toMillis() / 1000.0 * perSecond);
            filled = now;
            if (tokens < 0.99) { // a millisecond is not what this is about
                throw Ec2Exception.builder()
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode("RequestLimitExceeded")
                                .build())
                        .statusCode(503)
                        .build();
            }
            tokens--;
            most = Math.max(most, inFlight.incrementAndGet());
            try {
                time.sleep(LATENCY);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
            if (context.request().getClass().getSimpleName().equals("RunInstancesRequest")) {
                inFlight.decrementAndGet();
            }
        }
    }

    private record Seen(Launch.Result result, Throttling ec2, CallCounts counts) {
        CallCounts.Count runs() {
            return counts.byAction().get("RunInstances");
        }
    }

    private static Seen launch(ApiLimits limits, double perSecond) {
        try (VirtualTime time = new VirtualTime(Duration.ZERO)) {
            Throttling throttling = new Throttling(time.threads(), perSecond);
            FleetDraft draft = time.draft();
            draft.count = HOSTS;
            draft.options.maxHosts = HOSTS;
            try (Ec2Client client = time.ec2().clientWith(throttling)) {
                Ec2Gateway gateway = time.gateway(client, limits);
                Launch.Result result = Launch.run(gateway, draft.settings());
                assertThat(result.hosts()).hasSize(HOSTS);
                assertThat(time.ec2().runningInstances()).hasSize(HOSTS);
                return new Seen(result, throttling, gateway.counts());
            }
        }
    }

    private static double seconds(Seen seen) {
        return seen.result().report().duration().toMillis() / 1000.0;
    }

    @Test
    @DisplayName(
            "are there within 1.1 of what EC2's bucket allows; no call is throttled, and few are under way at once")
    void launch_isAsFastAsTheBuckets() {
        Seen seen = launch(ApiLimits.ec2(), 2);

        assertThat(seconds(seen)).isBetween(BUCKET_SECONDS, 1.1 * (BUCKET_SECONDS + LATENCY.toMillis() / 1000.0));
        assertThat(seen.runs()).isEqualTo(new CallCounts.Count(HOSTS, 0, 0));
        assertThat(seen.ec2().most).isBetween(2, 10);
        assertThat(seen.result().report().reads()).isLessThanOrEqualTo(15 + 3);
        assertThat(seen.result().report().writes()).isEqualTo(2 * HOSTS);
    }

    @Test
    @DisplayName("come up too where somebody else takes half of the bucket: throttled calls are no failed hosts")
    void launch_besideAnotherLauncher() {
        Seen seen = launch(ApiLimits.ec2(), 1);

        assertThat(seen.runs().throttles()).isPositive();
        assertThat(seen.result().report().throttles()).isEqualTo(seen.runs().throttles());
        assertThat(seen.result().report().retries()).isEqualTo(seen.runs().retries());
        assertThat(seen.result().report().calls())
                .containsEntry("RunInstances", seen.runs().calls())
                .containsEntry("AssignIpv6Addresses", HOSTS);
        assertThat(seen.runs().calls()).isEqualTo(HOSTS + seen.runs().throttles());
        assertThat(seconds(seen)).isBetween((double) HOSTS - 5, 3.0 * HOSTS);
    }

    @Test
    @DisplayName("without pacing nearly every call is throttled: that is what pacing is for")
    void launch_withoutPacing() {
        assertThat(launch(ApiLimits.unlimited(), 2).runs().throttles()).isGreaterThan(HOSTS / 4);
    }

    @Test
    @DisplayName("one at a time where one is allowed")
    void launch_oneAtATime() {
        assertThat(launch(ApiLimits.ec2().withInFlight(1), 2).ec2().most).isEqualTo(1);
    }
}
