package io.github.ipv6fleet.verification.hosts;

import io.github.ipv6fleet.verification.packets.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The VPC's router says on every wire, each second, that it is one. Hosts without IPv4 find the metadata service by that,
 * before anything is configured; those that are configured must not listen to it any more.
 */
final class RouterAdvertisements implements AutoCloseable {
    /** A router for half an hour, no prefix, addresses by DHCPv6. */
    private static final String SAY = """
            import socket, struct, time
            say = struct.pack("!BBHBBHII", 134, 0, 0, 64, 0x80, 1800, 0, 0)
            raw = socket.socket(socket.AF_INET6, socket.SOCK_RAW, socket.IPPROTO_ICMPV6)
            raw.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_HOPS, 255)
            while True:
                for index, name in socket.if_nameindex():
                    if name[0] == "p":
                        try:
                            raw.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_IF, index)
                            raw.sendto(say, ("ff02::1", 0, 0, index))
                        except OSError:
                            pass  # it is being plugged or unplugged
                time.sleep(1)
            """;

    private final Process process;

    /** @param tree whose Python says it */
    RouterAdvertisements(Path tree, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of("chroot", tree.toString(), "/usr/bin/python3", "-c", SAY))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        Shell.clean(builder);
        process = builder.start();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
