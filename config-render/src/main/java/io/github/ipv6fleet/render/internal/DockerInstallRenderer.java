package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.AptRepository;
import io.github.ipv6fleet.render.DockerEngine;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.HostRenderer;
import io.github.ipv6fleet.render.Phase;
import java.util.Optional;

/** Installs the engine in the version that everything else was rendered for, or finds it on the image. */
final class DockerInstallRenderer implements HostRenderer {
    private static final String INSTALL = """
            apt-get -o DPkg::Lock::Timeout=300 update
            apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends docker-ce docker-ce-cli containerd.io
            apt-mark hold docker-ce docker-ce-cli containerd.io
            systemctl enable --now docker
            """;

    /** It may have been started before its daemon.json was written. */
    private static final String RESTART = """
            systemctl enable docker
            systemctl restart docker
            """;

    @Override
    public String id() {
        return "docker-install";
    }

    @Override
    public HostConfig render(HostPlan plan, HostProfile profile) {
        HostConfig.Builder config = HostConfig.builder();
        Optional<AptRepository> repository = profile.engineSource().repositoryFor(profile.operatingSystem());
        if (repository.isPresent()) {
            config.merge(DockerPackages.of(repository.get(), profile.engine()));
        }
        return config.command(
                        Phase.ENGINE,
                        repository.isPresent() ? "docker install" : "docker start",
                        repository.isPresent() ? INSTALL : RESTART)
                .command(Phase.ENGINE, "docker version", version(profile.engine()))
                .build();
    }

    private static String version(DockerEngine engine) {
        String version = engine.version();
        return Shell.assign("want", version) + """
                tries=30
                until have=$(docker version --format '{{.Server.Version}}'); do
                  tries=$((tries - 1))
                  if [ "$tries" -eq 0 ]; then
                    echo "the engine does not answer; journalctl -u docker says why" >&2
                    exit 1
                  fi
                  sleep 1
                done
                case "$have" in
                  "$want" | "$want"[!0-9]*) ;;
                  *)
                    echo "the engine is $have, this host was rendered for $want; take that engine or render again" >&2
                    exit 1
                    ;;
                esac
                """;
    }
}
