package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.HostCommand;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.HostRenderer;
import io.github.ipv6fleet.render.Phase;

/**
 * Waits for the host's own address, and takes from the uplink those that are for containers: what cloud-init gave it,
 * networkd may leave there when it starts again.
 */
final class HostAddressRenderer implements HostRenderer {
    private static final String WAIT = """
            tries=150
            while :; do
              uplink=$(ip -6 -o addr show to "$address" -tentative | awk '{ print $2; exit }')
              if [ -z "$uplink" ]; then
                reason="no interface has $address; is there exactly one with $match?"
              else
                stray=$(ip -6 -o addr show dev "$uplink" to "$block" |
                  awk -v own="$address/" 'index($4, own) != 1 { print $4; exit }')
                [ -n "$stray" ] || break
                reason="$uplink has $stray, which is for containers; journalctl -u systemd-networkd shows who gives it"
                ip -6 addr del "$stray" dev "$uplink" || true
              fi
              tries=$((tries - 1))
              if [ "$tries" -eq 0 ]; then
                echo "$reason" >&2
                exit 1
              fi
              sleep 0.2
            done
            """;

    /** An address that DHCPv6 had leased has no route to its subnet, and systemd 252 leaves it so when it makes it static. */
    private static final String ON_LINK = "ip -6 route replace \"$subnet\" dev \"$uplink\"\n";

    private static final HostCommand ALONE = HostCommand.of("host address", WAIT);
    private static final HostCommand WITH_SUBNET = HostCommand.of("host address", WAIT + ON_LINK);

    @Override
    public String id() {
        return "host-address";
    }

    @Override
    public HostConfig render(HostPlan plan, HostProfile profile) {
        HostCommand command = Uplink.hasSubnet(profile)
                ? WITH_SUBNET.with("subnet", plan.subnet().toString())
                : ALONE;
        return HostConfig.builder()
                .command(
                        Phase.NETWORK,
                        command.with("address", plan.address().toString())
                                .with("block", plan.containerBlock().toString())
                                .with("match", profile.uplink().toString()))
                .build();
    }
}
