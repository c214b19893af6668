package io.github.ipv6fleet.render.internal.check;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** What may be wrapped around a text on its way to a host: gzip, base64. */
final class Packed {
    /** A thousand times what EC2 takes: more than that is no user data, and would fill memory. */
    static final int MOST_BYTES = 16 << 20;

    private Packed() {}

    /** Says why something cannot be unpacked. */
    static final class PackedProblem extends Exception {
        private static final long serialVersionUID = 1L;

        PackedProblem(String problem) {
            super(problem);
        }
    }

    static boolean isGzip(byte[] bytes) {
        return bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
    }

    static byte[] gunzip(byte[] bytes) throws PackedProblem {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] plain = in.readNBytes(MOST_BYTES + 1);
            if (plain.length > MOST_BYTES) {
                throw new PackedProblem("its gzip unpacks to more than " + (MOST_BYTES >> 20) + " MiB");
            }
            return plain;
        } catch (IOException e) {
            throw new PackedProblem("its gzip is broken: " + e.getMessage());
        }
    }

    /** Reads base64 with line breaks in it, as people and programs wrap it. */
    static byte[] base64(String text) throws PackedProblem {
        return decoded(text).orElseThrow(() -> new PackedProblem("it is no base64"));
    }

    /** Returns what base64 of user data holds, such as DescribeInstanceAttribute answers; empty if it is something else. */
    static Optional<byte[]> ifBase64(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.isBlank() ? Optional.empty() : decoded(text);
    }

    private static Optional<byte[]> decoded(String text) {
        StringBuilder digits = new StringBuilder(text.length());
        text.chars().filter(c -> c > ' ').forEach(c -> digits.append((char) c));
        try {
            return Optional.of(Base64.getDecoder().decode(digits.toString()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
