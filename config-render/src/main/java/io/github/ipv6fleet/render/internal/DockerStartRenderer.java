package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.HostRenderer;
import io.github.ipv6fleet.render.Phase;

/** Starts the engine with the files that are there now, and asks it whether it is the one that they are for. */
final class DockerStartRenderer implements HostRenderer {
    /**
     * Its package, or the image, may have started it before its files were there. To enable what is enabled costs a second,
     * as Debian's unit has a script of System V beside it. At times systemd 257 says that it lacks resources, and goes on
     * saying so until it has read its files again.
     */
    private static final String START = """
            systemctl is-enabled --quiet docker || systemctl enable docker
            systemctl restart docker || {
              systemctl daemon-reload
              systemctl reset-failed 'docker.*'
              systemctl restart docker
            }
            """;

    private static final String ASK = """
            tries=30
            until have=$(docker version --format '{{.Server.Version}}'); do
              tries=$((tries - 1))
              if [ "$tries" -eq 0 ]; then
                echo "the engine does not answer; journalctl -u docker says why" >&2
                exit 1
              fi
              sleep 1
            done
            """;

    private final PerProfile same = new PerProfile(profile -> HostConfig.builder()
            .command(Phase.ENGINE, "docker start", START)
            .command(Phase.ENGINE, "docker version", ASK + EngineFiles.check(profile))
            .build());

    @Override
    public String id() {
        return "docker-start";
    }

    @Override
    public HostConfig render(HostPlan plan, HostProfile profile) {
        return same.of(profile);
    }
}
