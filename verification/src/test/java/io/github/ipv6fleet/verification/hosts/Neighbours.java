package io.github.ipv6fleet.verification.hosts;

import io.github.ipv6fleet.verification.packets.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The VPC answers on each wire for every neighbour of the subnet, as hosts expect who take the whole subnet for on-link:
 * those of 2018. Others ask for the router alone.
 */
final class Neighbours implements AutoCloseable {
    private static final String RULE = """
            proxy %s {
              router no
              timeout 500
              ttl 30000
              rule %s {
                static
              }
            }
            """;

    private final Path folder;
    private final String subnet;
    private final Map<String, Process> answering = new HashMap<>();

    Neighbours(Path folder, String subnet) {
        this.folder = folder;
        this.subnet = subnet;
    }

    /** Answers on a wire that is there already. */
    synchronized void answer(VpcPort port) {
        try {
            Files.createDirectories(folder);
            Path config = folder.resolve(port.name() + ".conf");
            Files.writeString(config, RULE.formatted(port.name(), subnet));
            ProcessBuilder builder = new ProcessBuilder(List.of("ndppd", "-c", config.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve(port.name() + ".log").toFile());
            Shell.clean(builder);
            answering.put(port.name(), builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void forget(VpcPort port) {
        Process process = answering.remove(port.name());
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    @Override
    public synchronized void close() {
        answering.values().forEach(process -> process.destroyForcibly().onExit().join());
        answering.clear();
    }
}
