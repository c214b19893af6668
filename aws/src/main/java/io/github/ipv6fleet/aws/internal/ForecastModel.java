package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.ApiLimits;
import io.github.ipv6fleet.aws.ApiLimits.Bucket;
import io.github.ipv6fleet.aws.LaunchShape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The arithmetic of a forecast. All hosts take the same steps, one call after the other, several hosts side by side. The
 * last host is taken when the fullest bucket has given its last token, and its own calls are over; or when the calls that
 * can be under way at a time have got through.
 */
public final class ForecastModel {
    private static final String RUN = "RunInstances";
    private static final String ASSIGN = "AssignIpv6Addresses";
    private static final String CREATE = "CreateNetworkInterface";
    private static final String LOOK = "DescribeInstances";
    private static final String INTERFACES = "DescribeNetworkInterfaces";

    /** As many instances as a page of DescribeInstances has. */
    private static final int PAGE = 1_000;

    private static final double NANOS = 1e9;

    private final int hosts;
    private final ApiLimits limits;
    private final Latencies latencies;
    private final List<String> preflight;
    private final List<String> also;
    private final List<String> steps;
    /** How often each step is taken. */
    private final int rounds;

    /** How long calls take. */
    public record Latencies(Duration reads, Duration writes, Map<String, Duration> byAction) {
        Duration of(String action) {
            return byAction.getOrDefault(action, isRead(action) ? reads : writes);
        }
    }

    /** How long what takes. */
    public record Times(Duration preparing, Duration acting, Duration readingBack, String limitedBy) {}

    /**
     * Makes the model of one launch.
     *
     * @param subnets over how many the hosts are spread
     * @param also actions that are called once, before the first host
     */
    public ForecastModel(
            LaunchShape shape,
            int hosts,
            int subnets,
            ApiLimits limits,
            Latencies latencies,
            int hostsPerCall,
            List<String> also) {
        this.hosts = hosts;
        this.preflight = preflight(shape, subnets);
        this.limits = limits;
        this.latencies = latencies;
        this.also = List.copyOf(also);
        this.steps = switch (shape) {
            case ADDRESS_RUN, PREFIX_CHOSEN_BY_EC2 -> List.of(RUN);
            case PLANNED_PREFIX -> List.of(RUN, ASSIGN);
            // A new interface is looked at once more, as it is "pending" when EC2 answers.
            case RETAINED_ADDRESS_RUN -> List.of(CREATE, INTERFACES, RUN);
            case RETAINED_PLANNED_PREFIX -> List.of(CREATE, INTERFACES, ASSIGN, RUN);
        };
        this.rounds = shape == LaunchShape.PREFIX_CHOSEN_BY_EC2 ? pages(hosts, hostsPerCall) : hosts;
    }

    /**
     * What a launch reads, one after the other: {@link Planning}, {@link HandedCheck}, {@link Preflight}. Where EC2 chooses
     * the blocks it does not matter what is taken.
     */
    private static List<String> preflight(LaunchShape shape, int subnets) {
        List<String> reads = new ArrayList<>(List.of(
                LOOK,
                "DescribeSubnets",
                "DescribeInstanceTypes",
                "DescribeFleets",
                "DescribeSecurityGroups",
                "DescribeImages",
                "DescribeRouteTables",
                "DescribeNetworkAcls"));
        if (shape != LaunchShape.PREFIX_CHOSEN_BY_EC2) {
            reads.add(INTERFACES);
            reads.addAll(Collections.nCopies(subnets, "GetSubnetCidrReservations"));
        }
        return List.copyOf(reads);
    }

    /** Whether calls of that action change nothing. */
    public static boolean isRead(String action) {
        return CallCounts.isRead(action);
    }

    private static int pages(int items, int size) {
        return (items - 1) / size + 1;
    }

    /** Returns the calls of each action. */
    public Map<String, Integer> calls() {
        Map<String, Integer> calls = new HashMap<>();
        preflight.forEach(action -> calls.merge(action, 1, Integer::sum));
        also.forEach(action -> calls.merge(action, 1, Integer::sum));
        steps.forEach(action -> calls.merge(action, rounds, Integer::sum));
        calls.merge(LOOK, pages(hosts, PAGE), Integer::sum);
        return calls;
    }

    /** Returns how long what takes. */
    public Times times() {
        Duration preparing = Duration.ZERO;
        Duration acting = Duration.ZERO;
        for (String action : preflight) {
            preparing = preparing.plus(latencies.of(action));
        }
        for (String action : also) {
            if (isRead(action)) {
                preparing = preparing.plus(latencies.of(action));
            } else {
                acting = acting.plus(latencies.of(action));
            }
        }
        Duration latency = steps.stream().map(latencies::of).reduce(Duration.ZERO, Duration::plus);
        Duration longest = latency;
        String limitedBy = "latency";
        for (String action : steps) {
            Duration requests = latency.plus(wait(limits.requests(action), rounds));
            if (requests.compareTo(longest) > 0) {
                longest = requests;
                limitedBy = action + " requests";
            }
            // What EC2 counts beside the requests are the instances.
            Duration instances = latency.plus(
                    limits.resources(action).map(bucket -> wait(bucket, hosts)).orElse(Duration.ZERO));
            if (instances.compareTo(longest) > 0) {
                longest = instances;
                limitedBy = action + " instances";
            }
        }
        Duration oneBehindTheOther = latency.multipliedBy(pages(rounds, limits.inFlight()));
        if (oneBehindTheOther.compareTo(longest) > 0) {
            longest = oneBehindTheOther;
            limitedBy = "calls in flight";
        }
        Duration readingBack = latencies.of(LOOK).multipliedBy(pages(hosts, PAGE));
        return new Times(preparing, acting.plus(longest), readingBack, limitedBy);
    }

    /** How long the last of so many tokens takes to come. */
    private static Duration wait(Bucket bucket, int tokens) {
        double missing = tokens - bucket.capacity();
        return missing <= 0 ? Duration.ZERO : Duration.ofNanos((long) (missing / bucket.perSecond() * NANOS));
    }
}
