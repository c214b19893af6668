package io.github.ipv6fleet.ec2sim;

import io.github.ipv6fleet.ec2sim.internal.wire.FormDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A file of every request that changed something, or tried to, with its time. Ids and addresses follow from the requests
 * before, so the same requests at the same times make the same EC2. One line each, written before the request takes
 * effect; half a line at the end, of a process that was killed, is dropped.
 */
final class Journal implements AutoCloseable {
    private static final String FORMAT = "ipv6-fleet ec2-sim state 1 ";

    private final Path path;
    private final FileChannel file;

    private Journal(Path path, FileChannel file) {
        this.path = path;
        this.file = file;
    }

    /** Opens the file for this process alone; makes it if it is not there. */
    static Journal open(Path path) throws IOException {
        FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = file.tryLock();
            if (lock != null) {
                return new Journal(path, file);
            }
        } catch (OverlappingFileLockException e) {
            // another one in this process
        }
        file.close();
        throw new IOException("state file " + path + " is in use by another simulator; end that first");
    }

    /**
     * Makes the world what it was when the file was written last.
     *
     * @param settings what the result depends on besides, as text
     * @param clock is told the time of each request
     * @param again repeats a request
     * @throws IllegalArgumentException if the file is something else, or was written with other settings
     */
    void replay(String settings, Consumer<Instant> clock, Consumer<Map<String, String>> again) throws IOException {
        String text = new String(all(), StandardCharsets.UTF_8);
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        file.truncate(whole.getBytes(StandardCharsets.UTF_8).length);
        file.position(file.size());
        List<String> lines = whole.lines().toList();
        if (lines.isEmpty()) {
            append(FORMAT + settings);
            return;
        }
        if (!lines.get(0).startsWith(FORMAT)) {
            throw wrong(1, "this is no state file of this version; give another, or a new name");
        }
        if (!lines.get(0).equals(FORMAT + settings)) {
            throw wrong(
                    1,
                    "it was written with " + lines.get(0).substring(FORMAT.length()) + ", not with " + settings
                            + "; start with the same settings");
        }
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i);
            int space = line.indexOf(' ');
            try {
                clock.accept(Instant.parse(line.substring(0, Math.max(space, 0))));
                again.accept(FormDecoder.decode(line.substring(space + 1)));
            } catch (DateTimeException e) {
                throw wrong(i + 1, "a line begins with a moment such as 2026-01-01T00:00:00Z; restore the file");
            }
        }
    }

    private byte[] all() throws IOException {
        return Channels.newInputStream(file.position(0)).readAllBytes();
    }

    private IllegalArgumentException wrong(int line, String problem) {
        return new IllegalArgumentException("state file " + path + ", line " + line + ": " + problem);
    }

    /** Writes a request that is about to take effect. */
    void write(Instant now, String action, Map<String, String> parameters) {
        String form = parameters.entrySet().stream()
                .map(each -> "&" + encoded(each.getKey()) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining());
        try {
            append(now + " Action=" + encoded(action) + form);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write state file " + path + ": " + e.getMessage(), e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void append(String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
