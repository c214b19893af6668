package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.plan.HostPlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
 * again many times a day has many to pass.
 */
final class HostLauncher {
    private static final Logger LOG = LoggerFactory.getLogger(HostLauncher.class);

    /** As many tokens as one look can ask for. */
    private static final int GENERATIONS = Ec2Gateway.FILTER_VALUES;

    /** EC2 may show an instance late; only then is a token that was used otherwise held to be burnt. */
    private static final int LOOKS = 10;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private final Ec2Gateway ec2;
    private final FleetSettings settings;
    private final RunRequest requests;

    HostLauncher(Ec2Gateway ec2, FleetSettings settings, RunRequest requests) {
        this.ec2 = ec2;
        this.settings = settings;
        this.requests = requests;
    }

    LiveHost launch(HostPlan plan, int index, int firstGeneration) {
        boolean waited = false;
        for (int generation = firstGeneration; generation < firstGeneration + GENERATIONS; generation++) {
            try {
                LiveHost host = read(ec2.runInstance(requests.of(plan, index, generation)));
                if (host.isThere()) {
                    LOG.info(
                            "fleet={} host={} instance={} step=launched",
                            settings.name(),
                            plan.name(),
                            host.instanceId());
                    return host;
                }
            } catch (FleetException e) {
                if (e.code().equals(Ec2Errors.TOKEN_USED_DIFFERENTLY)) {
                    // Having waited once, all that was launched before this run is shown.
                    Optional<LiveHost> behind = behindTokens(index, firstGeneration, waited ? 1 : LOOKS);
                    if (behind.isPresent()) {
                        return behind.get();
                    }
                    waited = true;
                } else if (!e.code().equals(Ec2Errors.TOKEN_OF_TERMINATED)) {
                    throw e;
                }
            }
            LOG.info("fleet={} host={} generation={}: its token is used up", settings.name(), plan.name(), generation);
        }
        throw Maker.get()
                .exception("host " + plan.name() + ": EC2 says of " + GENERATIONS
                        + " ClientTokens that they are used up; launch the fleet under another name");
    }

    /** Another run has used a token in another way: the instance behind it, or behind a later one, is the host. */
    private Optional<LiveHost> behindTokens(int index, int firstGeneration, int looks) {
        String[] tokens = IntStream.range(firstGeneration, firstGeneration + GENERATIONS)
                .mapToObj(g -> FleetIdentity.clientToken(settings.name(), settings.subnetId(), g, index))
                .toArray(String[]::new);
        for (int look = 1; ; look++) {
            List<Instance> found = ec2.instances(List.of(Ec2Gateway.filter("client-token", tokens)));
            Optional<LiveHost> host = found.stream()
                    .flatMap(i -> LiveHost.of(settings.name(), i).stream())
                    .filter(LiveHost::isThere)
                    .findFirst();
            if (host.isPresent() || look == looks) {
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
