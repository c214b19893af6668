package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.plan.SpecProblem;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.HostRenderer;
import io.github.ipv6fleet.render.Phase;
import java.util.List;

/**
 * Makes the network that containers join; on docker0 the engine has made it, and it is looked at. A unit does so at
 * each boot, for engines lose networks: 29 with nftables does when it starts once without forwarding.
 */
final class DockerNetworkRenderer implements HostRenderer {
    static final String UNIT = "ipv6-fleet-network.service";

    /** A program of its own, safe to run again; which one depends on the engine. */
    static final String PATH = "/usr/local/sbin/ipv6-fleet-network";

    /** The command is last, as its arguments are the host's own. */
    private static final String SERVICE = """
            # Written by ipv6-fleet.
            [Unit]
            Description=Network of the containers (ipv6-fleet)
            Requires=docker.service
            After=docker.service

            [Install]
            WantedBy=multi-user.target docker.service

            [Service]
            Type=oneshot
            RemainAfterExit=yes
            ExecStart=%s""".formatted(PATH);

    private static final HostConfig START = HostConfig.builder()
            .command(Phase.AFTER_ENGINE, "container network", Systemctl.start(UNIT))
            .build();

    private final PerProfile program = new PerProfile(
            profile -> EngineFiles.of(profile, PATH, 0755, engine -> NetworkProgram.of(profile, engine)));

    @Override
    public String id() {
        return "docker-network";
    }

    @Override
    public HostConfig render(HostPlan plan, HostProfile profile) {
        if (profile.usesDocker0() && !plan.namedContainers().isEmpty()) {
            throw new PlanException(List.of(new SpecProblem(
                    "containers " + String.join(", ", plan.namedContainers().keySet()) + " of " + plan.name(),
                    "an address on docker0 cannot be pinned",
                    "take another exposure than " + profile.exposure() + ", or name no containers")));
        }
        String arguments = UnitFile.command(NetworkProgram.arguments(plan, profile));
        return HostConfig.builder()
                .merge(program.of(profile))
                .file("/etc/systemd/system/" + UNIT, 0644, SERVICE + " " + arguments + "\n")
                .merge(START)
                .build();
    }
}
