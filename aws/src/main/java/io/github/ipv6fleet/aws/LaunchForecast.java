package io.github.ipv6fleet.aws;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.aws.internal.ForecastModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many calls a launch makes and how long it takes, computed from EC2's token buckets and latencies alone: no call is
 * made. It counts until EC2 has taken all hosts and their addresses are known; that they run takes longer, 17 to 19 seconds
 * by one public report. It assumes that no host runs yet, that nobody else uses the buckets, that nothing is refused, and
 * round numbers for latencies, which nobody has measured. Immutable, safe for use by several threads.
 */
public final class LaunchForecast {
    private final LaunchShape shape;
    private final int hosts;
    private final Map<String, Integer> calls;
    private final ForecastModel.Times times;

    private LaunchForecast(Builder builder) {
        shape = builder.shape;
        hosts = builder.hosts;
        ForecastModel model = new ForecastModel(
                shape, hosts, builder.subnets, builder.limits, builder.latencies(), builder.hostsPerCall, builder.also);
        calls = Collections.unmodifiableMap(new TreeMap<>(model.calls()));
        times = model.times();
    }

    /** Returns the forecast for a number of hosts with every default. */
    public static LaunchForecast of(LaunchShape shape, int hosts) {
        return builder(shape, hosts).build();
    }

    /** Returns a builder of a forecast for a number of hosts. */
    public static Builder builder(LaunchShape shape, int hosts) {
        requireNonNull(shape, "shape");
        if (hosts < 1) {
            throw new IllegalArgumentException("forecast for " + hosts + " hosts: give 1 or more");
        }
        return new Builder(shape, hosts);
    }

    /** Returns by which calls hosts come to be. */
    public LaunchShape shape() {
        return shape;
    }

    /** Returns how many hosts there are. */
    public int hosts() {
        return hosts;
    }

    /** Returns the calls of each action, such as {@code RunInstances}, in the order of their names. */
    public Map<String, Integer> calls() {
        return calls;
    }

    /** Returns how many calls change nothing: what is read before, and one look at what came of it. */
    public int reads() {
        return count(true);
    }

    /** Returns how many calls change something. */
    public int writes() {
        return count(false);
    }

    private int count(boolean reads) {
        return calls.entrySet().stream()
                .filter(call -> ForecastModel.isRead(call.getKey()) == reads)
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** Returns how long it takes to read what is there, before anything is written. */
    public Duration preparing() {
        return times.preparing();
    }

    /** Returns how long it takes from the first write until EC2 has taken all hosts: latency, and the fullest bucket's wait. */
    public Duration acting() {
        return times.acting();
    }

    /** Returns how long it takes to look once at what came of it. */
    public Duration readingBack() {
        return times.readingBack();
    }

    /** Returns the whole: {@link #preparing}, {@link #acting} and {@link #readingBack}. */
    public Duration duration() {
        return times.preparing().plus(times.acting()).plus(times.readingBack());
    }

    /**
     * Returns what the time of acting comes from: {@code RunInstances requests}, {@code RunInstances instances} or such
     * another bucket, {@code calls in flight}, or {@code latency} where nothing has to be waited for.
     */
    public String limitedBy() {
        return times.limitedBy();
    }

    /** Returns such as {@code 10 calls (8 reads, 2 writes), about 4 seconds until EC2 has taken all hosts}. */
    @Override
    public String toString() {
        return "%d calls (%d reads, %d writes), about %d seconds until EC2 has taken all hosts"
                .formatted(
                        reads() + writes(),
                        reads(),
                        writes(),
                        Math.max(1, Math.round(duration().toMillis() / 1000.0)));
    }

    /** Collects what a forecast goes by. Not for use by several threads at once. */
    public static final class Builder {
        private static final int MOST_PER_CALL = 100;

        private final LaunchShape shape;
        private final int hosts;
        private ApiLimits limits = ApiLimits.ec2();
        private Duration reads = Duration.ofMillis(250);
        private Duration writes = Duration.ofMillis(600);
        private final Map<String, Duration> byAction = new HashMap<>(Map.of("RunInstances", Duration.ofMillis(1_500)));
        private int hostsPerCall = MOST_PER_CALL;
        private int subnets = 1;
        private final List<String> also = new ArrayList<>();

        private Builder(LaunchShape shape, int hosts) {
            this.shape = shape;
            this.hosts = hosts;
        }

        /** Says how fast EC2 may be called; default: {@link ApiLimits#ec2()}. */
        public Builder limits(ApiLimits limits) {
            this.limits = requireNonNull(limits, "limits");
            return this;
        }

        /** Says how long a call takes that changes nothing; default: 0.25 seconds. */
        public Builder readLatency(Duration time) {
            reads = checked(requireNonNull(time, "time"));
            return this;
        }

        /** Says how long a call takes that changes something; default: 0.6 seconds. */
        public Builder writeLatency(Duration time) {
            writes = checked(requireNonNull(time, "time"));
            return this;
        }

        /** Says how long the calls of one action take; default: RunInstances 1.5 seconds, others as reads or writes. */
        public Builder latency(String action, Duration time) {
            requireNonNull(action, "action");
            byAction.put(action, checked(requireNonNull(time, "time")));
            return this;
        }

        /** Says how many hosts one RunInstances launches at most, where EC2 chooses the prefixes; default: 100. */
        public Builder hostsPerCall(int most) {
            if (most < 1) {
                throw new IllegalArgumentException(
                        "hostsPerCall(" + most + "): no host is ever launched; give 1 or more");
            }
            hostsPerCall = most;
            return this;
        }

        /** Says over how many subnets the hosts are spread, each of which is read; default: 1. */
        public Builder subnets(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("subnets(" + count + "): hosts are in one at least; give 1 or more");
            }
            subnets = count;
            return this;
        }

        /** Adds a call that is made once, before the first host, such as {@code ImportKeyPair}. */
        public Builder also(String action) {
            also.add(requireNonNull(action, "action"));
            return this;
        }

        private static Duration checked(Duration time) {
            if (time.isNegative()) {
                throw new IllegalArgumentException("latency of " + time + ": is negative; give zero or more");
            }
            return time;
        }

        private ForecastModel.Latencies latencies() {
            return new ForecastModel.Latencies(reads, writes, Map.copyOf(byAction));
        }

        /** Returns the forecast; the builder can be used further. */
        public LaunchForecast build() {
            return new LaunchForecast(this);
        }
    }
}
