package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.HostRenderer;
import io.github.ipv6fleet.render.Phase;

/** Places a Compose file of the user's and starts it, now and at each boot. */
public final class ComposeFileRenderer implements HostRenderer {
    static final String PATH = "/etc/ipv6-fleet/compose.yaml";

    private static final String UNIT = "ipv6-fleet-compose.service";

    private static final String SERVICE = """
            # Written by ipv6-fleet.
            [Unit]
            Description=Containers of %1$s (ipv6-fleet)
            Requires=docker.service %2$s
            After=docker.service %2$s network-online.target
            Wants=network-online.target

            [Service]
            Type=oneshot
            RemainAfterExit=yes
            Environment=HOME=/root
            TimeoutStartSec=900
            ExecStart=/usr/bin/docker compose --file %1$s up --detach --remove-orphans
            ExecStop=/usr/bin/docker compose --file %1$s stop

            [Install]
            WantedBy=multi-user.target docker.service
            """.formatted(PATH, DockerNetworkRenderer.UNIT);

    /** Docker's repository has it by the first name, Ubuntu by the second; Debian's, by the third, since 13. */
    private static final String INSTALL = """
            docker compose version >/dev/null 2>&1 ||
              for package in docker-compose-plugin docker-compose-v2 docker-compose; do
                apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "$package" || continue
                break
              done
            docker compose version >/dev/null
            """;

    private final String text;

    /** Takes the text of the file. */
    public ComposeFileRenderer(String text) {
        this.text = text;
    }

    /** Returns the file as it was given. */
    public String text() {
        return text;
    }

    @Override
    public String id() {
        return "compose-file";
    }

    @Override
    public HostConfig render(HostPlan plan, HostProfile profile) {
        return HostConfig.builder()
                .file(PATH, 0600, text)
                .file("/etc/systemd/system/" + UNIT, 0644, SERVICE)
                .command(Phase.AFTER_ENGINE, "compose", INSTALL)
                .command(Phase.CONTAINERS, "compose up", Systemctl.start(UNIT))
                .build();
    }
}
