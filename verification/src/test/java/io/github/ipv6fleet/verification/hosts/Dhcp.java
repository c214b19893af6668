package io.github.ipv6fleet.verification.hosts;

import io.github.ipv6fleet.verification.packets.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/** Gives each interface the private IPv4 address that EC2 says it has, and no other. */
final class Dhcp implements AutoCloseable {
    private final Path hosts;
    private final Process process;

    Dhcp(Path folder) throws IOException {
        Files.createDirectories(folder);
        hosts = Files.createFile(folder.resolve("dhcp-hosts"));
        ProcessBuilder builder = new ProcessBuilder(
                        "dnsmasq",
                        "--keep-in-foreground",
                        "--conf-file=/dev/null",
                        "--port=0",
                        "--bind-dynamic",
                        "--interface=p*",
                        "--dhcp-range=" + SmallVpc.NETWORK + ",static," + SmallVpc.MASK,
                        "--dhcp-hostsfile=" + hosts,
                        "--dhcp-leasefile=" + folder.resolve("dhcp-leases"),
                        "--pid-file",
                        "--user=root")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("dhcp.log").toFile());
        Shell.clean(builder);
        process = builder.start();
    }

    void add(VpcPort port) throws IOException {
        if (!port.ipv4().isEmpty()) {
            Files.writeString(hosts, port.mac() + "," + port.ipv4() + "\n", StandardOpenOption.APPEND);
            new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start();
        }
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
