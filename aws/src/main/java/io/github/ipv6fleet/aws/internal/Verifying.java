package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.Drift;
import io.github.ipv6fleet.aws.Finding;
import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.render.BootLog;
import io.github.ipv6fleet.render.BootState;
import io.github.ipv6fleet.render.SelfTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Looks at hosts that run, by what EC2 shows of them and by what they say on their consoles. Changes nothing. */
final class Verifying {
    private final Ec2Gateway ec2;

    Verifying(Ec2Gateway ec2) {
        this.ec2 = ec2;
    }

    /** What of the plan EC2 does not show. */
    static List<Finding> of(List<Drift> drift) {
        return drift.stream()
                .map(one -> HostFinding.HOST_IS_NOT_AS_PLANNED.found(
                        "host " + one.host(), one.what(), one.remedy(), List.of()))
                .toList();
    }

    /** What the consoles say, in the order of the hosts. */
    List<Finding> consoles(List<LaunchedHost> hosts) {
        Map<String, String> consoles = new ConcurrentHashMap<>();
        ec2.each(hosts, host -> consoles.put(host.instanceId(), console(host)));
        List<Finding> found = new ArrayList<>();
        for (LaunchedHost host : hosts) {
            String console = consoles.getOrDefault(host.instanceId(), "");
            found.addAll(said(host, BootLog.parse(console), SelfTest.parse(console)));
        }
        return found;
    }

    private String console(LaunchedHost host) {
        try {
            return ec2.console(host.instanceId());
        } catch (FleetException e) {
            if (!e.code().equals(Ec2Errors.INSTANCE_NOT_FOUND)) { // one that is gone says nothing
                throw e;
            }
            return "";
        }
    }

    /** A host that was up once and has said so long ago may have nothing but its self-test on its console. */
    private static List<Finding> said(LaunchedHost host, BootLog boot, SelfTest test) {
        List<Finding> found = new ArrayList<>();
        String replace = "fleet.replace(\"" + host.name() + "\")";
        if (boot.state() == BootState.FAILED) {
            found.add(HostFinding.HOST_DID_NOT_BOOT.found(host, boot.toString(), "mend what it says, then " + replace));
        } else if (!test.isSaid()) {
            String await = "fleet.awaitReady(Duration.ofMinutes(10))";
            found.add(
                    boot.state() == BootState.SILENT
                            ? HostFinding.HOST_SAYS_NOTHING.found(host, "its console has no word of it", await)
                            : HostFinding.HOST_IS_NOT_UP.found(host, "it has come to " + boot, await));
        }
        for (SelfTest.Problem problem : test.problems()) {
            HostFinding kind = HostFinding.of(problem.id()).orElse(HostFinding.HOST_FOUND_SOMETHING);
            String what = kind == HostFinding.HOST_FOUND_SOMETHING ? problem.toString() : problem.detail();
            found.add(kind.found(host, what, replace));
        }
        return found;
    }
}
