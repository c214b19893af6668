package io.github.ipv6fleet.render.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.render.AptRepository;
import io.github.ipv6fleet.render.EngineSource;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.OperatingSystem;
import io.github.ipv6fleet.render.Renderers;
import io.github.ipv6fleet.render.Samples;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A value from outside stays a value in a real shell. */
@Tag("parsers")
class QuotingTest {

    @Test
    void script_ofHostileUri_doesNotRunIt() {
        Tool.needed("sh");
        String hostile = "https://a/$(echo${IFS}ran);echo${IFS}ran&&#";
        HostProfile profile = HostProfile.builder()
                .engineSource(EngineSource.repository(AptRepository.docker(OperatingSystem.UBUNTU_24_04).toBuilder()
                        .keyUri(hostile)
                        .build()))
                .build();
        String script = StepsTest.script(Renderers.standard().render(Samples.prefix(), profile), "docker key");
        String assignments = script.substring(0, script.indexOf("mkdir"));

        assertThat(Tool.run("sh", "-euc", assignments + "printf %s \"$uri\"").output())
                .isEqualTo(hostile);
    }
}
