package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.net.Ipv6Block;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Delegates a planned prefix to a host. The call has no ClientToken, so it names the prefix, and whether it took
 * effect is read, never guessed.
 */
final class PrefixStep {
    /** A new interface is in EC2's answer before every call knows it. */
    private static final Duration KNOWN_AFTER = Duration.ofMinutes(1);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

    private final Ec2Gateway ec2;

    PrefixStep(Ec2Gateway ec2) {
        this.ec2 = ec2;
    }

    void assign(LiveHost host, Ipv6Block prefix) {
        String interfaceId = host.networkInterface()
                .orElseThrow(() -> Maker.get()
                        .exception("instance " + host.instanceId()
                                + " has no network interface; terminate it and launch again"))
                .networkInterfaceId();
        assign(interfaceId, prefix, host.instanceId());
    }

    /** @param owner what was made for the prefix, and can be made again for another one */
    void assign(String interfaceId, Ipv6Block prefix, String owner) {
        @Nullable Instant unknownSince = null;
        @Nullable Instant refusedSince = null;
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                ec2.assignPrefix(interfaceId, prefix.toString());
                return;
            } catch (FleetException e) {
                Instant now = ec2.now(); // before the look, which may take long: what it shows is of then
                if (holds(interfaceId, prefix)) {
                    return; // An earlier call, ours or another run's, had taken effect.
                }
                boolean unknown = e.code().equals(Ec2Errors.INTERFACE_NOT_FOUND);
                unknownSince = unknown && unknownSince == null ? now : unknownSince;
                // Since then, not since the first try: another run may have assigned it just now, and EC2 not show it.
                refusedSince = !unknown && refusedSince == null ? now : refusedSince;
                boolean over =
                        unknown ? isOver(now, unknownSince, KNOWN_AFTER) : isOver(now, refusedSince, Late.SHOWN_AFTER);
                if (Ec2Errors.isInterruption(e) || Ec2Errors.isForbidden(e) || (unknown && over)) {
                    throw e;
                }
                if (over) {
                    throw Maker.get()
                            .exception(
                                    prefix + ", which " + owner + " was made for, cannot be had: " + e.getMessage()
                                            + "; if it stays so, remove " + owner + " and launch again",
                                    e.code(),
                                    e.requestId(),
                                    e.retryable(),
                                    List.of(),
                                    e);
                }
                ec2.pause(pause);
                Duration longer = pause.multipliedBy(2);
                pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
            }
        }
    }

    private static boolean isOver(Instant now, @Nullable Instant since, Duration patience) {
        return since != null && !now.isBefore(since.plus(patience));
    }

    private boolean holds(String interfaceId, Ipv6Block prefix) {
        return ec2.interfacesBy("network-interface-id", List.of(interfaceId)).stream()
                .flatMap(i -> i.ipv6Prefixes().stream())
                .anyMatch(p -> Ipv6Block.parse(p.ipv6Prefix()).equals(prefix));
    }
}
