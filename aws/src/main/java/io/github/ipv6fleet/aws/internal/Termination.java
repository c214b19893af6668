package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.TerminationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/** Ends a fleet: what carries our tokens, and nothing else; then looks whether anything is left. */
public final class Termination {
    private Termination() {}

    /** Terminates with a gateway that lives as long as that. */
    public static TerminationReport run(@Nullable Ec2Client client, String fleet) {
        try (Ec2Gateway ec2 = Ec2Gateway.open(client)) {
            return run(ec2, fleet);
        }
    }

    /** Terminates every host of the fleet and waits until EC2 says that it is gone. */
    static TerminationReport run(Ec2Gateway ec2, String fleet) {
        LiveFleet live = LiveFleet.read(ec2, fleet);
        List<String> ids = ids(live);
        if (!ids.isEmpty()) {
            ec2.terminate(ids);
        }
        Set<String> interfaces = interfaces(live);
        Poll poll = new Poll(ec2);
        List<String> left = left(ec2, fleet, interfaces);
        while (!left.isEmpty() && !poll.isOutOfPatience()) {
            poll.pause();
            left = left(ec2, fleet, interfaces);
        }
        List<String> gone = new ArrayList<>(ids);
        gone.removeAll(left);
        return new TerminationReport(gone, left);
    }

    private static List<String> ids(LiveFleet live) {
        return live.hosts().stream().map(LiveHost::instanceId).toList();
    }

    private static Set<String> interfaces(LiveFleet live) {
        return live.hosts().stream()
                .flatMap(host -> host.networkInterface().stream())
                .map(InstanceNetworkInterface::networkInterfaceId)
                .collect(Collectors.toSet());
    }

    /** An interface that only carries our tag may be anybody's, and is not waited for. */
    private static List<String> left(Ec2Gateway ec2, String fleet, Set<String> interfaces) {
        List<String> left = new ArrayList<>(ids(LiveFleet.read(ec2, fleet)));
        ec2.interfaces(List.of(Ec2Gateway.filter("tag:" + FleetIdentity.FLEET, fleet))).stream()
                .map(NetworkInterface::networkInterfaceId)
                .filter(interfaces::contains)
                .forEach(left::add);
        return left;
    }
}
