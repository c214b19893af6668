package io.github.ipv6fleet.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.text.Shown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerEngineTest {

    @ParameterizedTest
    @CsvSource({
        "20.10, 20, 10", "20.10.24, 20, 10", "23.0, 23, 0", "24, 24, 0", "25, 25, 0", "26.1, 26, 1",
        "27.5.1, 27, 5", "28, 28, 0", "28.5, 28, 5", "28.5.2, 28, 5", "29, 29, 0", "29.7.2, 29, 7"
    })
    void of_knownVersion_isRead(String version, int major, int minor) {
        DockerEngine engine = DockerEngine.of(version);

        assertThat(engine.version()).isEqualTo(version);
        assertThat(engine.major()).isEqualTo(major);
        assertThat(engine.minor()).isEqualTo(minor);
        assertThat(engine).isEqualTo(DockerEngine.of(version)).hasSameHashCodeAs(DockerEngine.of(version));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "latest", "28.", ".28", "28.5.2.1", "v28", "28 ", "+28", "028", "28.05", "9999", "٢٨"})
    void of_textThatIsNoVersion_isRefused(String version) {
        assertThatThrownBy(() -> DockerEngine.of(version))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Docker engine \"" + Shown.of(version)
                        + "\": is not a version; write it as 29, 28.5 or 28.5.2" + " (known: 20.10 and 23 to 29)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.13", "17.06", "18.09", "19.03", "20", "20.9", "20.11", "21", "22.06", "30", "999"})
    void of_versionOfUnknownBehaviour_isRefused(String version) {
        assertThatThrownBy(() -> DockerEngine.of(version))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Docker engine \"" + Shown.of(version)
                        + "\": how it treats IPv6 is not known; give one of 20.10 and" + " 23 to 29");
    }

    @Test
    void isAtLeast_comparesNumbersNotText() {
        assertThat(DockerEngine.of("20.10").isAtLeast(20, 9)).isTrue();
        assertThat(DockerEngine.of("28").isAtLeast(28, 1)).isFalse();
        assertThat(DockerEngine.of("28.5").isAtLeast(28, 5)).isTrue();
        assertThat(DockerEngine.of("29").isAtLeast(28, 9)).isTrue();
        assertThat(DockerEngine.of("26.1").isAtLeast(27)).isFalse();
    }

    /** moby/moby at the release tags; the turning points are 27.0 and 28.0. */
    @ParameterizedTest
    @CsvSource({"20.10, false, false", "26.1, false, false", "27, true, false", "28, true, true", "29, true, true"})
    void behaviour_followsTheVersion(String version, boolean filters, boolean modes) {
        DockerEngine engine = DockerEngine.of(version);

        assertThat(engine.filtersIpv6ByDefault()).isEqualTo(filters);
        assertThat(engine.hasRoutedMode()).isEqualTo(modes);
        assertThat(engine.hasUnprotectedMode()).isEqualTo(modes);
        assertThat(engine.hasIpv6OnlyNetworks()).isEqualTo(modes);
    }

    @ParameterizedTest
    @CsvSource({
        "28.5, 28.5.2, true",
        "28.5, 28.5, true",
        "28.5, 28.50.1, false",
        "28, 28.5.2+dfsg3, true",
        "28.5.2, 28.5.2+dfsg3, true",
        "20.10.2, 20.10.24+dfsg1, false",
        "29, 28.5.2, false"
    })
    void covers_reportedVersion_byWholeNumbers(String version, String reported, boolean covered) {
        assertThat(DockerEngine.of(version).covers(reported)).isEqualTo(covered);
    }
}
