package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.UserData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;

/**
 * Hosts whose prefixes EC2 chooses: one call for many, which all read the same user data and find their block by
 * themselves. Where EC2 refuses an interface that has a prefix only, hosts are launched with one address, and get a
 * prefix afterwards that is planned here, since a call that lets EC2 choose could not be made again.
 */
final class ChosenShape implements Shape {
    private static final Logger LOG = LoggerFactory.getLogger(ChosenShape.class);

    private final Ec2Gateway ec2;
    private final FleetSettings settings;
    private final UserData userData;
    private volatile boolean addressFirst;

    ChosenShape(Ec2Gateway ec2, FleetSettings settings) {
        this.ec2 = ec2;
        this.settings = settings;
        this.userData = settings.selfConfiguring();
    }

    /** Neighbours that are missing share a call; hosts with a name of their own need a tag, and so a call of their own. */
    @Override
    public List<LaunchCall> calls(Planning planning) {
        List<Integer> missing = planning.missing();
        List<String> subnets = planning.subnets();
        int size = Math.min(settings.style().hostsPerCall(), ceil(missing.size(), subnets.size()));
        Map<String, Integer> load = new HashMap<>();
        planning.live().hosts().forEach(host -> load.merge(host.subnetId(), 1, Integer::sum));
        List<LaunchCall> calls = new ArrayList<>();
        for (int from = 0; from < missing.size(); ) {
            int to = from + 1;
            while (to < missing.size()
                    && to - from < size
                    && missing.get(to) == missing.get(to - 1) + 1
                    && isNumbered(missing.get(to - 1))
                    && isNumbered(missing.get(to))) {
                to++;
            }
            String subnet = subnets.stream()
                    .min((a, b) -> Integer.compare(load.getOrDefault(a, 0), load.getOrDefault(b, 0)))
                    .orElseThrow();
            load.merge(subnet, to - from, Integer::sum);
            calls.add(new LaunchCall(
                    subnet,
                    missing.get(from),
                    missing.subList(from, to).stream()
                            .map(index -> settings.hosts().get(index).name())
                            .toList(),
                    null));
            from = to;
        }
        return calls;
    }

    private static int ceil(int count, int parts) {
        return Math.max(1, (count + parts - 1) / parts);
    }

    private boolean isNumbered(int index) {
        return settings.hosts().get(index).name().equals(FleetIdentity.numbered(settings.name(), index));
    }

    @Override
    public UserData userData(LaunchCall call) {
        return userData;
    }

    @Override
    public Map<String, String> tags(LaunchCall call) {
        return Map.of(FleetIdentity.ADDRESS, FleetIdentity.BY_EC2, FleetIdentity.BLOCK, FleetIdentity.BY_EC2);
    }

    @Override
    public InstanceNetworkInterfaceSpecification networkInterface(LaunchCall call) {
        InstanceNetworkInterfaceSpecification.Builder one = settings.newInterface(call.subnetId());
        return addressFirst
                ? one.ipv6AddressCount(1).build()
                : one.ipv6PrefixCount(1).build();
    }

    /** What EC2 says then nobody has seen; of the codes that it has for such, both are tried. */
    @Override
    public boolean fallsBack(InstanceNetworkInterfaceSpecification refused, String code) {
        if (refused.ipv6PrefixCount() == null || !Ec2Errors.isOfForm(code)) {
            return false;
        }
        if (!addressFirst) {
            addressFirst = true;
            String note = "EC2 refused interfaces with a prefix only (" + code
                    + "): hosts are launched with one address, and get a planned prefix afterwards";
            LOG.warn("fleet={} {}", settings.name(), note);
            ec2.note(note);
        }
        return true;
    }

    @Override
    public boolean isAsPlanned(LiveHost host, Planning planning) {
        return host.name().equals(settings.hosts().get(host.index()).name());
    }

    @Override
    public Map<Integer, Ipv6Block> latePrefixes(Collection<LiveHost> hosts) {
        return new LatePrefixes(ec2, settings).plan(hosts);
    }

    @Override
    public Optional<String> lacking(LiveHost host, Planning planning) {
        return host.prefix().isPresent() ? Optional.empty() : Optional.of("a /80");
    }

    @Override
    public HostPlan plan(LiveHost host, Ipv6Block subnet, Planning planning) {
        HostPlan.Builder plan = host.chosen(subnet).subnetId(host.subnetId());
        // As the host itself gives them out, see UserData.selfConfiguring.
        settings.profile().pinnedContainers().forEach(plan::container);
        return plan.build();
    }
}
