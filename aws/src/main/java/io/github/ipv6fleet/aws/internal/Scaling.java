package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.internal.RetainedInterfaces.Retained;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a fleet as large as it should be: what is beyond goes first, the last hosts of the fleet; then what is missing is
 * launched. Hosts that stay are not touched.
 */
final class Scaling {
    private static final Logger LOG = LoggerFactory.getLogger(Scaling.class);

    private Scaling() {}

    /** @param settings of the fleet as it should be */
    static Launch.Result run(Ec2Gateway ec2, FleetSettings settings) {
        int size = settings.hosts().size();
        LiveFleet live = LiveFleet.read(ec2, settings.name());
        // Before any goes: the launch would refuse those that stay, and say that nothing was changed.
        Planning.refuseOthers(settings, live.within(new Scope(index -> index < size)));
        List<LiveHost> tooMany = live.within(new Scope(index -> index >= size)).instances().stream()
                .filter(host -> !host.isTerminated())
                .toList();
        List<String> ids = tooMany.stream().map(LiveHost::instanceId).toList();
        if (!ids.isEmpty()) {
            LOG.info("fleet={} instances={} step=terminate: the fleet has {} hosts", settings.name(), ids, size);
            Terminate.all(
                    ec2,
                    tooMany.stream()
                            .filter(LiveHost::isThere)
                            .map(LiveHost::instanceId)
                            .toList());
        }
        List<String> interfaces = RetainedInterfaces.read(ec2, settings.name())
                .all()
                .filter(one -> one.index() >= size)
                .map(Retained::id)
                .toList();
        if (!interfaces.isEmpty()) {
            Removal removal = new Removal(ec2);
            removal.awaitEnd(ids);
            removal.interfaces(interfaces);
            if (!removal.left().isEmpty()) {
                throw Maker.get()
                        .exception("fleet " + settings.name() + " of " + size + " hosts: could not be removed: "
                                + String.join("; ", removal.left()) + "; call scaleTo(" + size + ") again");
            }
        }
        return Launch.run(ec2, settings);
    }
}
