package io.github.ipv6fleet.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.render.AptRepository;
import io.github.ipv6fleet.render.Container;
import io.github.ipv6fleet.render.EngineSource;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.HostRenderer;
import io.github.ipv6fleet.render.NetworkStack;
import io.github.ipv6fleet.render.OperatingSystem;
import io.github.ipv6fleet.render.Renderers;
import io.github.ipv6fleet.render.UplinkMatch;
import io.github.ipv6fleet.render.UserDataPart;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A word for each thing that is not as by default, so that launch() sees a change of it. The digits are of texts that are the
 * caller's, so they stay what they are in every release: hosts that run have them in a tag.
 */
class ProfileNameTest {
    private static final int TAG_VALUE = 256;

    private static final Renderers WITH_MOTD =
            Renderers.standard().with(HostRenderer.of("motd", (host, profile) -> HostConfig.empty()));

    private static String name(Renderers renderers, List<UserDataPart> parts, Consumer<HostProfile.Builder> profile) {
        HostProfile.Builder builder = HostProfile.builder();
        profile.accept(builder);
        return ProfileName.of(builder.build(), renderers, parts, new OptionsDraft().build());
    }

    private static String name(Consumer<HostProfile.Builder> profile) {
        return name(Renderers.standard(), List.of(), profile);
    }

    private static Arguments differing(String word, Consumer<HostProfile.Builder> profile) {
        return Arguments.of(word, profile);
    }

    static Stream<Arguments> differing() {
        AptRepository docker = AptRepository.docker(OperatingSystem.UBUNTU_24_04);
        return Stream.of(
                differing("", p -> p.engineSource(EngineSource.repository(docker))),
                differing(
                        " from-466f1826",
                        p -> p.engineSource(EngineSource.repository(
                                docker.toBuilder().component("test").build()))),
                differing(
                        " system-f59a46a1",
                        p -> p.operatingSystem(OperatingSystem.UBUNTU_24_04.toBuilder()
                                .networkStack(NetworkStack.NETWORKD)
                                .build())),
                differing(" ipv6-only", p -> p.ipv4(false)),
                differing(" mtu-1500", p -> p.mtu(1500)),
                differing(" metadata", p -> p.metadataForContainers(true)),
                differing(" uplink-bc4dce7e", p -> p.uplink(UplinkMatch.name("ens5"))),
                differing(
                        " from-image",
                        p -> p.engineSource(EngineSource.onImage()).engine(HostProfile.DEFAULT.engine())),
                differing(" containers-dfaab69d", p -> p.container(Container.of("web", "nginx:1.27"))));
    }

    @Test
    void byDefault_isSystemEngineAndExposure() {
        assertThat(name(profile -> {})).isEqualTo("Ubuntu 24.04 docker-29 published");
    }

    @ParameterizedTest
    @MethodSource("differing")
    void each_isAWord(String word, Consumer<HostProfile.Builder> profile) {
        assertThat(name(profile)).isEqualTo("Ubuntu 24.04 docker-29 published" + word);
    }

    @Test
    void engineOfTheDistribution_isAny() {
        assertThat(name(profile -> profile.engineSource(EngineSource.distribution())))
                .isEqualTo("Ubuntu 24.04 docker-any published from-distribution");
    }

    @Test
    void renderersAndUserData_areWords() {
        UserDataPart hello = UserDataPart.shellScript("hello.sh", "#!/bin/sh\necho hello\n");
        UserDataPart goodbye = UserDataPart.shellScript("hello.sh", "#!/bin/sh\necho goodbye\n");

        assertThat(name(WITH_MOTD, List.of(), profile -> {}))
                .matches("Ubuntu 24\\.04 docker-29 published renderers-[0-9a-f]{8}");
        assertThat(name(Renderers.standard(), List.of(hello), profile -> {}))
                .matches("Ubuntu 24\\.04 docker-29 published user-data-[0-9a-f]{8}")
                .isNotEqualTo(name(Renderers.standard(), List.of(goodbye), profile -> {}));
    }

    @Test
    void everythingAtOnce_fitsIntoATag() {
        OperatingSystem longest =
                OperatingSystem.builder("x".repeat(40), "debian", "forky").build();
        AptRepository mirror =
                AptRepository.docker(longest).toBuilder().suite("trixie-test").build();
        String all = name(
                WITH_MOTD,
                List.of(UserDataPart.shellScript("a.sh", "#!/bin/sh\n")),
                profile -> profile.ipv4(false)
                        .operatingSystem(longest)
                        .mtu(9001)
                        .metadataForContainers(true)
                        .uplink(UplinkMatch.macAddress("12:fb:b4:8b:15:f8"))
                        .engineSource(EngineSource.repository(mirror))
                        .container(Container.of("web", "nginx:1.27")));

        assertThat(all).contains(" system-", " from-", " containers-", " renderers-", " user-data-");
        assertThat(all.length()).isLessThan(TAG_VALUE - " keys-12345678".length());
    }
}
