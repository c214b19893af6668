package io.github.ipv6fleet.verification.hosts;

import static io.github.ipv6fleet.verification.hosts.Checks.require;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.aws.HostReadiness;
import io.github.ipv6fleet.aws.LaunchedFleet;
import io.github.ipv6fleet.render.AptRepository;
import io.github.ipv6fleet.render.BootState;
import io.github.ipv6fleet.render.EngineSource;
import io.github.ipv6fleet.verification.packets.Shell;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** Hosts of an image without an engine, which install one from a signed repository, and the VPC that serves it to them. */
final class Installed {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final SmallVpc vpc;
    private final Cell cell;
    private final PackageRepository packages;

    Installed(SmallVpc vpc, Cell cell) {
        this.vpc = vpc;
        this.cell = cell;
        packages = PackageRepository.make(
                new Shell(vpc.evidence().resolve("repository.txt")), cell.root().packages(), vpc.work());
        vpc.serve(PackageRepository.ADDRESS, packages.folder());
        vpc.putOnImage("usr/share/keyrings/lab-debian.asc", packages.debianKey());
        vpc.putOnImage(
                "etc/apt/sources.list",
                "deb [signed-by=/usr/share/keyrings/lab-debian.asc] http://[%s]/debian trixie main\n"
                        .formatted(PackageRepository.ADDRESS));
    }

    /** The engine is the one that was pinned, stays so, and is as good as one of the image. */
    void install() {
        Fleet fleet = Fleet.timed(
                vpc, cell, builder -> from(packages.docker()).apply(Fleet.withMetadataOverIpv6(builder.hosts(2))));
        new Conversation(vpc, fleet.hosts()).check();
        fleet.hosts().forEach(host -> isHeld(vpc.host(host.instanceId())));
    }

    private static void isHeld(BootedHost host) {
        String version = host.sh("dpkg-query -W -f '${Version}' docker-ce");
        require(version.startsWith("5:26.1."), "the engine that was asked for is installed, " + version);
        String held = host.sh("apt-mark showhold");
        require(
                held.lines().toList().equals(List.of("containerd.io", "docker-ce", "docker-ce-cli")),
                "it is held: " + held.replace('\n', ' '));
        require(
                host.sh("apt-cache madison docker-ce").contains(PackageRepository.LATER),
                "apt knows of " + PackageRepository.LATER);
        String upgrade = "apt-get --simulate dist-upgrade";
        host.sh("apt-mark unhold docker-ce docker-ce-cli");
        require(!host.sh(upgrade).contains("Inst docker-ce"), "the pin alone keeps it from an upgrade");
        host.sh("mv /etc/apt/preferences.d/60-ipv6-fleet-docker /root/");
        require(host.sh(upgrade).contains("Inst docker-ce"), "without pin and hold it would be upgraded");
        host.sh("apt-mark hold docker-ce docker-ce-cli");
        require(!host.sh(upgrade).contains("Inst docker-ce"), "the hold alone keeps it from one too");
    }

    /** A repository whose key is not the one that was named is not trusted, and the boot says so. */
    void wrongKey() {
        String other = packages.fingerprint("debian");
        HostReadiness said =
                failed(packages.docker().toBuilder().fingerprint(other).build());
        require(
                said.toString().contains("docker key: ")
                        && said.toString().contains("has key " + packages.fingerprint("docker") + ", wanted " + other),
                "and says which key there is, and which was wanted: " + said);
    }

    /** Packages that another key has signed are not installed, whoever serves them. */
    void signedByAnother() {
        packages.signByAnother();
        HostReadiness said = failed(packages.docker());
        require(said.toString().contains("docker install: "), "and says that they cannot be installed: " + said);
    }

    private HostReadiness failed(AptRepository repository) {
        LaunchedFleet fleet =
                from(repository).apply(Fleet.builder(vpc, cell).hosts(1)).launch();
        vpc.awaitBooted();
        HostReadiness said = fleet.awaitReady(PATIENCE).get(0);
        BootedHost host = vpc.host(fleet.hosts().get(0).instanceId());
        host.showAll();
        require(said.state() == BootState.FAILED, "the host says that its boot failed: " + said);
        require(!host.attempt("command -v dockerd").succeeded(), "no engine was installed");
        return said;
    }

    private UnaryOperator<Ipv6Fleet.Builder> from(AptRepository repository) {
        return builder -> builder.profile(cell.profile()
                .engineSource(EngineSource.repository(repository))
                .container(Fleet.container())
                .build());
    }
}
