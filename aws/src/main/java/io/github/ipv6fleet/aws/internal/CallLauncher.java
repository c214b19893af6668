package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

/**
 * Makes launch calls, whose ClientTokens are their identity, whatever happened to those tokens before. What comes
 * back may be what another run launched by the same token; {@link LiveHost#run} tells.
 *
 * <p>A token that is used up leads to the next generation, which every run counts in the same way and so meets the
 * others. EC2 remembers tokens for a day or so after an instance ended, so that only a fleet which is ended and launched
 * again many times a day has many to pass. Safe for use by several threads, each with calls of its own.
 */
final class CallLauncher {
    private static final Logger LOG = LoggerFactory.getLogger(CallLauncher.class);

    /** As many tokens as one look can ask for. */
    private static final int GENERATIONS = Ec2Gateway.FILTER_VALUES;

    /** With the pauses a minute; then the interface has been deleted. */
    private static final int INTERFACE_TRIES = 30;

    private final Ec2Gateway ec2;
    private final FleetSettings settings;
    private final RunRequest requests;
    private final Offers offers;
    /** By call: those whose token was used otherwise, and nothing was shown behind it yet. */
    private final Map<Integer, Doubt> doubts = new ConcurrentHashMap<>();
    /** By call: how often its interface was not known. */
    private final Map<Integer, Integer> unknown = new ConcurrentHashMap<>();
    /** Tokens of calls whose end is not known, with how many instances may be behind each. */
    private final Map<String, Integer> lost = new ConcurrentHashMap<>();

    CallLauncher(Ec2Gateway ec2, FleetSettings settings, RunRequest requests, Offers offers) {
        this.ec2 = ec2;
        this.settings = settings;
        this.requests = requests;
        this.offers = offers;
    }

    /** Since when a token is in doubt. */
    private record Doubt(Instant since, int generation) {}

    /** What a call led to. */
    record Launched(Outcome outcome, List<LiveHost> hosts) {
        static final Launched LATER = new Launched(Outcome.LATER, List.of());
        static final Launched NO_ROOM = new Launched(Outcome.NO_ROOM, List.of());
    }

    enum Outcome {
        /** Its hosts are there, or those of them that another run left. */
        THERE,
        /** Only waiting can tell: the other calls go first, and the same call made again waits for what is left of it. */
        LATER,
        /** EC2 has no room for it in this subnet with any of the types; elsewhere it may have. */
        NO_ROOM
    }

    /** Returns the tokens of calls that may have launched something or not, as no answer came, and how many hosts each. */
    Map<String, Integer> lost() {
        return Map.copyOf(lost);
    }

    /** Returns what EC2 said when it had no room for the last type in that subnet. */
    FleetException refusal(String subnetId) {
        return offers.refusal(subnetId);
    }

    /** Launches the hosts of a call, or finds who did. */
    Launched launch(LaunchCall call, int firstGeneration) {
        int generation = firstGeneration;
        Doubt doubt = doubts.get(call.first());
        if (doubt != null) {
            List<LiveHost> behind =
                    behindTokens(call, firstGeneration, doubt.since().plus(Late.SHOWN_AFTER));
            if (!behind.isEmpty()) {
                return new Launched(Outcome.THERE, behind);
            }
            usedUp(call, doubt.generation());
            generation = doubt.generation() + 1;
        }
        for (; generation < firstGeneration + GENERATIONS; generation++) {
            String type = offers.type(call.subnetId()).orElse("");
            if (type.isEmpty()) {
                return Launched.NO_ROOM;
            }
            RunInstancesRequest request = requests.of(call, generation, type);
            try {
                ec2.progress().launching(call.names());
                List<LiveHost> hosts = run(request);
                if (!hosts.isEmpty()) {
                    ec2.progress()
                            .launched(
                                    hosts.stream().map(LiveHost::name).toList(),
                                    hosts.stream().map(LiveHost::instanceId).toList());
                    return new Launched(Outcome.THERE, hosts);
                }
            } catch (FleetException e) {
                if (e.code().equals(Ec2Errors.TOKEN_USED_DIFFERENTLY)) {
                    List<LiveHost> behind = behindTokens(call, firstGeneration, ec2.now());
                    if (!behind.isEmpty()) {
                        return new Launched(Outcome.THERE, behind);
                    }
                    // Having waited once, all that was launched before this run is shown.
                    if (doubt == null) {
                        doubts.put(call.first(), new Doubt(ec2.now(), generation));
                        return Launched.LATER;
                    }
                } else if (!e.code().equals(Ec2Errors.TOKEN_OF_TERMINATED) && !goesOn(call, request, e)) {
                    throw e;
                }
            }
            usedUp(call, generation);
        }
        throw Maker.get()
                .exception("host " + call + ": EC2 says of " + GENERATIONS
                        + " ClientTokens that they are used up; launch the fleet under another name");
    }

    /** Whether another form, place or moment may do; what EC2 refused may have used up the token all the same. */
    private boolean goesOn(LaunchCall call, RunInstancesRequest request, FleetException refusal) {
        if (requests.shape().fallsBack(request.networkInterfaces().get(0), refusal.code())) {
            return true;
        }
        if (refusal.code().equals(Ec2Errors.INTERFACE_NOT_FOUND)) { // a new one is not known everywhere at once
            ec2.pause(Late.BETWEEN_LOOKS);
            return unknown.merge(call.first(), 1, Integer::sum) < INTERFACE_TRIES;
        }
        return Ec2Errors.isNoRoom(refusal.code())
                && offers.lacks(request.instanceTypeAsString(), call.subnetId(), refusal);
    }

    private List<LiveHost> run(RunInstancesRequest request) {
        try {
            return ec2.runInstances(request).stream()
                    .map(this::read)
                    .filter(LiveHost::isThere)
                    .toList();
        } catch (FleetException e) {
            if (Ec2Errors.isEndUnknown(e)) {
                lost.put(request.clientToken(), request.maxCount());
            }
            throw e;
        }
    }

    private void usedUp(LaunchCall call, int generation) {
        LOG.info("fleet={} host={} generation={}: its token is used up", settings.name(), call, generation);
    }

    /** Another run has used a token in another way: the instances behind it, or behind a later one, are the hosts. */
    private List<LiveHost> behindTokens(LaunchCall call, int firstGeneration, Instant lastLook) {
        List<String> tokens = IntStream.range(firstGeneration, firstGeneration + GENERATIONS)
                .mapToObj(generation -> call.token(settings.name(), generation))
                .toList();
        return Late.look(
                        ec2,
                        lastLook,
                        () -> Optional.of(ec2.instancesBy("client-token", tokens).stream()
                                        .flatMap(i -> LiveHost.of(settings.name(), i).stream())
                                        .filter(LiveHost::isThere)
                                        .toList())
                                .filter(found -> !found.isEmpty()))
                .orElse(List.of());
    }

    private LiveHost read(Instance instance) {
        return LiveHost.of(settings.name(), instance)
                .orElseThrow(() -> Maker.get()
                        .exception("EC2 answered with instance " + instance.instanceId()
                                + ", which lacks the token or the tags asked for; this endpoint does not keep EC2's promises,"
                                + " terminate the instance"));
    }
}
