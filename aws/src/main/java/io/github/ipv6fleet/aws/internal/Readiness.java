package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.HostReadiness;
import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.render.BootLog;
import io.github.ipv6fleet.render.BootState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Waits until hosts have booted, by what they say on their consoles: nobody needs to log in for that. */
final class Readiness {
    private final Ec2Gateway ec2;
    private final Map<String, BootLog> logs = new ConcurrentHashMap<>();

    Readiness(Ec2Gateway ec2) {
        this.ec2 = ec2;
    }

    /** Looks until each host is up or has failed, or the time is over; returns how far each has come. */
    List<HostReadiness> await(List<LaunchedHost> hosts, Duration patience) {
        Poll poll = new Poll(ec2, patience);
        List<LaunchedHost> awaited = hosts;
        while (true) {
            ec2.each(awaited, this::look);
            awaited = hosts.stream().filter(host -> !isDecided(host)).toList();
            if (awaited.isEmpty() || poll.isOutOfPatience()) {
                return hosts.stream()
                        .map(host -> Maker.get().readiness(host, log(host)))
                        .toList();
            }
            poll.pause();
        }
    }

    private void look(LaunchedHost host) {
        try {
            logs.put(host.instanceId(), BootLog.parse(ec2.console(host.instanceId())));
        } catch (FleetException e) {
            if (!e.code().equals(Ec2Errors.INSTANCE_NOT_FOUND)) { // EC2 may show it late
                throw e;
            }
        }
    }

    private BootLog log(LaunchedHost host) {
        return logs.getOrDefault(host.instanceId(), BootLog.parse(""));
    }

    private boolean isDecided(LaunchedHost host) {
        BootState state = log(host).state();
        return state == BootState.CONTAINERS_UP || state == BootState.FAILED;
    }
}
