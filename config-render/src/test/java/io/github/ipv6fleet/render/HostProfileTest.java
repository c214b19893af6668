package io.github.ipv6fleet.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.plan.PlanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostProfileTest {

    @Test
    void default_isWhatTheDocumentationSays() {
        assertThat(HostProfile.DEFAULT)
                .hasToString("Ubuntu 24.04, Docker 29 from Docker's repository, PUBLISHED, uplink driver ena");
    }

    @ParameterizedTest
    @CsvSource({"27.5, PUBLISHED", "27, OPEN", "27.5.1, EGRESS_ONLY"})
    void build_ofExposureThatTheEngineLacks_namesTheRemedy(String engine, Exposure exposure) {
        assertThatThrownBy(() -> Samples.profile(engine, exposure))
                .isInstanceOf(PlanException.class)
                .hasMessage("exposure " + exposure + " on Docker " + engine + ": it filters IPv6, its routed networks"
                        + " drop ping, and it has no mode without NAT; take engine 28 or newer, or 26.1 and older");
    }

    @Test
    void build_ofEngineThatDockerDoesNotBuild_namesTheRemedy() {
        HostProfile.Builder builder =
                HostProfile.builder().engine(DockerEngine.of("20.10")).engineSource(EngineSource.dockerRepository());

        assertThatThrownBy(builder::build)
                .isInstanceOf(PlanException.class)
                .hasMessage("Docker 20.10 from Docker's repository: it has none before 26.0 for Ubuntu 24.04; take"
                        + " engine 26 or newer, or an image that has it and EngineSource.onImage()");
    }

    @ParameterizedTest
    @CsvSource({
        "20.10, OPEN, ipv6fleet",
        "26.1, PUBLISHED, ipv6fleet",
        "28, OPEN, ipv6fleet",
        "29, EGRESS_ONLY, ipv6fleet",
        "20.10, OPEN_DOCKER0_2018, bridge",
        "27, OPEN_DOCKER0_2018, bridge",
        "29, OPEN_DOCKER0_2018, bridge"
    })
    void networkName_isWhereContainersGo(String engine, Exposure exposure, String expected) {
        assertThat(Samples.profile(engine, exposure).networkName()).isEqualTo(expected);
    }

    @Test
    void pinnedContainers_areAllButThoseThatTakeTheNextAddress_andNoneOnDocker0() {
        HostProfile.Builder builder = HostProfile.builder()
                .container(Container.of("web", "nginx:1.29"))
                .container(Container.of("job", "busybox:1.37").nextAddress())
                .container(Container.of("db", "postgres:18"));

        assertThat(builder.build().pinnedContainers()).containsExactly("web", "db");
        assertThat(builder.exposure(Exposure.OPEN_DOCKER0_2018).build().pinnedContainers())
                .isEmpty();
    }

    @Test
    void engineSource_notChosen_followsTheEngine() {
        HostProfile old = Samples.profile("25", Exposure.OPEN);

        assertThat(old.engineSource()).isSameAs(EngineSource.onImage());
        assertThat(old.toBuilder().engine(DockerEngine.of("26")).build().engineSource())
                .isSameAs(EngineSource.dockerRepository());
    }

    @Test
    void engines_notNamed_areWhatTheSourceMayHave() {
        assertThat(HostProfile.DEFAULT.engines()).containsExactly(DockerEngine.DEFAULT);
        assertThat(Samples.from(EngineSource.dockerRepository(), Exposure.OPEN).engines())
                .containsExactly(DockerEngine.DEFAULT);
        assertThat(Samples.from(EngineSource.onImage(), Exposure.OPEN).engines())
                .extracting(DockerEngine::version)
                .containsExactly("20.10", "23", "24", "25", "26", "28", "29");
        assertThat(Samples.from(EngineSource.distribution(), Exposure.OPEN_DOCKER0_2018)
                        .engines())
                .containsExactlyElementsOf(DockerEngine.known());
        assertThat(Samples.from(EngineSource.distribution(), Exposure.OPEN))
                .hasToString("Ubuntu 24.04, any Docker from the distribution, OPEN, uplink driver ena");
    }

    @Test
    void toBuilder_keepsWhatWasChosen() {
        HostProfile profile = HostProfile.builder()
                .uplink(UplinkMatch.name("ens5"))
                .engine(DockerEngine.of("28.5"))
                .exposure(Exposure.OPEN)
                .metadataForContainers(true)
                .engineSource(EngineSource.onImage())
                .mtu(1500)
                .ipv4(false)
                .build();

        assertThat(profile.toBuilder().build().mtu()).hasValue(1500);
        assertThat(profile.toBuilder().build().ipv4()).isFalse();
        assertThat(profile.toBuilder().build())
                .hasToString(
                        "Ubuntu 24.04, Docker 28.5 from the image, OPEN, metadata for containers, uplink name ens5");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1279, 9002})
    void mtu_outsideOfWhatWorks_isRefused(int bytes) {
        HostProfile.Builder builder = HostProfile.builder();

        assertThatThrownBy(() -> builder.mtu(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("MTU " + bytes + ": must be 1280 to 9001 bytes; 1500 goes everywhere, 9001 within a VPC");
        assertThat(builder.build().mtu()).isEmpty();
    }
}
