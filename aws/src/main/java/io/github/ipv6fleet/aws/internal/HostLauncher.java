package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.plan.HostPlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ec2.model.Instance;

/**
 * Launches one host by one call whose ClientToken is its identity, whatever happened to that token before. What comes
 * back may be what another run launched by the same token; {@link LiveHost#run} tells.
 */
final class HostLauncher {
    private static final Logger LOG = LoggerFactory.getLogger(HostLauncher.class);

    /** How often in a row a token may turn out to be used up; more means that something else is wrong. */
    private static final int GENERATIONS = 16;

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
        for (int generation = firstGeneration; generation < firstGeneration + GENERATIONS; generation++) {
            try {
                Instance instance = ec2.runInstance(requests.of(plan, index, generation));
                LOG.info(
                        "fleet={} host={} instance={} step=launched",
                        settings.name(),
                        plan.name(),
                        instance.instanceId());
                return read(instance);
            } catch (FleetException e) {
                if (e.code().equals(Ec2Errors.TOKEN_USED_DIFFERENTLY)) {
                    Optional<LiveHost> behind = behindToken(index, generation);
                    if (behind.isPresent()) {
                        return behind.get();
                    }
                } else if (!e.code().equals(Ec2Errors.TOKEN_OF_TERMINATED)) {
                    throw e;
                }
                LOG.info(
                        "fleet={} host={} generation={}: {}; next one",
                        settings.name(),
                        plan.name(),
                        generation,
                        e.code());
            }
        }
        throw new FleetException("host " + plan.name() + ": EC2 says of " + GENERATIONS
                + " ClientTokens in a row that they are used up; launch the fleet under another name");
    }

    /** A token that another run used in another way: the instance behind it, if there is one, is the host. */
    private Optional<LiveHost> behindToken(int index, int generation) {
        String token = FleetIdentity.clientToken(settings.name(), settings.subnetId(), generation, index);
        for (int look = 0; look < LOOKS; look++) {
            List<Instance> found = ec2.instances(List.of(Ec2Gateway.filter("client-token", token)));
            if (!found.isEmpty()) {
                return found.stream()
                        .flatMap(i -> LiveHost.of(settings.name(), i).stream())
                        .filter(LiveHost::isThere)
                        .findFirst();
            }
            ec2.pause(BETWEEN_LOOKS);
        }
        return Optional.empty();
    }

    private LiveHost read(Instance instance) {
        return LiveHost.of(settings.name(), instance)
                .orElseThrow(() -> new FleetException("EC2 answered with instance " + instance.instanceId()
                        + ", which lacks the token or the tags asked for; this endpoint does not keep EC2's promises"));
    }
}
