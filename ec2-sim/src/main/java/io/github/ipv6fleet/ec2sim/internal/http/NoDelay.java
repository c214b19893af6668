package io.github.ipv6fleet.ec2sim.internal.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * Servers that send at once. The JDK's writes head and body apart, and if it waits for the acknowledgement of the head
 * in between, a client that delays it makes every call 40 ms long. There is one switch, a system property that the
 * server's classes read when the first server of the process is made, and keep; it is set for that moment only. What
 * stays is that later servers of this process send at once too, and that one made before us decides for ours.
 */
final class NoDelay {
    private static final String SWITCH = "sun.net.httpserver.nodelay";

    private NoDelay() {}

    static synchronized HttpServer create(InetSocketAddress address) throws IOException {
        boolean ours = System.getProperty(SWITCH) == null;
        if (ours) {
            System.setProperty(SWITCH, "true");
        }
        try {
            return HttpServer.create(address, 0);
        } finally {
            if (ours) {
                System.clearProperty(SWITCH);
            }
        }
    }
}
