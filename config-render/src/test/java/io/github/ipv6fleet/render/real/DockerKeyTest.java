package io.github.ipv6fleet.render.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.render.AptRepository;
import io.github.ipv6fleet.render.EngineSource;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.OperatingSystem;
import io.github.ipv6fleet.render.Renderers;
import io.github.ipv6fleet.render.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The step that fetches the repository's key, with real keys: only the one named is ever trusted. */
@Tag("parsers")
class DockerKeyTest {
    @TempDir
    Path folder;

    private Path served;
    private Path trusted;

    @BeforeEach
    void toolsAreHere() throws IOException {
        Tool.needed("sh", "gpg", "curl");
        served = folder.resolve("gpg.asc");
        trusted = Files.writeString(folder.resolve("docker.asc"), "an older key");
    }

    private Tool.Result gpg(String... arguments) {
        String[] command = new String[arguments.length + 6];
        System.arraycopy(arguments, 0, command, 6, arguments.length);
        System.arraycopy(
                new String[] {"gpg", "--homedir", folder.toString(), "--batch", "--passphrase", ""}, 0, command, 0, 6);
        return Tool.run(command);
    }

    private String newKey(String name) {
        gpg("--quick-gen-key", name, "ed25519", "sign", "never");
        return gpg("--with-colons", "--fingerprint", name)
                .output()
                .lines()
                .filter(line -> line.startsWith("fpr:"))
                .findFirst()
                .orElseThrow()
                .replaceAll("[^0-9A-F]", "");
    }

    private Tool.Result fetch(String wanted) {
        HostProfile profile = HostProfile.builder()
                .engineSource(EngineSource.repository(AptRepository.docker(OperatingSystem.UBUNTU_24_04).toBuilder()
                        .keyUri(served.toUri().toString())
                        .fingerprint(wanted)
                        .build()))
                .build();
        String script = StepsTest.script(Renderers.standard().render(Samples.prefix(), profile), "docker key")
                .replace("/etc/apt/keyrings/docker.asc", trusted.toString());
        return Tool.run(Map.of("GNUPGHOME", folder.toString()), "sh", "-euc", script);
    }

    @Test
    void key_ofWantedFingerprint_isTrusted() throws IOException {
        String key = newKey("right");
        Files.writeString(served, gpg("--armor", "--export", "right").output());

        Tool.Result result = fetch(key);

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(trusted).hasSameTextualContentAs(served);
    }

    @Test
    void key_ofAnotherFingerprint_isRemoved() throws IOException {
        String key = newKey("right");
        String other = newKey("wrong");
        Files.writeString(served, gpg("--armor", "--export", "wrong").output());

        assertThat(fetch(key).output()).contains(" has key " + other + ", wanted " + key + "; correct one of them");
        assertThat(trusted).doesNotExist();
    }

    @Test
    void key_withASecondOneBesides_isRemoved() throws IOException {
        String key = newKey("right");
        newKey("wrong");
        Files.writeString(served, gpg("--armor", "--export", "right", "wrong").output());

        Tool.Result result = fetch(key);

        assertThat(result.status()).isOne();
        assertThat(trusted).doesNotExist();
    }

    @Test
    void key_thatIsNone_isRemoved() throws IOException {
        Files.writeString(served, "<html>moved</html>");

        assertThat(fetch("9DC858229FC7DD38854AE2D88D81803C0EBFCD88").output()).contains(" has key none, wanted ");
        assertThat(trusted).doesNotExist();
    }
}
