package io.github.ipv6fleet.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one kind of temporary file that there is: what is being written to the caller's folder. */
class TemporaryFilesTest {
    /** Takes long enough to write that a look beside finds it. */
    private static final String LONG = "x".repeat(1 << 26);

    @TempDir
    Path folder;

    @Test
    @DisplayName("until it is whole a file is its owner's alone, even if it will be for everybody, and nothing is left")
    void whileItIsWritten() throws Exception {
        Set<String> modes = ConcurrentHashMap.newKeySet();
        Thread looker = new Thread(() -> look(modes));
        looker.start();
        for (int i = 0; i < 20 && modes.isEmpty(); i++) {
            new FolderWriter(folder).write("fleet.txt", LONG, 0644);
        }
        looker.interrupt();
        looker.join();

        assertThat(modes).containsExactly("rw-------");
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).containsExactly(folder.resolve("fleet.txt"));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("fleet.txt"))))
                .isEqualTo("rw-r--r--");
    }

    private void look(Set<String> modes) {
        while (!Thread.currentThread().isInterrupted()) {
            try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, ".ipv6-fleet-*")) {
                for (Path part : parts) {
                    if (Files.size(part) < LONG.length()) { // afterwards it gets the mode that it is to have
                        modes.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(part)));
                    }
                }
            } catch (NoSuchFileException e) {
                // it is whole by now
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}
