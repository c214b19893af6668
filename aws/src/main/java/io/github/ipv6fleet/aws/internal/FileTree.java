package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostFile;
import io.github.ipv6fleet.render.UserData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Writes what hosts would get to a folder, for people to read and for tools to take. */
public final class FileTree {
    private FileTree() {}

    /** Writes {@code folder/<host>/<absolute path of the file>} and {@code folder/<host>/user-data}. */
    public static List<Path> write(Path folder, FleetPlan plan, FleetSettings settings) {
        List<Path> written = new ArrayList<>();
        try {
            for (HostPlan host : plan.hosts()) {
                HostConfig config = settings.renderers().render(host, settings.profile());
                Path home = folder.resolve(host.name());
                for (HostFile file : config.files()) {
                    written.add(write(home.resolve(file.path().substring(1)), file.content(), file.mode()));
                }
                written.add(write(home.resolve("user-data"), UserData.of(config).text(), 0600));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder + ": " + e + "; give a folder that is yours", e);
        }
        return written;
    }

    private static Path write(Path file, String content, int mode) throws IOException {
        Files.createDirectories(file.getParent());
        // The mode comes first: what others may not read must not stand there readable for a moment.
        if (Files.notExists(file)) {
            Files.createFile(file);
        }
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, permissions(mode));
        }
        return Files.writeString(file, content);
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] all = PosixFilePermission.values(); // in the order rwxrwxrwx, owner first
        for (int i = 0; i < all.length; i++) {
            if ((mode & (0400 >> i)) != 0) {
                permissions.add(all[i]);
            }
        }
        return permissions;
    }
}
