package io.github.ipv6fleet.verification.hosts;

import io.github.ipv6fleet.verification.packets.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Gives each interface the private IPv4 address that EC2 says it has, and no other. Used by one thread. */
final class Dhcp implements AutoCloseable {
    private final Path folder;
    private final Map<String, VpcPort> ports = new TreeMap<>();
    private Process process;

    Dhcp(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.process = start();
    }

    void add(VpcPort port) {
        if (!port.ipv4().isEmpty()) {
            ports.put(port.name(), port);
            restart();
        }
    }

    void remove(VpcPort port) {
        if (ports.remove(port.name()) != null) {
            restart();
        }
    }

    /** It forgets all leases: another interface may have the address now, as it may in a VPC. */
    private void restart() {
        close();
        try {
            process = start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process start() throws IOException {
        Path hosts = folder.resolve("hosts");
        Files.writeString(
                hosts,
                ports.values().stream()
                        .map(port -> port.mac() + "," + port.ipv4() + "\n")
                        .collect(Collectors.joining()));
        Path leases = folder.resolve("leases");
        Files.deleteIfExists(leases);
        ProcessBuilder builder = new ProcessBuilder(
                        "dnsmasq",
                        "--keep-in-foreground",
                        "--conf-file=/dev/null",
                        "--port=0",
                        "--bind-dynamic",
                        "--interface=p*",
                        "--dhcp-range=" + SmallVpc.NETWORK + ",static," + SmallVpc.MASK,
                        "--dhcp-authoritative",
                        "--dhcp-hostsfile=" + hosts,
                        "--dhcp-leasefile=" + leases,
                        "--pid-file",
                        "--user=root")
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
        Shell.clean(builder);
        return builder.start();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
