package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.net.Ipv6Block;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/**
 * Delegates a planned prefix to a host. The call has no ClientToken, so it names the prefix, and whether it took
 * effect is read, never guessed.
 */
final class PrefixStep {
    private static final int TRIES = 20;
    /** How often a refusal is looked behind: the prefix may be there, and EC2 not say so yet. */
    private static final int LOOKS = 4;
    /** The same where EC2 says that it is in use, which an earlier call of ours may be the reason of. */
    private static final int LOOKS_IF_USED = 18;

    private static final Duration PAUSE = Duration.ofSeconds(1);

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
        for (int attempt = 1; ; attempt++) {
            try {
                ec2.assignPrefix(interfaceId, prefix.toString());
                return;
            } catch (FleetException e) {
                if (holds(interfaceId, prefix)) {
                    return; // An earlier call, ours or another run's, had taken effect.
                }
                if (Ec2Errors.isInterruption(e) || Ec2Errors.isForbidden(e) || attempt == TRIES) {
                    throw e;
                }
                int looks = e.code().equals(Ec2Errors.ADDRESS_IN_USE) ? LOOKS_IF_USED : LOOKS;
                if (!e.code().equals(Ec2Errors.INTERFACE_NOT_FOUND) && attempt >= looks) {
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
                // A new interface may take a while to be known everywhere, and so may what another run assigned.
                ec2.pause(PAUSE);
            }
        }
    }

    private boolean holds(String interfaceId, Ipv6Block prefix) {
        List<NetworkInterface> found = ec2.interfaces(List.of(Ec2Gateway.filter("network-interface-id", interfaceId)));
        return found.stream()
                .flatMap(i -> i.ipv6Prefixes().stream())
                .anyMatch(p -> Ipv6Block.parse(p.ipv6Prefix()).equals(prefix));
    }
}
