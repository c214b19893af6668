package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.internal.RetainedInterfaces.Retained;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.HostPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Address;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * Hosts on interfaces that are made first and stay when their instance goes, as in the procedure of 2018: a host that is
 * replaced keeps its addresses. A prefix is delegated before the host boots.
 */
final class RetainedShape extends PlannedShape {
    /** As many tokens are tried as for an instance; each is an interface that was made and deleted within a day or so. */
    private static final int GENERATIONS = 200;

    /** An instance that ends lets go of its interface within a minute or so. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Ec2Gateway ec2;
    private final FleetSettings settings;
    private final String run;
    /** The same in every try of one run. */
    private final Instant since;
    /** By host. */
    private final Map<Integer, String> ids = new ConcurrentHashMap<>();
    /** Since when a token is in doubt; whatever was made before is shown a while after. */
    private volatile @Nullable Instant doubt;

    RetainedShape(Ec2Gateway ec2, FleetSettings settings, String run) {
        super(settings);
        this.ec2 = ec2;
        this.settings = settings;
        this.run = run;
        this.since = ec2.now();
    }

    @Override
    public boolean prepare(LaunchCall call, Planning planning, Ledger ledger) {
        HostPlan plan = call.planned();
        Retained one = planning.surroundings().retained().at(call.first()).orElseGet(() -> made(call, ledger));
        Poll poll = new Poll(ec2, PATIENCE);
        while (!one.isFree()) {
            Optional<LiveHost> holder = hostOn(one);
            if (holder.isPresent()) {
                ledger.see(holder.get());
                return false;
            }
            Optional<Retained> later = later(one, poll);
            if (later.isEmpty()) {
                return false; // deleted by the run that had made it
            }
            one = later.get();
        }
        if (!plan.blockSource().isAddressRun() && !one.holds(plan.containerBlock())) {
            new PrefixStep(ec2).assign(one.id(), plan.containerBlock(), "interface " + one.id());
        }
        ids.put(call.first(), one.id());
        return true;
    }

    @Override
    public InstanceNetworkInterfaceSpecification networkInterface(LaunchCall call) {
        return InstanceNetworkInterfaceSpecification.builder()
                .deviceIndex(0)
                .networkInterfaceId(ids.getOrDefault(call.first(), "eni-00000000")) // before it is made, for its size
                .build();
    }

    /** What this run has launched has its prefix from before, though EC2 may not show it on the instance yet. */
    @Override
    public Optional<Ipv6Block> latePrefix(LiveHost host) {
        return ids.containsKey(host.index()) ? Optional.empty() : super.latePrefix(host);
    }

    @Override
    public List<ResourceType> tagged() {
        return List.of(ResourceType.INSTANCE, ResourceType.VOLUME);
    }

    /** Makes the interface of a host, or finds who did. */
    private Retained made(LaunchCall call, Ledger ledger) {
        for (int generation = 0; generation < GENERATIONS; generation++) {
            String token = FleetIdentity.interfaceToken(settings.name(), call.subnetId(), generation, call.first());
            try {
                NetworkInterface made = ec2.createInterface(request(call, token, generation));
                ledger.madeInterface(made.networkInterfaceId());
                return read(made);
            } catch (FleetException e) {
                if (Ec2Errors.isEndUnknown(e)) {
                    ledger.lostInterface(token);
                }
                if (!e.code().equals(Ec2Errors.TOKEN_USED_DIFFERENTLY)) {
                    throw e;
                }
                Optional<Retained> behind = behind(token);
                if (behind.isPresent()) {
                    return checked(behind.get(), call);
                }
            }
        }
        throw Maker.get()
                .exception("host " + call + ": EC2 says of " + GENERATIONS
                        + " ClientTokens of its interface that they are used up; launch the fleet under another name");
    }

    /** Another run has made the interface, for what it had planned: if that is not ours it is time to plan again. */
    private static Retained checked(Retained found, LaunchCall call) {
        HostPlan plan = call.planned();
        if (found.address().filter(plan.address()::equals).isEmpty()
                || found.block().filter(plan.containerBlock()::equals).isEmpty()) {
            throw Maker.get()
                    .exception(
                            "interface " + found.id() + " of host " + call + " was made for other addresses meanwhile;"
                                    + " launch again",
                            Ec2Errors.ADDRESS_IN_USE,
                            "",
                            true,
                            List.of(),
                            null);
        }
        return found;
    }

    private Optional<Retained> behind(String token) {
        Instant since = doubt;
        if (since == null) {
            since = ec2.now();
            doubt = since;
        }
        return Late.look(
                ec2, since.plus(Late.SHOWN_AFTER), () -> look("description", FleetIdentity.description(token)));
    }

    /** The host that another run has launched on the interface; none if what is on it ends, or is none of ours. */
    private Optional<LiveHost> hostOn(Retained one) {
        return one.holder().isEmpty()
                ? Optional.empty()
                : ec2.instancesBy("instance-id", List.of(one.holder())).stream()
                        .flatMap(instance -> LiveHost.of(settings.name(), instance).stream())
                        .filter(host -> host.index() == one.index() && host.isThere())
                        .findFirst();
    }

    /** Looks again, as an instance that ends lets go of its interface, and EC2 may show that late. */
    private Optional<Retained> later(Retained one, Poll poll) {
        if (poll.isOutOfPatience()) {
            throw Maker.get()
                    .exception("interface " + one.id() + " is "
                            + one.described().statusAsString()
                            + (one.holder().isEmpty() ? "" : " by " + one.holder())
                            + "; free it (aws ec2 detach-network-interface), then launch again");
        }
        poll.pause();
        return look("network-interface-id", one.id());
    }

    private Optional<Retained> look(String filter, String value) {
        return ec2.interfacesBy(filter, List.of(value)).stream()
                .flatMap(one -> RetainedInterfaces.read(settings.name(), one).stream())
                .findFirst();
    }

    private Retained read(NetworkInterface made) {
        return RetainedInterfaces.read(settings.name(), made)
                .orElseThrow(() -> Maker.get()
                        .exception("EC2 answered with interface " + made.networkInterfaceId()
                                + ", which lacks the description or the tags asked for; this endpoint does not keep"
                                + " EC2's promises, delete the interface"));
    }

    CreateNetworkInterfaceRequest request(LaunchCall call, String token, int generation) {
        HostPlan plan = call.planned();
        Map<String, String> tags = new HashMap<>(tags(plan));
        tags.put(FleetIdentity.CREATED, since.toString());
        return CreateNetworkInterfaceRequest.builder()
                .clientToken(token)
                .description(FleetIdentity.description(token))
                .subnetId(call.subnetId())
                .groups(settings.securityGroups())
                .ipv6Addresses(addresses(plan).stream()
                        .map(a -> InstanceIpv6Address.builder()
                                .ipv6Address(a.toString())
                                .build())
                        .toList())
                .tagSpecifications(TagSpecification.builder()
                        .resourceType(ResourceType.NETWORK_INTERFACE)
                        .tags(RunRequest.tags(settings, call, generation, run, tags))
                        .build())
                .build();
    }
}
