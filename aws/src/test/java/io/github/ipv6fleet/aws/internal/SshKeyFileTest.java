package io.github.ipv6fleet.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ipv6fleet.aws.TestKeys;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;

/** Public keys are read, and whatever else a file holds is refused without a word of it. */
class SshKeyFileTest {
    private static final String SECRET = "c2VjcmV0c2VjcmV0c2VjcmV0";

    @TempDir
    Path folder;

    private SshKey read(String text) throws Exception {
        return SshKeyFile.read("sshKey", TestKeys.file(folder, "id.pub", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {TestKeys.ED25519, TestKeys.ECDSA, TestKeys.RSA})
    void key_isReadAsItStands(String line) throws Exception {
        assertThat(read(line).line()).isEqualTo(line);
        assertThat(read("# mine\r\n\r\n  " + line.replaceFirst(" ", "\t ") + "\r\n")
                        .line())
                .isEqualTo(line);
    }

    @Test
    @DisplayName("a comment is kept as far as it is printable ASCII, or may be missing")
    void comment() throws Exception {
        String bare = TestKeys.ED25519.substring(0, TestKeys.ED25519.lastIndexOf(' '));
        assertThat(read(bare).line()).isEqualTo(bare);
        assertThat(read(bare + " ann\u00e9 \u0007 b").line()).matches("\\Q" + bare + "\\E ann\\?+ \\? b");
    }

    @Test
    @DisplayName("the private half is beside it, where ssh-keygen puts it")
    void privateHalf() throws Exception {
        assertThat(read(TestKeys.ED25519).privateHalf()).contains(folder.resolve("id"));
        Path other = TestKeys.file(folder, "keys.txt", TestKeys.ED25519);
        assertThat(SshKeyFile.read("sshKey", other).privateHalf()).isEmpty();
    }

    static Stream<Arguments> wrongFiles() {
        String begin = "-----BEGIN ";
        return Stream.of(
                Arguments.of(begin + "OPENSSH PRIVATE KEY-----\n" + SECRET, "is a private key, which stays with you;"),
                Arguments.of(begin + "RSA PRIVATE KEY-----\n" + SECRET, "ssh-keygen -y -f"),
                Arguments.of(begin + "ENCRYPTED PRIVATE KEY-----\n" + SECRET, "is a private key"),
                Arguments.of("PuTTY-User-Key-File-3: ssh-ed25519\nPrivate-Lines: 1\n" + SECRET, "is a private key"),
                Arguments.of(begin + "PUBLIC KEY-----\n" + SECRET, "ssh-keygen -i -f"),
                Arguments.of("---- BEGIN SSH2 PUBLIC KEY ----\n" + SECRET, "is not in OpenSSH's form of one line"),
                Arguments.of(TestKeys.ED25519 + "\n" + TestKeys.OTHER, "has 2 lines"),
                Arguments.of("", "holds no public key"),
                Arguments.of(SECRET, "holds no public key"),
                Arguments.of("ssh-dss " + SECRET, "holds no public key"),
                Arguments.of("ssh-ed25519", "holds no public key"),
                Arguments.of("ssh-ed25519 AAAA" + SECRET, "holds no public key"),
                Arguments.of("ssh-ed25519 *" + SECRET, "holds no public key"),
                Arguments.of(TestKeys.RSA.replace("ssh-rsa", "ssh-ed25519"), "holds no public key"),
                Arguments.of("command=\"ls\" " + TestKeys.ED25519, "holds no public key"),
                Arguments.of("ssh-rsa " + SECRET.repeat(1000), "is larger than any public key"));
    }

    @ParameterizedTest
    @MethodSource("wrongFiles")
    void wrongFile_isRefusedWithoutAWordOfIt(String text, String expected) throws Exception {
        Throwable refused = catchThrowable(() -> read(text));

        assertThat(refused)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("sshKey(" + folder.resolve("id.pub") + "): ")
                .hasMessageContaining(expected)
                .hasMessageContaining(";");
        for (Throwable each = refused; each != null; each = each.getCause()) {
            assertThat(String.valueOf(each.getMessage())).doesNotContain(SECRET.substring(0, 8));
        }
    }

    @Test
    @DisplayName("a private key whose public half lies beside it: that is named")
    void privateKey_besideItsPublicHalf() throws Exception {
        Path half = TestKeys.file(folder, "id_ed25519.pub", TestKeys.ED25519);
        Path key = TestKeys.file(folder, "id_ed25519", "-----BEGIN OPENSSH PRIVATE KEY-----\n" + SECRET);
        assertThatThrownBy(() -> SshKeyFile.read("sshKey", key)).hasMessageEndingWith("give its public half, " + half);
    }

    @Test
    void missingFile_isSaid() {
        assertThatThrownBy(() -> SshKeyFile.read("sshKey", folder.resolve("none")))
                .hasMessageContaining("there is no such file; give the path of a public key file");
        assertThatThrownBy(() -> SshKeyFile.read("sshKey", Path.of("~", ".ssh", "id.pub")))
                .hasMessageContaining("Java knows no ~");
        assertThatThrownBy(() -> SshKeyFile.read("sshKey", folder)).hasMessageContaining("cannot be read");
    }

    @Test
    @DisplayName("an EC2 key pair is the same by its public key, whatever its comment; else by one of its fingerprints")
    void importedKey_isRecognised() throws Exception {
        ImportedKey ed = imported(TestKeys.ED25519);
        ImportedKey rsa = imported(TestKeys.RSA);

        assertThat(ed.isThatOf(pair(TestKeys.ED25519.replace("anna@example.org", "me"), "x")))
                .isTrue();
        assertThat(ed.isThatOf(pair(TestKeys.OTHER, TestKeys.ED25519_SHA256))).isFalse();
        assertThat(ed.isThatOf(pair(null, TestKeys.ED25519_SHA256))).isTrue();
        assertThat(ed.isThatOf(pair(null, TestKeys.ED25519_SHA256 + "="))).isTrue();
        assertThat(rsa.isThatOf(pair(null, TestKeys.RSA_MD5_OF_DER))).isTrue();
        assertThat(rsa.isThatOf(pair(null, TestKeys.RSA_MD5_OF_SSH))).isTrue();
        assertThat(rsa.isThatOf(pair(null, TestKeys.ED25519_SHA256))).isFalse();
        assertThat(rsa.isThatOf(pair(null, null))).isFalse();
        assertThat(rsa.isThatOf(pair("no key", TestKeys.RSA_MD5_OF_DER))).isFalse();
    }

    @Test
    @DisplayName("a kind of key that EC2 does not import, and a name that it does not take")
    void importedKey_ofAnotherKind() throws Exception {
        assertThatThrownBy(() -> imported(TestKeys.ECDSA))
                .hasMessageContaining("EC2 imports ssh-rsa and ssh-ed25519 only; authorise it with sshKey(...)");
        Path file = TestKeys.file(folder, "id.pub", TestKeys.ED25519);
        assertThatThrownBy(() -> ImportedKey.read(" ", file)).hasMessageContaining("is empty");
        assertThatThrownBy(() -> ImportedKey.read("clé", file)).hasMessageContaining("other characters than ASCII");
        assertThatThrownBy(() -> ImportedKey.read("k".repeat(256), file)).hasMessageContaining("more than 255");
    }

    private ImportedKey imported(String line) throws Exception {
        return ImportedKey.read("me", TestKeys.file(folder, "id.pub", line));
    }

    private static KeyPairInfo pair(String publicKey, String fingerprint) {
        return KeyPairInfo.builder()
                .keyName("me")
                .publicKey(publicKey)
                .keyFingerprint(fingerprint)
                .build();
    }
}
