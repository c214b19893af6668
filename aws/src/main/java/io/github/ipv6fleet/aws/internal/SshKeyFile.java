package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.text.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads public key files of OpenSSH. Whatever a file holds instead, no byte of it gets into a message: it may be a
 * private key.
 */
public final class SshKeyFile {
    /** An RSA key of 16384 bits, the largest that ssh-keygen makes, has about 2,800 characters. */
    private static final int MOST_BYTES = 16_384;

    private SshKeyFile() {}

    /**
     * Reads the one key of a file.
     *
     * @param call the setter that was given it, for the message
     */
    public static SshKey read(String call, Path file) {
        String text = text(call, file);
        if (text.contains("PRIVATE KEY") || text.startsWith("PuTTY-User-Key-File")) {
            Path half = file.resolveSibling(file.getFileName() + ".pub");
            throw refused(
                    call,
                    file,
                    "is a private key, which stays with you",
                    Files.exists(half)
                            ? "give its public half, " + shown(half)
                            : "give its public half; ssh-keygen -y -f " + shown(file) + " prints it");
        }
        if (text.contains("BEGIN ")) {
            throw refused(
                    call,
                    file,
                    "is not in OpenSSH's form of one line",
                    "ssh-keygen -i -f " + shown(file) + " prints it so; for PEM add -m PKCS8");
        }
        List<String> lines = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        if (lines.size() > 1) {
            throw refused(call, file, "has " + lines.size() + " lines, and one is a key", "give a file for each key");
        }
        return lines.stream()
                .flatMap(line -> SshKey.parse(file, line).stream())
                .findFirst()
                .orElseThrow(() -> refused(
                        call,
                        file,
                        "holds no public key that sshd takes",
                        "give a file such as ~/.ssh/id_ed25519.pub, which begins with ssh-ed25519"));
    }

    private static String text(String call, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw refused(call, file, "is larger than any public key", "give a file such as ~/.ssh/id_ed25519.pub");
            }
            return new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    call + "(" + shown(file) + "): "
                            + (e instanceof NoSuchFileException
                                    ? "there is no such file; "
                                    : "cannot be read (" + shown(e) + "); ")
                            + (file.startsWith("~")
                                    ? "Java knows no ~: write Path.of(System.getProperty(\"user.home\"), ...)"
                                    : "give the path of a public key file, such as one of ssh-keygen"),
                    e);
        }
    }

    private static IllegalArgumentException refused(String call, Path file, String wrong, String remedy) {
        return new IllegalArgumentException(call + "(" + shown(file) + "): " + wrong + "; " + remedy);
    }

    private static String shown(Object file) {
        return Shown.line(file.toString());
    }
}
