package io.github.ipv6fleet.aws.internal;

import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.FleetData;

/** Refuses what would be launched beside EC2, which itself keeps a fleet running since it was handed over. */
final class HandedCheck {
    private HandedCheck() {}

    /** Refuses where EC2 runs hosts of the fleet. */
    static void refuseHosts(String fleet, List<LiveHost> handed) {
        if (!handed.isEmpty()) {
            throw Maker.get()
                    .exception("fleet " + fleet + " was handed over to EC2, which runs " + handed.size()
                            + " hosts of it; find() lists them, terminate() ends them, then it can be launched again");
        }
    }

    /** Refuses where EC2 would run hosts of the fleet, also if none is up at the moment. */
    static void refuseEc2Fleets(Ec2Gateway ec2, String fleet) {
        List<FleetData> keeping = Handed.fleetsIfAllowed(ec2, fleet).orElse(List.of());
        if (!keeping.isEmpty()) {
            throw Maker.get()
                    .exception("fleet " + fleet + " was handed over to EC2, which keeps it running by "
                            + keeping.stream().map(FleetData::fleetId).collect(Collectors.joining(", "))
                            + " and launches its hosts as soon as it can; terminate() ends that, then it can be"
                            + " launched again");
        }
    }
}
