package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.plan.HostPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ec2.model.Instance;

/**
 * Launches one host by one call whose ClientToken is its identity, whatever happened to that token before. What comes
 * back may be what another run launched by the same token; {@link LiveHost#run} tells.
 *
 * <p>A token that is used up leads to the next generation, which every run counts in the same way and so meets the
 * others. EC2 remembers tokens for a day or so after an instance ended, so that only a fleet which is ended and launched
 * again many times a day has many to pass. Safe for use by several threads, each with hosts of its own.
 */
final class HostLauncher {
    private static final Logger LOG = LoggerFactory.getLogger(HostLauncher.class);

    /** As many tokens as one look can ask for. */
    private static final int GENERATIONS = Ec2Gateway.FILTER_VALUES;

    /** EC2 may show an instance late; only then is a token that was used otherwise held to be burnt. */
    private static final Duration SHOWN_AFTER = Duration.ofSeconds(18);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private final Ec2Gateway ec2;
    private final FleetSettings settings;
    private final RunRequest requests;
    /** By index: hosts whose token was used otherwise, and nothing was shown behind it yet. */
    private final Map<Integer, Doubt> doubts = new ConcurrentHashMap<>();
    /** Tokens of calls whose end is not known: an instance may be behind them. */
    private final Set<String> lost = ConcurrentHashMap.newKeySet();

    HostLauncher(Ec2Gateway ec2, FleetSettings settings, RunRequest requests) {
        this.ec2 = ec2;
        this.settings = settings;
        this.requests = requests;
    }

    /** Since when a token is in doubt. */
    private record Doubt(Instant since, int generation) {}

    /** Returns the tokens of calls that may or may not have launched something, as no answer came. */
    Set<String> lost() {
        return Set.copyOf(lost);
    }

    /**
     * Launches a host, or finds who did. Empty if only waiting can tell: then the other hosts go first, and the same call
     * made again waits for what is left of it, so that a thousand hosts wait no longer than one.
     */
    Optional<LiveHost> launch(HostPlan plan, int index, int firstGeneration) {
        int generation = firstGeneration;
        Doubt doubt = doubts.get(index);
        if (doubt != null) {
            Optional<LiveHost> behind =
                    behindTokens(index, firstGeneration, doubt.since().plus(SHOWN_AFTER));
            if (behind.isPresent()) {
                return behind;
            }
            usedUp(plan, doubt.generation());
            generation = doubt.generation() + 1;
        }
        for (; generation < firstGeneration + GENERATIONS; generation++) {
            try {
                LiveHost host = read(run(plan, index, generation));
                if (host.isThere()) {
                    LOG.info(
                            "fleet={} host={} instance={} step=launched",
                            settings.name(),
                            plan.name(),
                            host.instanceId());
                    return Optional.of(host);
                }
            } catch (FleetException e) {
                if (e.code().equals(Ec2Errors.TOKEN_USED_DIFFERENTLY)) {
                    Optional<LiveHost> behind = behindTokens(index, firstGeneration, ec2.now());
                    if (behind.isPresent()) {
                        return behind;
                    }
                    // Having waited once, all that was launched before this run is shown.
                    if (doubt == null) {
                        doubts.put(index, new Doubt(ec2.now(), generation));
                        return Optional.empty();
                    }
                } else if (!e.code().equals(Ec2Errors.TOKEN_OF_TERMINATED)) {
                    throw e;
                }
            }
            usedUp(plan, generation);
        }
        throw Maker.get()
                .exception("host " + plan.name() + ": EC2 says of " + GENERATIONS
                        + " ClientTokens that they are used up; launch the fleet under another name");
    }

    private Instance run(HostPlan plan, int index, int generation) {
        try {
            return ec2.runInstance(requests.of(plan, index, generation));
        } catch (FleetException e) {
            if (Ec2Errors.isEndUnknown(e)) {
                lost.add(token(index, generation));
            }
            throw e;
        }
    }

    private void usedUp(HostPlan plan, int generation) {
        LOG.info("fleet={} host={} generation={}: its token is used up", settings.name(), plan.name(), generation);
    }

    private String token(int index, int generation) {
        return FleetIdentity.clientToken(settings.name(), settings.subnetId(), generation, index);
    }

    /** Another run has used a token in another way: the instance behind it, or behind a later one, is the host. */
    private Optional<LiveHost> behindTokens(int index, int firstGeneration, Instant lastLook) {
        String[] tokens = IntStream.range(firstGeneration, firstGeneration + GENERATIONS)
                .mapToObj(generation -> token(index, generation))
                .toArray(String[]::new);
        while (true) {
            boolean last = !ec2.now().isBefore(lastLook);
            List<Instance> found = ec2.instances(List.of(Ec2Gateway.filter("client-token", tokens)));
            Optional<LiveHost> host = found.stream()
                    .flatMap(i -> LiveHost.of(settings.name(), i).stream())
                    .filter(LiveHost::isThere)
                    .findFirst();
            if (host.isPresent() || last) {
                return host;
            }
            ec2.pause(BETWEEN_LOOKS);
        }
    }

    private LiveHost read(Instance instance) {
        return LiveHost.of(settings.name(), instance)
                .orElseThrow(() -> Maker.get()
                        .exception("EC2 answered with instance " + instance.instanceId()
                                + ", which lacks the token or the tags asked for; this endpoint does not keep EC2's promises,"
                                + " terminate the instance"));
    }
}
