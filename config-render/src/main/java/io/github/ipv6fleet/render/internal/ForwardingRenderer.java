package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.HostRenderer;
import io.github.ipv6fleet.render.Phase;

/** Lets the host forward IPv6 before the engine starts; not every engine and backend switches it on itself. */
final class ForwardingRenderer implements HostRenderer {
    /** The kernel's limits (128, 512, 1024 entries) are for a host, not for a router in front of a /112 (RFC 6583). */
    private static final String SYSCTL = """
            # Written by ipv6-fleet: containers are routed, and may be many.
            net.ipv6.conf.all.forwarding = 1
            net.ipv6.conf.default.forwarding = 1
            net.ipv6.neigh.default.gc_thresh1 = 1024
            net.ipv6.neigh.default.gc_thresh2 = 4096
            net.ipv6.neigh.default.gc_thresh3 = 8192
            """;

    /** Somebody else's key may be unknown to this kernel; what counts is checked after. */
    private static final String APPLY = """
            sysctl --system >/dev/null || true
            for scope in all default; do
              if [ "$(sysctl -n "net.ipv6.conf.$scope.forwarding")" != 1 ]; then
                echo "net.ipv6.conf.$scope.forwarding is not 1; grep -r forwarding /etc/sysctl.d shows who sets it" >&2
                exit 1
              fi
            done
            """;

    private static final HostConfig SAME = HostConfig.builder()
            .file("/etc/sysctl.d/60-ipv6-fleet.conf", 0644, SYSCTL)
            .command(Phase.BEFORE_ENGINE, "forwarding", APPLY)
            .build();

    @Override
    public String id() {
        return "forwarding";
    }

    @Override
    public HostConfig render(HostPlan plan, HostProfile profile) {
        return SAME;
    }
}
