package io.github.ipv6fleet.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPInputStream;

/** User data as a call has them, read as cloud-init does: what is in gzip is taken out of it. */
public final class SentUserData {
    private static final int GZIP = 0x1f;

    private SentUserData() {}

    /** Returns the text. */
    public static String text(String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        try {
            byte[] plain =
                    bytes[0] == GZIP ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes() : bytes;
            return new String(plain, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
