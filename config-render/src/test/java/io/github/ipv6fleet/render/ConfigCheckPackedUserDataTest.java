package io.github.ipv6fleet.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.ipv6fleet.render.internal.Gzip;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in user data is found through what is wrapped around it. */
class ConfigCheckPackedUserDataTest {
    private static final String WRONG = "#cloud-config\nhostname: no\n";

    private static final String MESSAGE =
            """
            Content-Type: multipart/mixed; boundary="=="
            MIME-Version: 1.0

            --==
            Content-Type: text/cloud-config; charset="utf-8"
            Content-Disposition: attachment; filename="users.cfg"

            #cloud-config
            hostname: no
            --==
            Content-Type: text/plain
            Content-Transfer-Encoding: base64

            %s
            --==
            Content-Type: text/x-shellscript
            Content-Disposition: attachment;
             filename=hello.sh

            #!/bin/sh
            export DB_PASSWORD=hunter22
            --==--
            after the last part
            """.formatted(base64("#cloud-config\n\nhostname: 1:30\n".getBytes(StandardCharsets.UTF_8)));

    private static List<ConfigFinding> check(String text) {
        return ConfigCheck.userData(text, DockerEngine.of("26.1"));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("each part of a message is read as what it is, and findings say the part and its line")
    void parts() {
        assertThat(check(MESSAGE))
                .extracting(ConfigFinding::where, ConfigFinding::id)
                .containsExactly(
                        tuple("user-data part users.cfg:2", "yaml-not-text"),
                        tuple("user-data part 2:3", "yaml-not-text"),
                        tuple("user-data part hello.sh:2", "secret"));
    }

    @Test
    @DisplayName("gzip, base64 as EC2 answers it, and base64 of gzip change nothing of what is found")
    void wrapped_isFoundAlike() {
        for (String text : List.of(WRONG, MESSAGE, "#!/bin/sh\nexport DB_PASSWORD=hunter22\n")) {
            List<ConfigFinding> plain = ConfigCheck.userData(text);

            assertThat(plain).isNotEmpty();
            assertThat(ConfigCheck.userData(Gzip.of(utf8(text)))).isEqualTo(plain);
            assertThat(ConfigCheck.userData(base64(utf8(text)))).isEqualTo(plain);
            assertThat(ConfigCheck.userData(Base64.getMimeEncoder().encodeToString(Gzip.of(utf8(text)))))
                    .isEqualTo(plain);
        }
    }

    @Test
    @DisplayName("what the library itself makes of parts and of a large document has no findings but hints")
    void ours() {
        HostConfig config = HostConfig.builder()
                .hostName("edge-1")
                .file("/etc/motd", 0644, "welcome\n".repeat(4_000))
                .build();
        UserData packed = UserData.builder(config)
                .part(UserDataPart.cloudConfig("users.cfg", "#cloud-config\ntimezone: \"Europe/Vienna\"\n"))
                .build();

        assertThat(packed.bytes()[0]).as("gzip").isEqualTo((byte) 0x1f);
        assertThat(ConfigCheck.userData(packed.bytes())).isEmpty();
        assertThat(ConfigCheck.userData(packed.toBase64())).isEmpty();
    }

    @Test
    @DisplayName("the size that counts is that of what EC2 gets")
    void size() {
        String large = "#cloud-config\ntimezone: \"UTC\"\n" + "# much\n".repeat(5_000);

        assertThat(ConfigCheck.userData(large)).extracting(ConfigFinding::id).containsExactly("user-data-size");
        assertThat(ConfigCheck.userData(Gzip.of(utf8(large)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"b64", "base64", "gz+b64", "gz+base64", "gzip+b64", "gzip+base64"})
    @DisplayName("a file in base64 or gzip is checked as the file that it becomes")
    void fileThatIsEncoded(String encoding) {
        byte[] daemon = utf8("{\n  \"bip6\": \"2001:db8::1/80\"\n}\n");
        String text = """
                #cloud-config
                write_files:
                  - path: "/etc/docker/daemon.json"
                    encoding: "%s"
                    content: "%s"
                """.formatted(encoding, base64(encoding.startsWith("gz") ? Gzip.of(daemon) : daemon));

        assertThat(check(text))
                .extracting(ConfigFinding::where, ConfigFinding::id)
                .containsExactly(tuple("user-data:5 /etc/docker/daemon.json:2", "key-too-new"));
    }

    @Test
    @DisplayName("a secret is found in base64 too, which hides it from nobody")
    void secretThatIsEncoded() {
        String text = "#cloud-config\nwrite_files:\n  - path: \"/etc/app.env\"\n    encoding: \"b64\"\n    content: \""
                + base64(utf8("MODE=fast\nDB_PASSWORD=hunter22\n")) + "\"\n";

        assertThat(check(text))
                .extracting(ConfigFinding::where, ConfigFinding::id)
                .containsExactly(tuple("user-data:5 /etc/app.env:2", "secret"));
    }

    @Test
    @DisplayName("an encoding that cloud-init does not know, or content that is not in it, is said")
    void wrongEncoding() {
        String file = "#cloud-config\nwrite_files:\n  - {path: \"/etc/a\", encoding: \"%s\", content: \"%s\"}\n";

        assertThat(check(file.formatted("base32", "a")))
                .extracting(ConfigFinding::severity, ConfigFinding::id)
                .containsExactly(tuple(ConfigFinding.Severity.IGNORED, "write-files-encoding"));
        for (String content : List.of("no base64!", "aGVsbG8=")) {
            assertThat(check(file.formatted("gz+b64", content)))
                    .extracting(ConfigFinding::severity, ConfigFinding::id)
                    .containsExactly(tuple(ConfigFinding.Severity.REFUSED, "write-files-encoding"));
        }
    }

    @Test
    @DisplayName("gzip that unpacks to very much is refused before it fills memory; broken gzip is said too")
    void bomb() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bomb)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 200; i++) {
                out.write(zeros);
            }
        }
        assertThat(ConfigCheck.userData(bomb.toByteArray()))
                .extracting(ConfigFinding::what)
                .contains("this cannot be unpacked, and cloud-init does nothing of it: its gzip unpacks to more than"
                        + " 16 MiB");
        byte[] cut = Gzip.of(utf8(WRONG));
        cut[cut.length - 1] ^= 1;
        assertThat(ConfigCheck.userData(cut)).extracting(ConfigFinding::id).containsExactly("user-data-packed");
    }

    @Test
    @DisplayName(
            "a message without a line that parts it, and one whose parts nest for ever, end with a finding or none")
    void strangeMessages() {
        assertThat(check("Content-Type: multipart/mixed; boundary=x\n\n#cloud-config\nhostname: no\n"))
                .extracting(ConfigFinding::id)
                .containsExactly("user-data-parts");
        StringBuilder nested = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            nested.append("Content-Type: multipart/mixed; boundary=%1$d\n\n--%1$d\n".formatted(i));
        }
        assertThat(check(nested.toString())).extracting(ConfigFinding::id).containsExactly("user-data-size");
    }
}
