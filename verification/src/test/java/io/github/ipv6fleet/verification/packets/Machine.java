package io.github.ipv6fleet.verification.packets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Something like a machine: a network namespace, processes of its own, and a root file system that is a throw-away
 * layer over somebody else's. Its process 1 reads a pipe of this JVM: when the JVM closes it, or ends in whatever way,
 * process 1 ends and the kernel kills every process of the machine.
 */
final class Machine implements AutoCloseable {
    /** Programs that stand in for what this machine does not have, such as systemctl. */
    static final String STAND_INS = "/run/stand-ins";

    /** $1 is the lower root, $2 the work folder. Of /proc/sys only net belongs to the namespace, so the rest is shut. */
    private static final String BOOT = """
            mount -t overlay overlay -o "lowerdir=$1,upperdir=$2/upper,workdir=$2/overlay" "$2/root"
            mount --bind "$2/docker" "$2/root/var/lib/docker"
            cd "$2/root"
            mount -t proc proc proc
            mount --bind proc/sys proc/sys
            mount -o remount,bind,ro proc/sys
            mount --bind /proc/sys/net proc/sys/net
            mount -t sysfs sysfs sys
            mount --rbind /sys/fs/cgroup sys/fs/cgroup
            mount --rbind /dev dev
            mount -t tmpfs tmpfs run
            mount -t tmpfs tmpfs tmp
            mkdir run/old run/stand-ins
            pivot_root . run/old
            cd /
            /bin/busybox umount -l /run/old
            echo up
            exec /bin/busybox cat >/dev/null
            """;

    private final Shell shell;
    private final Process process;
    private final long init;

    private Machine(Shell shell, Process process, long init) {
        this.shell = shell;
        this.process = process;
        this.init = init;
    }

    /** Boots a machine in {@code network} over the root file system {@code lower}; {@code work} is a new folder. */
    static Machine boot(Shell shell, Namespace network, Path lower, Path work) {
        try {
            for (String folder : List.of("upper/var/lib/docker", "overlay", "root", "docker")) {
                Files.createDirectories(work.resolve(folder));
            }
            List<String> command = List.of(
                    "nsenter",
                    "--net=/run/netns/" + network.name(),
                    "unshare",
                    "--mount",
                    "--propagation",
                    "private",
                    "--pid",
                    "--fork",
                    "--kill-child",
                    "sh",
                    "-eu",
                    "-c",
                    BOOT,
                    "boot",
                    lower.toRealPath().toString(),
                    work.toString());
            Path errors = work.resolve("boot.err");
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
            Shell.clean(builder);
            Process process = builder.start();
            BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
            if (!"up".equals(said.readLine())) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "machine in " + network.name() + " does not boot: " + Files.readString(errors));
            }
            ProcessHandle init = process.children().findFirst().orElseThrow();
            return new Machine(shell, process, init.pid());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot boot a machine in " + network.name(), e);
        }
    }

    /** Runs POSIX sh text that must succeed; returns its standard output. */
    String sh(String script) {
        return attempt(script).orFail();
    }

    /** Runs POSIX sh text that may fail. */
    Shell.Outcome attempt(String script) {
        return shell.attempt(
                script,
                List.of(
                        "nsenter",
                        "--target",
                        Long.toString(init),
                        "--mount",
                        "--net",
                        "--pid",
                        "env",
                        "PATH=" + STAND_INS + ":" + Shell.PATH,
                        "sh",
                        "-eu",
                        "-c",
                        script));
    }

    /** Writes a file of the machine, and the folders above it. */
    void write(String path, int mode, String content) {
        Path file = Path.of("/proc/" + init + "/root" + path);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            String permissions = "";
            for (int bits = 6; bits >= 0; bits -= 3) {
                int three = mode >> bits;
                permissions +=
                        ((three & 4) > 0 ? "r" : "-") + ((three & 2) > 0 ? "w" : "-") + ((three & 1) > 0 ? "x" : "-");
            }
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path + " of the machine", e);
        }
    }

    /** Adds a program that is found before one of that name on the root file system. */
    void standIn(String program, String script) {
        write(STAND_INS + "/" + program, 0755, "#!/bin/sh\nset -eu\n" + script);
    }

    /** Ends every process of the machine; returns when they are gone, and their mounts with them. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().onExit().join();
            }
        } catch (IOException e) {
            process.destroyForcibly().onExit().join();
        } catch (InterruptedException e) {
            process.destroyForcibly().onExit().join();
            Thread.currentThread().interrupt();
        }
    }
}
