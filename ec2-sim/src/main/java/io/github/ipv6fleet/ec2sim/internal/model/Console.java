package io.github.ipv6fleet.ec2sim.internal.model;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The end of what an instance wrote to its console. */
public final class Console {
    /** EC2 API reference, GetConsoleOutput: "the most recent 64 KB". */
    public static final int MOST_BYTES = 64 << 10;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private @Nullable Instant last;

    public void append(byte[] bytes, Instant now) {
        written.writeBytes(bytes.length > MOST_BYTES ? tail(bytes) : bytes);
        if (written.size() > 2 * MOST_BYTES) { // cut now and then, not at every line
            byte[] kept = tail(written.toByteArray());
            written.reset();
            written.writeBytes(kept);
        }
        last = now;
    }

    /** Returns the last 64 KB. */
    public byte[] read() {
        return tail(written.toByteArray());
    }

    /** Returns when something was written last; null if nothing was. */
    public @Nullable Instant last() {
        return last;
    }

    private static byte[] tail(byte[] bytes) {
        return bytes.length <= MOST_BYTES ? bytes : Arrays.copyOfRange(bytes, bytes.length - MOST_BYTES, bytes.length);
    }
}
