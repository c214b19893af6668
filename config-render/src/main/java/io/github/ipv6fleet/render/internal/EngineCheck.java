package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.Phase;

/**
 * Asks the engine for its version each time before it starts: one that somebody has upgraded gets the files that fit it,
 * and one that none fit does not start, as it might open or translate what should be closed.
 */
final class EngineCheck {
    static final String UNIT = "ipv6-fleet-engine.service";

    static final String PROGRAM = "/usr/local/sbin/ipv6-fleet-engine";

    /** It does not stay active, so each start of the engine asks anew, also the one at the end of an upgrade. */
    private static final String SERVICE = """
            # Written by ipv6-fleet.
            [Unit]
            Description=Files for the container engine that is there (ipv6-fleet)
            Before=docker.service ipv6-fleet-firewall.service

            [Service]
            Type=oneshot
            ExecStart=%s

            [Install]
            RequiredBy=docker.service
            """.formatted(PROGRAM);

    private static final String HEAD = """
            #!/bin/sh
            # Written by ipv6-fleet. Takes the files for the engine that is there; may be run again.
            set -eu

            fail() {
              echo "$1" >&2
              { printf '\\n%s%sengine: %%s\\n' "$1" >/dev/console; } 2>/dev/null || true
              exit 1
            }

            """.formatted(BootMarks.PREFIX, BootMarks.FAILED);

    /**
     * Files that were placed before may be of an earlier rendering, so they are placed again. The engine has just been
     * asked; that it is to be asked at its next start systemd reads with the units that come after.
     */
    private static final String FIRST = """
            rm -f /var/lib/ipv6-fleet/recipe
            %s
            systemctl enable --no-reload %s
            """.formatted(PROGRAM, UNIT);

    private EngineCheck() {}

    static HostConfig of(HostProfile profile) {
        return HostConfig.builder()
                .file(PROGRAM, 0755, HEAD + EngineFiles.choose(profile))
                .file("/etc/systemd/system/" + UNIT, 0644, SERVICE)
                .command(Phase.ENGINE, "docker recipe", FIRST)
                .build();
    }
}
