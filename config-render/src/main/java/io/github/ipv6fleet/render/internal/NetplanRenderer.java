package io.github.ipv6fleet.render.internal;

import static io.github.ipv6fleet.render.internal.Yaml.quoted;

import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.HostRenderer;
import io.github.ipv6fleet.render.Phase;

/** Gives the uplink its one IPv6 address and its route, and takes the network from cloud-init for good. */
final class NetplanRenderer implements HostRenderer {
    /** The VPC router's address in every subnet since November 2022 (aws/amazon-vpc-cni-k8s#2700). */
    private static final String ROUTER = "fe80:ec2::1";

    /** Else cloud-init writes its file again when an interface is plugged in or the image is copied. */
    private static final String CLOUD_INIT_OFF = """
            # Written by ipv6-fleet: /etc/netplan/60-ipv6-fleet.yaml has the network.
            network:
              config: "disabled"
            """;

    /** netplan concatenates the lists of all its files, so ours cannot take an address away that this one has. */
    private static final String REMOVE_CLOUD_INIT = """
            rm -f /etc/netplan/50-cloud-init.yaml
            """;

    private static final String WAIT = """
            tries=30
            while :; do
              uplink=$(ip -6 -o addr show to "$address" -tentative | awk '{ print $2; exit }')
              if [ -z "$uplink" ]; then
                reason="no interface has $address; is there exactly one with $match?"
              else
                stray=$(ip -6 -o addr show dev "$uplink" to "$block" | awk '{ print $4; exit }')
                [ -n "$stray" ] || break
                reason="$uplink has $stray, which is for containers; netplan get shows who gives it"
              fi
              tries=$((tries - 1))
              if [ "$tries" -eq 0 ]; then
                echo "$reason" >&2
                exit 1
              fi
              sleep 1
            done
            """;

    @Override
    public String id() {
        return "netplan";
    }

    @Override
    public HostConfig render(HostPlan plan, HostProfile profile) {
        return HostConfig.builder()
                .file("/etc/netplan/60-ipv6-fleet.yaml", 0600, netplan(plan, profile))
                .file("/etc/cloud/cloud.cfg.d/99-ipv6-fleet-network.cfg", 0644, CLOUD_INIT_OFF)
                .command(Phase.BEFORE_NETWORK, "cloud-init network off", REMOVE_CLOUD_INIT)
                .command(Phase.NETWORK, "netplan", "netplan apply\n")
                .command(Phase.NETWORK, "host address", check(plan, profile))
                .build();
    }

    private static String netplan(HostPlan plan, HostProfile profile) {
        return """
                # Written by ipv6-fleet for host %s; a changed plan replaces the host.
                network:
                  version: 2
                  renderer: "networkd"
                  ethernets:
                    uplink:
                      match:
                        %s: %s
                      dhcp4: true
                      dhcp6: false
                      accept-ra: false
                      link-local:
                        - "ipv6"
                      addresses:
                        - %s
                      routes:
                        - to: "::/0"
                          via: %s
                          on-link: true
                """.formatted(
                                quoted(plan.name()),
                                profile.uplink().key(),
                                quoted(profile.uplink().value()),
                                quoted(plan.address() + "/" + prefixLength(plan, profile)),
                                quoted(ROUTER))
                + unreachableRest(plan);
    }

    /** In 2018 the whole subnet was taken as on-link; the VPC router answers for each neighbour, so it works too. */
    private static int prefixLength(HostPlan plan, HostProfile profile) {
        return profile.usesDocker0() ? plan.subnet().prefixLength() : 128;
    }

    /** Else what comes in for the rest of the block would leave again by the default route, and come in again. */
    private static String unreachableRest(HostPlan plan) {
        if (plan.containerNetwork().equals(plan.containerBlock())) {
            return "";
        }
        return """
                        - to: %s
                          type: "unreachable"
                """.indent(0).formatted(quoted(plan.containerBlock().toString()));
    }

    private static String check(HostPlan plan, HostProfile profile) {
        return Shell.assign("address", plan.address().toString())
                + Shell.assign("block", plan.containerBlock().toString())
                + Shell.assign("match", profile.uplink().toString())
                + WAIT;
    }
}
