package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.Ec2Response;

/**
 * The one policy by which calls are paced and tried again. Writes are tried again too: every one is sent in a form whose
 * repetition changes nothing. A throttle answer says nothing of the call, only of its moment, and is not counted among
 * its tries. Safe for use by several threads.
 */
final class Retry {
    private static final Logger LOG = LoggerFactory.getLogger(Retry.class);

    private static final int TRIES = 8;
    /** With pauses of up to ten seconds that is a quarter of an hour in which EC2 took no call at all. */
    private static final int THROTTLED_TRIES = 100;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Time time;
    private final Pacer pacer;
    private final CallCounts counts;
    private final RandomGenerator chance;
    private final RequestLog requests;
    private final Progress progress;
    private volatile @Nullable Instant deadline;

    Retry(Time time, Pacer pacer, CallCounts counts, RandomGenerator chance, RequestLog requests, Progress progress) {
        this.time = time;
        this.pacer = pacer;
        this.counts = counts;
        this.chance = chance;
        this.requests = requests;
        this.progress = progress;
    }

    /** Says when no call and no pause may begin any more; null for never. */
    void deadline(@Nullable Instant last) {
        deadline = last;
    }

    @Nullable
    Instant deadline() {
        return deadline;
    }

    /** Calls: {@code what} says it in words and begins with the action; {@code resources} are what EC2 counts beside it. */
    <T extends Ec2Response> T call(String what, int resources, Supplier<T> call) {
        int space = what.indexOf(' ');
        String action = space < 0 ? what : what.substring(0, space);
        Duration pause = FIRST_PAUSE;
        int throttles = 0;
        for (int attempt = 1; ; attempt++) {
            pause(pacer.book(action, resources));
            counts.called(action);
            try {
                T answer = call.get();
                pacer.succeeded(action);
                requests.answered(action, answer);
                return answer;
            } catch (SdkException e) {
                FleetException error = Ec2Errors.translated(what, e);
                requests.refused(action, error);
                if (Ec2Errors.isThrottled(error)) {
                    throttles++;
                    counts.throttled(action);
                    pacer.throttled(action);
                    progress.throttled(action);
                }
                if (attempt - throttles == TRIES
                        || throttles == THROTTLED_TRIES
                        || !Ec2Errors.isWorthAnotherTry(error)) {
                    throw error;
                }
                if (Thread.currentThread().isInterrupted()) {
                    InterruptedException instead = new InterruptedException("instead of another try");
                    instead.addSuppressed(error);
                    throw Ec2Errors.interrupted(instead);
                }
                LOG.debug("action={} attempt={} code={}: trying again", what, attempt, error.code());
                counts.triedAgain(action);
                // Half of the pause is chance, so that many launchers do not come back at the same moment.
                pause(pause.dividedBy(2).plusMillis(chance.nextLong(pause.toMillis() / 2)));
                Duration longer = pause.multipliedBy(2);
                pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
            }
        }
    }

    /** Waits, or says that it was interrupted, or that there is no time left. */
    void pause(Duration length) {
        Instant last = deadline;
        if (last != null && time.now().plus(length).isAfter(last)) {
            throw Maker.get()
                    .exception(
                            "the time given is over; launch again, or give more with timeout(...)",
                            "",
                            "",
                            true,
                            List.of(),
                            null);
        }
        if (length.isZero()) {
            return;
        }
        try {
            time.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Ec2Errors.interrupted(e);
        }
    }
}
