package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.render.EngineSource;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.Renderers;
import io.github.ipv6fleet.render.UplinkMatch;
import io.github.ipv6fleet.render.UserDataPart;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What decides how a host behaves, such as {@code Ubuntu 24.04 docker-29 published}, with a word more for each thing that
 * is not as by default. It is a tag of the host: two hosts with other names were made from other files. A tag has room for
 * 256 characters, and anybody may read it: of what is longer, or the caller's, it says no more than whether it is the same.
 */
final class ProfileName {
    private static final int DIGITS = 8;

    private ProfileName() {}

    static String of(HostProfile profile, Renderers renderers, List<UserDataPart> userData, LaunchOptions options) {
        String engine = profile.engines().size() == 1 ? profile.engine().version() : "any";
        return profile.operatingSystem().name() + " docker-" + engine + " "
                + profile.exposure().name().toLowerCase(Locale.ROOT)
                + source(profile)
                + (profile.ipv4() ? "" : " ipv6-only")
                + (profile.mtu().isPresent() ? " mtu-" + profile.mtu().getAsInt() : "")
                + (profile.metadataForContainers() ? " metadata" : "")
                + (profile.uplink().equals(UplinkMatch.DEFAULT) ? "" : mark("uplink", "" + profile.uplink()))
                + containers(profile)
                + digits("renderers", renderers.fingerprint(profile))
                + userData(userData)
                + options.keysName();
    }

    private static String source(HostProfile profile) {
        EngineSource source = profile.engineSource();
        if (source.repositoryFor(profile.operatingSystem()).isEmpty()) {
            return source.isDistribution() ? " from-distribution" : " from-image";
        }
        return source == EngineSource.dockerRepository() ? "" : mark("from", source.toString());
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

    private static String mark(String word, String... texts) {
        return digits(
                word,
                texts.length == 0 ? "" : FleetIdentity.hash(List.of(texts)).substring(0, DIGITS));
    }

    private static String digits(String word, String digits) {
        return digits.isEmpty() ? "" : " " + word + "-" + digits;
    }
}
