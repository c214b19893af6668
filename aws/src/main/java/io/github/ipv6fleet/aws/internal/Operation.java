package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.ApiLimits;
import io.github.ipv6fleet.aws.FleetListener;
import io.github.ipv6fleet.aws.LaunchForecast;
import io.github.ipv6fleet.aws.LaunchReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Ec2Response;

/**
 * What one operation has, whatever it is about: time and threads, the pace of its calls, who is told of it, and what it has
 * cost. Lives as long as the operation and is used by its threads.
 */
public abstract class Operation {
    private final Time time;
    private final RandomGenerator chance;
    private final ApiLimits limits;
    private final CallCounts counts = new CallCounts();
    private final RequestLog requests = new RequestLog();
    private final PhaseTimes phases;
    private final Progress progress;
    private final Retry retry;
    private final Instant start;
    private final Queue<String> notes = new ConcurrentLinkedQueue<>();
    private volatile @Nullable LaunchForecast forecast;

    Operation(Time time, RandomGenerator chance, ApiLimits limits, List<FleetListener> listeners) {
        this.time = time;
        this.chance = chance;
        this.limits = limits;
        this.progress = new Progress(listeners, time);
        this.phases = new PhaseTimes(time);
        this.retry = new Retry(time, new Pacer(limits, time), counts, chance, requests, progress);
        this.start = time.now();
    }

    /** Makes a call when EC2 is ready for it, and again where it may be; {@code resources} are what EC2 counts beside it. */
    <T extends Ec2Response> T call(String action, int resources, Supplier<T> call) {
        return retry.call(action, resources, call);
    }

    /** Whom to tell how a launch gets on. */
    Progress progress() {
        return progress;
    }

    /** Says what the operation does from now on, for the report. */
    void phase(LaunchPhase phase) {
        phases.begin(phase);
    }

    /** Says what the operation is predicted to cost, for the report. */
    public void forecast(LaunchForecast forecast) {
        this.forecast = forecast;
    }

    CallCounts counts() {
        return counts;
    }

    /** Says what an operation has cost that failed. */
    public LaunchReport reportOfFailure() {
        return report(progress.launchedSoFar(), 0);
    }

    /** Says what the operation has cost so far. */
    LaunchReport report(int launched, int adopted) {
        Map<String, Integer> calls = new TreeMap<>();
        CallCounts.Count all = new CallCounts.Count(0, 0, 0);
        for (Map.Entry<String, CallCounts.Count> entry : counts.byAction().entrySet()) {
            calls.put(entry.getKey(), entry.getValue().calls());
            all = all.plus(entry.getValue());
        }
        return Maker.get()
                .launchReport(new Cost(
                        counts.reads(),
                        counts.writes(),
                        calls,
                        all.throttles(),
                        all.retries(),
                        launched,
                        adopted,
                        Duration.between(start, time.now()),
                        phases.all(),
                        requests.all(),
                        requests.leftOut(),
                        notes(),
                        forecast));
    }

    Instant now() {
        return time.now();
    }

    /** Keeps what the caller should know of how it went, for the report. */
    void note(String text) {
        if (!notes.contains(text)) { // what is looked at again and again is said once
            notes.add(text);
        }
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    /** Says how long the operation may take from its start on; null for as long as it takes. */
    public void timeout(@Nullable Duration whole) {
        retry.deadline(whole == null ? null : start.plus(whole));
    }

    /** Does something for which there is always time. */
    <T> T untimed(Supplier<T> work) {
        Instant last = retry.deadline();
        retry.deadline(null);
        try {
            return work.get();
        } finally {
            retry.deadline(last);
        }
    }

    /** Does one thing to many, as many at once as calls may be in flight. */
    <T> void each(List<T> items, Consumer<T> work) {
        Together.each(time, limits.inFlight(), items, work);
    }

    /** Returns an id that no other run has: 128 bits of chance. */
    String newRunId() {
        return new UUID(chance.nextLong(), chance.nextLong()).toString();
    }

    /** Waits, or says that it was interrupted. */
    void pause(Duration length) {
        retry.pause(length);
    }
}
