package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.HostRenderer;
import io.github.ipv6fleet.render.Phase;

/** Makes apt work on a host that reaches the world by IPv6 alone. */
final class AptRenderer implements HostRenderer {
    private static final String CONF = """
            // Written by ipv6-fleet: the host has no public IPv4.
            Acquire::ForceIPv6 "true";
            Acquire::Retries "5";
            """;

    /**
     * The mirrors that Ubuntu's images for EC2 are set to have no IPv6; their origin has. Of Debian's own that is not
     * known, of deb.debian.org it is. Sources may be in either of apt's formats, or in a list of mirrors.
     */
    private static final String MIRROR = """
            for sources in /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources \\
              /etc/apt/mirrors/*.list; do
              if [ -f "$sources" ]; then
                sed -i -E -e 's#//[a-z0-9-]+\\.ec2\\.(archive|ports)\\.ubuntu\\.com#//\\1.ubuntu.com#g' \\
                  -e 's#//cdn-aws\\.deb\\.debian\\.org#//deb.debian.org#g' "$sources"
              fi
            done
            """;

    private static final HostConfig SAME = HostConfig.builder()
            .file("/etc/apt/apt.conf.d/60-ipv6-fleet", 0644, CONF)
            .command(Phase.BEFORE_NETWORK, "apt mirror", MIRROR)
            .build();

    @Override
    public String id() {
        return "apt";
    }

    @Override
    public HostConfig render(HostPlan plan, HostProfile profile) {
        return SAME;
    }
}
