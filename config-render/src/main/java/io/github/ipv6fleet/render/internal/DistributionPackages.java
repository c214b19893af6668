package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostProfile;

/** The engine of Debian's and Ubuntu's own archives. */
final class DistributionPackages {
    /** Debian 13 has the client in a package of its own, which Debian 12 does not know. */
    static final String INSTALL = HeldPackages.install("docker.io") + """
            if ! command -v docker >/dev/null; then
              apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends docker-cli
              apt-mark hold docker-cli
            fi
            """;

    private DistributionPackages() {}

    /** Returns the pin, if an engine was named. */
    static HostConfig of(HostProfile profile) {
        HostConfig.Builder config = HostConfig.builder();
        if (profile.engines().size() == 1) {
            config.file(
                    "/etc/apt/preferences.d/60-ipv6-fleet-docker",
                    0644,
                    HeldPackages.preferences("docker.io docker-cli", "", profile.engine()));
        }
        return config.build();
    }
}
