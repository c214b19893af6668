package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.AptRepository;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.HostRenderer;
import io.github.ipv6fleet.render.Phase;
import java.util.Optional;

/** Installs the engine, and puts the files for it in their places where only now it is known which one it is. */
final class DockerInstallRenderer implements HostRenderer {
    private final PerProfile same = new PerProfile(DockerInstallRenderer::rendered);

    @Override
    public String id() {
        return "docker-install";
    }

    @Override
    public HostConfig render(HostPlan plan, HostProfile profile) {
        return same.of(profile);
    }

    private static HostConfig rendered(HostProfile profile) {
        HostConfig.Builder config = HostConfig.builder();
        Optional<AptRepository> repository = profile.engineSource().repositoryFor(profile.operatingSystem());
        if (repository.isPresent()) {
            config.merge(DockerPackages.of(repository.get(), profile.engine()))
                    .command(Phase.ENGINE, "docker install", DockerPackages.INSTALL);
        } else if (profile.engineSource().isDistribution()) {
            config.merge(DistributionPackages.of(profile))
                    .command(Phase.ENGINE, "docker install", DistributionPackages.INSTALL);
        }
        return config.merge(EngineCheck.of(profile)).build();
    }
}
