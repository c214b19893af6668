package io.github.ipv6fleet.aws.internal;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Writes files into a folder and never outside of it: the folder itself may be a symbolic link, but none in it is
 * followed. A file stands in its place complete and with its mode, or not at all. On file systems that know no POSIX
 * permissions, such as those of Windows, files have the permissions of their folder.
 */
final class FolderWriter {
    private final Path folder;
    private final boolean posix;

    /** Makes the folder if it is not there. */
    FolderWriter(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /**
     * Writes one file, and makes the folders it is in.
     *
     * @param path within the folder, its parts separated by "/"
     * @param mode permissions as in 0644; bits beyond 0777 are for the host and not set here
     */
    Path write(String path, String content, int mode) throws IOException {
        Path file = resolved(path);
        Path parent = folder;
        if (!folder.equals(file.getParent())) {
            for (Path part : folder.relativize(file.getParent())) {
                parent = subfolder(parent.resolve(part.toString()));
            }
        }
        // Nobody else may read it before it has its mode, and nobody finds half of it.
        Path part = Files.createTempFile(parent, ".ipv6-fleet-", ".part", attributes(0600));
        try {
            Files.writeString(part, content);
            if (posix) {
                Files.setPosixFilePermissions(part, permissions(mode));
            }
            return moved(part, file);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private Path resolved(String path) throws IOException {
        try {
            return folder.resolve(path);
        } catch (InvalidPathException e) {
            throw new FileSystemException(path, null, "this file system cannot have a file of that name");
        }
    }

    private static Path subfolder(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            throw new FileSystemException(
                    path.toString(),
                    null,
                    "is a symbolic link, which is not followed; remove it, or choose a new folder");
        }
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) ? path : Files.createDirectory(path);
    }

    /** A link or file that is there is replaced; what a link leads to is left alone. */
    private static Path moved(Path part, Path file) throws IOException {
        try {
            return Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            return Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private FileAttribute<?>[] attributes(int mode) {
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions(mode))}
                : new FileAttribute<?>[0];
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
