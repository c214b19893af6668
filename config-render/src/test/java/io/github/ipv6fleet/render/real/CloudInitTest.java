package io.github.ipv6fleet.render.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.Renderers;
import io.github.ipv6fleet.render.Samples;
import io.github.ipv6fleet.render.UserData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** cloud-init's schema takes our user data, and its YAML parser reads from it what we wrote. */
@Tag("parsers")
class CloudInitTest {
    @TempDir
    Path folder;

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("user-data"), text);
    }

    private Tool.Result schema(Debian system, String text) throws IOException {
        system.needs("cloud-init");
        write(text);
        return system.run(folder, "cloud-init", "schema", "--config-file", "{}/user-data");
    }

    static Stream<Arguments> samples() {
        return Samples.golden().keySet().stream()
                .flatMap(name -> Stream.of(Debian.values()).map(system -> Arguments.of(system, name)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void schema_ofSample_isValid(Debian system, String name) throws IOException {
        Tool.Result result =
                schema(system, UserData.of(Samples.golden().get(name)).text());

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output()).containsIgnoringCase("valid");
    }

    @ParameterizedTest
    @EnumSource
    void schema_ofSelfConfiguringHost_isValid(Debian system) throws IOException {
        Tool.Result result = schema(
                system,
                UserData.selfConfiguring(Renderers.standard(), HostProfile.DEFAULT)
                        .build()
                        .text());

        assertThat(result.status()).as(result.output()).isZero();
    }

    @Test
    void schema_ofUnknownKey_isRefusedByDebian13() throws IOException {
        String good =
                UserData.of(Samples.golden().get("published-engine-29-run")).text();

        assertThat(schema(Debian.DEBIAN_13, good.replace("runcmd:", "runcmdx:")).output())
                .contains("runcmdx");
    }

    @ParameterizedTest
    @EnumSource
    void schema_ofBareMode_isRefused(Debian system) throws IOException {
        String good =
                UserData.of(Samples.golden().get("published-engine-29-run")).text();

        assertThat(schema(system, good.replace("\"0600\"", "0600")).output()).contains("384 is not of type 'string'");
    }

    @Test
    void pyYaml_ofHostileContent_givesItBack() throws IOException {
        Tool.needed("python3");
        String hostile = "a: \"b\"\n---\n\t'c' \\ \0 \u0085 \u2028 \ufeff é \ud83d\ude00 {{ d }} $(e)\r\n\n";
        Path file = write(
                UserData.of(HostConfig.builder().file("/etc/f", 0644, hostile).build())
                        .text());

        Tool.Result result = Tool.run(
                "python3",
                "-c",
                "import sys, yaml; d = yaml.safe_load(open(sys.argv[1]));"
                        + " print(d['write_files'][0]['content'].encode().hex(), end='')",
                file.toString());

        assertThat(result.output()).isEqualTo(HexFormat.of().formatHex(hostile.getBytes(StandardCharsets.UTF_8)));
    }
}
