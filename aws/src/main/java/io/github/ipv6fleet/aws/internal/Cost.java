package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.LaunchForecast;
import io.github.ipv6fleet.aws.ReportedRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operation has cost so far; the parts of a report.
 *
 * @param reads EC2 calls that change nothing, every try counted
 * @param writes EC2 calls that may change something, every try counted
 * @param calls the same by action
 * @param throttles tries that EC2 refused because there were too many
 * @param retries tries after a first one
 * @param launched hosts that this run launched
 * @param adopted hosts that were running already
 * @param duration from the first call to the last
 * @param phases how long it was in each phase
 * @param requests request ids of writes and of refused calls
 * @param requestsLeftOut how many more there were
 * @param notes what the caller should know of how it went
 * @param forecast what was predicted; null where nothing was
 */
public record Cost(
        int reads,
        int writes,
        Map<String, Integer> calls,
        int throttles,
        int retries,
        int launched,
        int adopted,
        Duration duration,
        Map<String, Duration> phases,
        List<ReportedRequest> requests,
        int requestsLeftOut,
        List<String> notes,
        @Nullable LaunchForecast forecast) {}
