package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.render.AptRepository;
import io.github.ipv6fleet.render.DockerEngine;
import io.github.ipv6fleet.render.EngineSource;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.OperatingSystem;
import io.github.ipv6fleet.render.Renderers;
import io.github.ipv6fleet.render.UplinkMatch;
import io.github.ipv6fleet.render.UserDataPart;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What decides how a host behaves, such as {@code Ubuntu 24.04 docker-29 published}, with a word more for each thing that
 * is not as by default. It is a tag of the host, and hosts with another one are not what is wanted. A tag has room for 256
 * characters, and anybody may read it: of what is longer, or the caller's, it says no more than whether it is the same.
 */
final class ProfileName {
    private static final int DIGITS = 8;

    private static final Set<OperatingSystem> OURS = Set.of(
            OperatingSystem.UBUNTU_24_04,
            OperatingSystem.UBUNTU_26_04,
            OperatingSystem.DEBIAN_12,
            OperatingSystem.DEBIAN_13);

    private ProfileName() {}

    static String of(HostProfile profile, Renderers renderers, List<UserDataPart> userData, LaunchOptions options) {
        String engine = profile.engines().size() == 1 ? profile.engine().version() : "any";
        return profile.operatingSystem().name() + " docker-" + engine + " "
                + profile.exposure().name().toLowerCase(Locale.ROOT)
                + system(profile.operatingSystem())
                + source(profile)
                + (profile.ipv4() ? "" : " ipv6-only")
                + (profile.mtu().isPresent() ? " mtu-" + profile.mtu().getAsInt() : "")
                + (profile.metadataForContainers() ? " metadata" : "")
                + (profile.uplink().equals(UplinkMatch.DEFAULT) ? "" : mark("uplink", "" + profile.uplink()))
                + containers(profile)
                + digits("renderers", renderers.fingerprint(profile))
                + userData(userData)
                + keys(options);
    }

    /** One that the caller made, perhaps from one of ours and with its name. */
    private static String system(OperatingSystem system) {
        return OURS.contains(system)
                ? ""
                : mark(
                        "system",
                        system.distribution(),
                        system.codename(),
                        system.networkStack().name(),
                        system.ownEngine().map(DockerEngine::version).orElse(""));
    }

    private static String source(HostProfile profile) {
        EngineSource source = profile.engineSource();
        OperatingSystem system = profile.operatingSystem();
        Optional<List<String>> repository = source.repositoryFor(system).map(ProfileName::parts);
        if (repository.isEmpty()) {
            return source.isDistribution() ? " from-distribution" : " from-image";
        }
        return repository.get().equals(parts(AptRepository.docker(system)))
                ? ""
                : mark("from", repository.get().toArray(String[]::new));
    }

    private static List<String> parts(AptRepository its) {
        return List.of(its.uri(), its.suite(), its.component(), its.keyUri(), its.fingerprint());
    }

    private static String containers(HostProfile profile) {
        return mark(
                "containers",
                profile.containers().stream()
                        .flatMap(container -> Stream.of(
                                container.toString(),
                                String.join("\0", container.command()),
                                container.restart().name(),
                                container.envFile().orElse(""),
                                "" + container.takesNextAddress()))
                        .toArray(String[]::new));
    }

    private static String userData(List<UserDataPart> parts) {
        return mark(
                "user-data",
                parts.stream()
                        .flatMap(part -> Stream.of(part.contentType(), part.name(), part.text()))
                        .toArray(String[]::new));
    }

    /** Hosts that authorise other keys are other hosts; comments and order do not count. */
    private static String keys(LaunchOptions options) {
        return mark("keys", options.sshKeys().stream().map(SshKey::key).sorted().toArray(String[]::new));
    }

    /** A text may have line breaks, so its length says where it ends. */
    private static String mark(String word, String... texts) {
        List<String> ended =
                Stream.of(texts).map(text -> text.length() + " " + text).toList();
        return digits(word, ended.isEmpty() ? "" : FleetIdentity.hash(ended).substring(0, DIGITS));
    }

    private static String digits(String word, String digits) {
        return digits.isEmpty() ? "" : " " + word + "-" + digits;
    }
}
