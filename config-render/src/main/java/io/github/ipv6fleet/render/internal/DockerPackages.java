package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.render.AptRepository;
import io.github.ipv6fleet.render.DockerEngine;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.Phase;

/** What apt must know to install one version of Docker's packages, signed by one key. No apt-key anywhere. */
final class DockerPackages {
    private static final String KEY_FILE = "/etc/apt/keyrings/docker.asc";

    static final String INSTALL = HeldPackages.install("docker-ce docker-ce-cli containerd.io");

    private DockerPackages() {}

    static HostConfig of(AptRepository repository, DockerEngine engine) {
        return HostConfig.builder()
                .file("/etc/apt/sources.list.d/docker.sources", 0644, sources(repository))
                .file(
                        "/etc/apt/preferences.d/60-ipv6-fleet-docker",
                        0644,
                        HeldPackages.preferences("docker-ce docker-ce-cli", "5:", engine))
                .packages("ca-certificates", "curl", "gnupg")
                .command(Phase.BEFORE_ENGINE, "docker key", key(repository, KEY_FILE))
                .build();
    }

    private static String sources(AptRepository repository) {
        return """
                # Written by ipv6-fleet.
                Types: deb
                URIs: %s
                Suites: %s
                Components: %s
                Signed-By: %s
                """.formatted(
                        Ini.value(repository.uri()),
                        Ini.value(repository.suite()),
                        Ini.value(repository.component()),
                        KEY_FILE);
    }

    /** A file with a second primary key is refused too: apt would trust both. */
    static String key(AptRepository repository, String file) {
        return Shell.assign("uri", repository.keyUri())
                + Shell.assign("want", repository.fingerprint())
                + Shell.assign("key", file)
                + """
                mkdir -p "$(dirname "$key")"
                curl -6 -fsSL --retry 5 --retry-all-errors -o "$key.new" "$uri"
                have=$(gpg --show-keys --with-colons "$key.new" |
                  awk -F: '$1 == "pub" { new = 1 } $1 == "fpr" && new { printf sep $10; sep = " "; new = 0 }')
                if [ "$have" != "$want" ]; then
                  rm -f "$key.new" "$key"
                  echo "$uri has key ${have:-none}, wanted $want; correct one of them, until then nothing is trusted" >&2
                  exit 1
                fi
                chmod 0644 "$key.new"
                mv "$key.new" "$key"
                """;
    }
}
