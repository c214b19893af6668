package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.UserData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Address;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;

/**
 * Hosts whose addresses are known before they are launched: one call each, with its addresses in it. A block that is
 * made of single addresses is there at once; a prefix is delegated by a second call.
 */
class PlannedShape implements Shape {
    private final FleetSettings settings;

    PlannedShape(FleetSettings settings) {
        this.settings = settings;
    }

    @Override
    public List<LaunchCall> calls(Planning planning) {
        return planning.missing().stream()
                .map(index -> LaunchCall.of(index, planning.host(index), settings.subnetOf(planning.host(index))))
                .toList();
    }

    @Override
    public UserData userData(LaunchCall call) {
        return settings.userData(settings.renderers().render(call.planned(), settings.profile()));
    }

    @Override
    public Map<String, String> tags(LaunchCall call) {
        return tags(call.planned());
    }

    static Map<String, String> tags(HostPlan host) {
        return Map.of(
                FleetIdentity.ADDRESS,
                host.address().toString(),
                FleetIdentity.BLOCK,
                host.containerBlock().toString());
    }

    @Override
    public InstanceNetworkInterfaceSpecification networkInterface(LaunchCall call) {
        return settings.newInterface(call.subnetId())
                .ipv6Addresses(addresses(call.planned()).stream()
                        .map(a -> InstanceIpv6Address.builder()
                                .ipv6Address(a.toString())
                                .build())
                        .toList())
                .build();
    }

    /** Addresses only: one interface request carries exactly one of the four IPv6 forms, so a prefix comes apart. */
    static List<Ipv6Address> addresses(HostPlan host) {
        List<Ipv6Address> addresses = new ArrayList<>();
        addresses.add(host.address());
        if (host.blockSource().isAddressRun()) {
            for (long i = 0; i < host.blockSource().quotaNeeded(); i++) {
                addresses.add(host.containerBlock().first().plus(i));
            }
        }
        return addresses;
    }

    @Override
    public boolean isAsPlanned(LiveHost host, Planning planning) {
        return host.isAsPlanned(planning.host(host.index()));
    }

    @Override
    public Optional<Ipv6Block> latePrefix(LiveHost host) {
        return settings.blockSource().isAddressRun() || host.hasPrefix() ? Optional.empty() : Optional.of(host.block());
    }

    @Override
    public Optional<String> lacking(LiveHost host, Planning planning) {
        HostPlan wanted = planning.host(host.index());
        for (Ipv6Address address : addresses(wanted)) {
            if (!host.hasAddress(address)) {
                return Optional.of("address " + address);
            }
        }
        return wanted.blockSource().isAddressRun() || host.hasPrefix(wanted.containerBlock())
                ? Optional.empty()
                : Optional.of("prefix " + wanted.containerBlock());
    }

    @Override
    public HostPlan plan(LiveHost host, Ipv6Block subnet, Planning planning) {
        return planning.host(host.index());
    }
}
