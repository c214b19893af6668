package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.HostRenderer;
import io.github.ipv6fleet.render.Phase;
import java.util.List;

/** Loads the host's firewall at every boot before the engine starts; where it cannot be loaded, the engine does not. */
final class FirewallRenderer implements HostRenderer {
    private static final String UNIT = "ipv6-fleet-firewall.service";

    private static final String PATH = "/etc/ipv6-fleet/firewall.nft";

    /** nftables.service flushes every table when it starts or reloads, so ours comes after, and again. */
    private static final String SERVICE = """
            # Written by ipv6-fleet.
            [Unit]
            Description=Firewall of the containers (ipv6-fleet)
            Before=docker.service
            After=nftables.service
            PartOf=nftables.service
            ReloadPropagatedFrom=nftables.service

            [Service]
            Type=oneshot
            RemainAfterExit=yes
            ExecStart=/usr/sbin/nft -f %1$s
            ExecReload=/usr/sbin/nft -f %1$s

            [Install]
            WantedBy=multi-user.target
            RequiredBy=docker.service
            """.formatted(PATH);

    /**
     * {@code restart} would stop the engine too, which requires the unit. systemd has read its files a step before; that
     * the engine requires it counts from its next reading on, and now the table is loaded anyway.
     */
    private static final String LOAD = """
            systemctl enable --no-reload %1$s
            systemctl reload-or-restart %1$s
            """.formatted(UNIT);

    /** Without containers that publish ports, which the plan gives addresses. */
    private final PerProfile same = new PerProfile(profile -> rendered(profile, List.of()));

    @Override
    public String id() {
        return "firewall";
    }

    @Override
    public HostConfig render(HostPlan plan, HostProfile profile) {
        boolean noPorts = profile.containers().stream()
                .allMatch(container -> container.ports().isEmpty());
        return noPorts ? same.of(profile) : rendered(profile, openPorts(plan, profile));
    }

    private static HostConfig rendered(HostProfile profile, List<OpenPort> ports) {
        return HostConfig.builder()
                .merge(EngineFiles.of(profile, PATH, 0644, engine -> Firewall.of(profile, engine, ports)))
                .file("/etc/systemd/system/" + UNIT, 0644, SERVICE)
                .packages("nftables")
                .command(Phase.ENGINE, "firewall", LOAD)
                .build();
    }

    private static List<OpenPort> openPorts(HostPlan plan, HostProfile profile) {
        return profile.containers().stream()
                .flatMap(container -> container.ports().stream()
                        .map(port ->
                                new OpenPort(ContainerUnits.address(container, plan), port.protocol(), port.port())))
                .toList();
    }
}
