package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.render.HostFile;

/**
 * The unit that runs the boot program until it has succeeded once, and then disables it: started by cloud-init, and at
 * every boot as long as it has not. cloud-init alone would not run it again after a reboot in its midst: it marks a step as done before it
 * begins.
 */
final class BootUnit {
    static final String NAME = "ipv6-fleet-boot.service";

    static final String PATH = "/etc/systemd/system/" + NAME;

    static final HostFile FILE = HostFile.of(PATH, 0644, """
            # Written by ipv6-fleet. Enabled until this host is wholly up.
            [Unit]
            Description=Bring up this host of a fleet
            Wants=network-online.target
            After=network-online.target

            [Service]
            Type=oneshot
            Environment=HOME=/root
            ExecStart=%s
            TimeoutStartSec=infinity

            [Install]
            WantedBy=multi-user.target
            """.formatted(BootProgram.PATH));

    private BootUnit() {}
}
