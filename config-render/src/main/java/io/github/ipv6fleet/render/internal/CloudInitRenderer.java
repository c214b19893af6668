package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.HostRenderer;
import io.github.ipv6fleet.render.Phase;

/** Takes the network for good from those who would write it again from the metadata service. */
final class CloudInitRenderer implements HostRenderer {
    /**
     * The first key is for each boot. It does not hold the hook that runs when an interface is plugged in (on by
     * default from 24.1): that one writes the file all the same, unless no such event is wanted.
     */
    private static final String OFF = """
            # Written by ipv6-fleet, which has the network.
            network:
              config: "disabled"
            updates:
              network:
                when:
                  - "boot-new-instance"
            """;

    /**
     * netplan concatenates the lists of all its files, so ours could not take an address away that cloud-init's has.
     * amazon-ec2-net-utils, where an image has it, follows the metadata by a timer. EC2 gives an address to one interface
     * alone: to ask first whether another one has it would only cost a second or two.
     */
    private static final String REMOVE = """
            for dad in /proc/sys/net/ipv6/conf/*/accept_dad; do { echo 0 >"$dad"; } 2>/dev/null || true; done
            rm -f /etc/netplan/50-cloud-init.yaml /etc/systemd/network/10-cloud-init-*
            for unit in policy-routes@.service refresh-policy-routes@.service refresh-policy-routes@.timer; do
              if systemctl cat "$unit" >/dev/null 2>&1; then
                systemctl mask "$unit"
                systemctl stop "$(echo "$unit" | sed 's/@/@*/')"
              fi
            done
            """;

    private static final HostConfig SAME = HostConfig.builder()
            .file("/etc/cloud/cloud.cfg.d/99-ipv6-fleet-network.cfg", 0644, OFF)
            .command(Phase.BEFORE_NETWORK, "cloud-init network off", REMOVE)
            .build();

    @Override
    public String id() {
        return "cloud-init";
    }

    @Override
    public HostConfig render(HostPlan plan, HostProfile profile) {
        return SAME;
    }
}
