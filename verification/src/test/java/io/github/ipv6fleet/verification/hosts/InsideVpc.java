package io.github.ipv6fleet.verification.hosts;

import io.github.ipv6fleet.verification.packets.Folders;
import io.github.ipv6fleet.verification.packets.Leftovers;
import io.github.ipv6fleet.verification.packets.Namespace;
import io.github.ipv6fleet.verification.packets.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs a program in a JVM of its own inside a network namespace that is the VPC: it sees its hosts, and nothing else, no
 * other network. Whatever becomes of the program, everything that carries its name is removed afterwards.
 */
final class InsideVpc {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private InsideVpc() {}

    /** How a program ended. */
    record Ended(int status, String said, Path evidence) {}

    /** Runs the main method of {@code program}; its first argument is the name of what it makes, its second where evidence goes. */
    static Ended run(Class<?> program, String evidence, Duration patience, String... arguments)
            throws IOException, InterruptedException {
        String name = Leftovers.PREFIX + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
        Path folder = Folders.TRANSCRIPTS.resolveSibling("hosts").resolve(evidence);
        Shell shell = new Shell(folder.resolve("lab.txt"));
        Leftovers.sweep(shell);
        Leftovers.removeFolder(shell, folder);
        Files.createDirectories(folder);
        Path said = folder.resolve("said.txt");
        try {
            Namespace vpc = Namespace.create(shell, name + "-vpc");
            List<String> command = new ArrayList<>(List.of(
                    "nsenter",
                    "--net=/run/netns/" + vpc.name(),
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    // Else its compiler takes from the hosts that boot beside it.
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    program.getName(),
                    name,
                    folder.toString()));
            command.addAll(List.of(arguments));
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
            Shell.clean(builder);
            // Its input is a pipe of ours: when this JVM ends, in whatever way, so does that one.
            Process process = builder.start();
            boolean ended;
            try {
                ended = process.waitFor(patience.toSeconds(), TimeUnit.SECONDS);
            } finally {
                process.destroyForcibly().onExit().join(); // it must boot nothing while its things are removed
            }
            if (!ended) {
                Files.writeString(said, "\nnot done after " + patience.toSeconds() + " s\n", StandardOpenOption.APPEND);
            }
            return new Ended(ended ? process.exitValue() : -1, Files.readString(said), folder);
        } finally {
            Leftovers.remove(shell, name);
        }
    }
}
