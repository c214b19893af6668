package io.github.ipv6fleet.render.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.Parsed;
import io.github.ipv6fleet.render.Samples;
import io.github.ipv6fleet.render.UserData;
import io.github.ipv6fleet.render.UserDataPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cloud-init's own reader makes of user data in parts, in gzip, and of both. */
@Tag("parsers")
class MultipartTest {
    private static final String READER =
            Path.of("src", "test", "resources", "python", "cloud_init_reads.py").toString();

    @TempDir
    Path folder;

    @BeforeEach
    void cloudInitIsHere() {
        Tool.needed("cloud-init");
    }

    private Parsed read(UserData data) throws IOException {
        Path file = Files.write(folder.resolve("user-data"), data.bytes());
        // Debian's own Python has Debian's cloud-init.
        return Parsed.of(Tool.run("/usr/bin/python3", READER, file.toString()).output());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20_000})
    void parts_areMerged_oursLast(int padding) throws IOException {
        HostConfig config = HostConfig.builder()
                .hostName("ours")
                .file("/etc/f", 0644, "x".repeat(padding))
                .build();
        String script = "#!/bin/sh\n# é, a tab\t, and a boundary: ipv6-fleet-0\r\n";

        Parsed read = read(UserData.builder(config)
                .part(UserDataPart.cloudConfig("z.cfg", "#cloud-config\nlocale: C\nhostname: theirs\nruncmd: [mine]\n"))
                .part(UserDataPart.shellScript("z.sh", script))
                .part(UserDataPart.shellScript("a.sh", "#!/bin/sh\necho --ipv6-fleet-1"))
                .build());

        assertThat(read.at("config", "locale").value()).isEqualTo("C");
        assertThat(read.at("config", "hostname").value()).isEqualTo("theirs");
        assertThat((List<?>) read.at("config", "runcmd").value())
                .isEqualTo(List.of("mine", List.of("systemctl", "enable", "--now", "ipv6-fleet-boot.service")));
        assertThat(read.at("config").file("/etc/f")).hasSize(padding);
        Map<?, ?> scripts = (Map<?, ?>) read.at("scripts").value();
        assertThat(scripts.values())
                .extracting(Object::toString)
                .containsExactly(script.replace("\r\n", "\n"), "#!/bin/sh\necho --ipv6-fleet-1");
        assertThat(new ArrayList<>(scripts.keySet()))
                .extracting(Object::toString)
                .allSatisfy(name -> assertThat(name).isLessThan("runcmd"));
    }

    @Test
    void listsThatTwoPartsHave_areJoined_whereTheLaterSaysSo() throws IOException {
        String keys = "#cloud-config\nssh_authorized_keys: [\"%s\"]\n";
        Parsed read = read(UserData.builder(HostConfig.builder().build())
                .part(UserDataPart.cloudConfig("users.cfg", keys.formatted("theirs") + "runcmd: [mine]\n"))
                .part(UserDataPart.cloudConfig(
                        "ssh-keys.cfg",
                        keys.formatted("ours") + "merge_how: \"list(append)+dict(no_replace,recurse_list)+str()\"\n"))
                .build());

        assertThat((List<?>) read.at("config", "ssh_authorized_keys").value()).isEqualTo(List.of("theirs", "ours"));
        assertThat((List<?>) read.at("config", "runcmd").value()).hasSize(2);
    }

    @Test
    void sample_withAPart_isReadAsWithout() throws IOException {
        HostConfig config = Samples.golden().get("published-engine-29-prefix");
        Parsed alone = Parsed.of(UserData.of(config).text());

        Parsed merged = read(UserData.builder(config)
                .part(UserDataPart.cloudConfig("users.cfg", "#cloud-config\nusers: [default]\n"))
                .build());

        assertThat(merged.at("config", "write_files").value())
                .isEqualTo(alone.at("write_files").value());
    }
}
