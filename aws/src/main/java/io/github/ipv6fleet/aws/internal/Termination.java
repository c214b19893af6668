package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.TerminationReport;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
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
        List<String> ids = ids(LiveFleet.read(ec2, fleet));
        if (!ids.isEmpty()) {
            ec2.terminate(ids);
        }
        Poll poll = new Poll(ec2);
        List<String> left = left(ec2, fleet);
        while (!left.isEmpty() && !poll.isOutOfPatience()) {
            poll.pause();
            left = left(ec2, fleet);
        }
        List<String> gone = new ArrayList<>(ids);
        gone.removeAll(left);
        return new TerminationReport(gone, left);
    }

    private static List<String> ids(LiveFleet live) {
        return live.hosts().stream().map(LiveHost::instanceId).toList();
    }

    private static List<String> left(Ec2Gateway ec2, String fleet) {
        List<String> left = new ArrayList<>(ids(LiveFleet.read(ec2, fleet)));
        ec2.interfaces(List.of(Ec2Gateway.filter("tag:" + FleetIdentity.FLEET, fleet))).stream()
                .map(NetworkInterface::networkInterfaceId)
                .forEach(left::add);
        return left;
    }
}
