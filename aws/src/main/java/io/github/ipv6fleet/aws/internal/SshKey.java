package io.github.ipv6fleet.aws.internal;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * A public key as OpenSSH writes it in one line.
 *
 * @param file where it was read
 * @param type such as {@code ssh-ed25519}
 * @param base64 the key itself
 * @param comment usually whose it is; printable ASCII, may be empty
 */
public record SshKey(Path file, String type, String base64, String comment) {
    /** What sshd takes today; ssh-dss it does not. */
    private static final Set<String> TYPES = Set.of(
            "ssh-ed25519",
            "ssh-rsa",
            "ecdsa-sha2-nistp256",
            "ecdsa-sha2-nistp384",
            "ecdsa-sha2-nistp521",
            "sk-ssh-ed25519@openssh.com",
            "sk-ecdsa-sha2-nistp256@openssh.com");

    private static final String SUFFIX = ".pub";

    /** Reads a line of a key file; empty if it is no such key. */
    static Optional<SshKey> parse(Path file, String line) {
        String[] words = line.strip().split("[ \t]+", 3);
        if (words.length < 2 || !TYPES.contains(words[0])) {
            return Optional.empty();
        }
        try {
            byte[] blob = Base64.getDecoder().decode(words[1]);
            if (!words[0].equals(firstField(blob))) {
                return Optional.empty();
            }
            String comment = words.length == 3 ? words[2].replaceAll("[^ -~]", "?") : "";
            return Optional.of(new SshKey(file, words[0], Base64.getEncoder().encodeToString(blob), comment));
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    /** The type stands in the key itself too (RFC 4253, 6.6). */
    private static String firstField(byte[] blob) {
        ByteBuffer fields = ByteBuffer.wrap(blob);
        int length = fields.getInt();
        if (length < 0 || length >= fields.remaining()) {
            throw new BufferUnderflowException();
        }
        return new String(Arrays.copyOfRange(blob, Integer.BYTES, Integer.BYTES + length), StandardCharsets.US_ASCII);
    }

    /** The line without the comment, by which two keys are the same or not. */
    String key() {
        return type + " " + base64;
    }

    /** The whole line. */
    String line() {
        return comment.isEmpty() ? key() : key() + " " + comment;
    }

    byte[] blob() {
        return Base64.getDecoder().decode(base64);
    }

    /** Where ssh-keygen puts the private half: beside it, without {@code .pub}; empty for a file named otherwise. */
    Optional<Path> privateHalf() {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(SUFFIX) && name.length() > SUFFIX.length()
                ? Optional.of(file.resolveSibling(name.substring(0, name.length() - SUFFIX.length())))
                : Optional.empty();
    }
}
