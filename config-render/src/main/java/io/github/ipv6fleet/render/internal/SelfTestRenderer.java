package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.Container;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.HostRenderer;
import io.github.ipv6fleet.render.Phase;
import java.util.stream.Collectors;

/**
 * Has the host look at itself once a minute, and say on its console what is not as it was rendered: whoever asks for the
 * console knows, without a shell. What was said already is not said again, so that the console keeps the boot.
 */
final class SelfTestRenderer implements HostRenderer {
    static final String PROGRAM = "/usr/local/sbin/ipv6-fleet-self-test";

    private static final String UNIT = "ipv6-fleet-self-test";

    private static final String SERVICE = """
            # Written by ipv6-fleet.
            [Unit]
            Description=Self-test of this host (ipv6-fleet)
            After=docker.service
            StartLimitIntervalSec=0

            [Service]
            Type=oneshot
            ExecStart=""";

    /** Without the accuracy that is meant a timer may be a minute late. */
    private static final String TIMER = """
            [Timer]
            OnActiveSec=5
            OnUnitActiveSec=60
            AccuracySec=1

            [Install]
            WantedBy=timers.target
            """;

    /** A host of EC2's choice has its own address in the block, and each address is a route besides. */
    private static final String LOOK = """
            #!/bin/sh
            # Written by ipv6-fleet. Says on the console what is not as rendered, once.
            address=$1
            block=$2
            bridge=%s

            look() {
              [ -n "$(ip -6 -o addr show to "$address")" ] || echo "host-address-is-missing: no interface has $address"
              ip -6 -o addr show to "$block" | awk -v own="$address/" -v bridge="$bridge" \\
                '$2 != bridge && index($4, own) != 1 { print "block-is-elsewhere: " $2 " has " $4 }'
              ip -6 route show root "$block" | awk -v own="$address" -v bridge="$bridge" \\
                '$1 != "unreachable" && $1 != own && $3 != bridge { print "second-route-to-block: " $0 }'
              [ "$(sysctl -n net.ipv6.conf.all.forwarding)" = 1 ] ||
                echo "forwarding-is-off: net.ipv6.conf.all.forwarding is not 1"
              { nft list ruleset ip6; nft list ruleset inet; ip6tables-legacy-save; } |
                awk 'tolower($0) ~ /masquerade|snat/ { print "block-is-translated: " $0 }'
            %s}

            said=$(look 2>/dev/null | tr '\\t' ' ' | LC_ALL=C tr -cd '\\n[:print:]' | cut -c 1-%d | sed 's/^/%s/')
            said="%s$(printf '%%s' "$said" | grep -c '') found
            $said"
            printf '%%s\\n' "$said" | cmp -s - /run/%s && exit 0
            printf '%%s\\n' "$said" >/run/%s
            printf '\\n%%s\\n' "$said" | tee /dev/console
            """;

    private static final String RECIPE = """
              nft list table inet ipv6_fleet >&2 || echo "recipe-is-not-in-force: the firewall is not loaded"
              docker network inspect %1$s >&2 || echo "recipe-is-not-in-force: the engine has no network %1$s"
            """;

    private static final String METADATA = """
              [ "$(nft list table inet ipv6_fleet | grep -c '169.254.169.254\\|fd00:ec2::254')" = 2 ] ||
                echo "metadata-is-open: the firewall does not keep containers from it"
            """;

    /** Who is inactive has ended well, or was stopped by somebody. The unit removes what an earlier start has left, if any. */
    private static final String CONTAINERS = """
              set -- %s
              for name; do
                unit=ipv6-fleet-container-$name.service
                [ "$(docker container inspect --format '{{.State.Running}}' "$name")" = true ] ||
                  [ "$(systemctl show --property ActiveState --value "$unit")" = inactive ] ||
                  echo "container-does-not-run: $name:" \\
                    "$(journalctl _SYSTEMD_UNIT="$unit" -n 9 -o cat | grep -i error | grep -v 'No such container' | tail -n 1)"
              done
            """;

    private final PerProfile same = new PerProfile(SelfTestRenderer::rendered);

    @Override
    public String id() {
        return "self-test";
    }

    @Override
    public HostConfig render(HostPlan plan, HostProfile profile) {
        String command = UnitFile.command(
                PROGRAM, plan.address().toString(), plan.containerBlock().toString());
        return HostConfig.builder()
                .merge(same.of(profile))
                .file("/etc/systemd/system/" + UNIT + ".service", 0644, SERVICE + command + "\n")
                .build();
    }

    private static HostConfig rendered(HostProfile profile) {
        String look = LOOK.formatted(
                profile.usesDocker0() ? "docker0" : ContainerBridge.NAME,
                checks(profile),
                BootMarks.WIDTH,
                BootMarks.SELF_TEST,
                BootMarks.SELF_TEST,
                UNIT,
                UNIT);
        return HostConfig.builder()
                .file(PROGRAM, 0755, look)
                .file("/etc/systemd/system/" + UNIT + ".timer", 0644, TIMER)
                .command(Phase.CONTAINERS, "self-test", "systemctl enable --now " + UNIT + ".timer\n")
                .build();
    }

    private static String checks(HostProfile profile) {
        String names = profile.containers().stream()
                .map(Container::name)
                .map(Shell::quoted)
                .collect(Collectors.joining(" "));
        return RECIPE.formatted(profile.networkName())
                + (profile.metadataForContainers() ? "" : METADATA)
                + (names.isEmpty() ? "" : CONTAINERS.formatted(names));
    }
}
