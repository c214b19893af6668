package io.github.ipv6fleet.verification.hosts;

import io.github.ipv6fleet.net.Ipv6Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** How long it takes from {@code launch()} until containers answer, and whose time that is. Clocks are the machine's one. */
final class BootTimes {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int CONNECT_MS = 500;

    private final SmallVpc vpc;
    private final long launched = System.nanoTime();

    /** Begins at {@code launch()}. */
    BootTimes(SmallVpc vpc) {
        this.vpc = vpc;
    }

    /** Waits until the container of every host has answered a request from the other side of the router. */
    void awaitAnswers(Fleet fleet) {
        List<Ipv6Address> waiting =
                fleet.hosts().stream().map(host -> Web.addressOf(host.plan())).toList();
        long end = launched + PATIENCE.toNanos();
        for (Ipv6Address address : waiting) {
            while (!answers(address)) {
                if (System.nanoTime() > end) {
                    // What the hosts say of themselves tells more than that nobody answers.
                    fleet.awaitReady();
                    throw new AssertionError(Checks.NOT_SO + "container " + address + " answers the internet");
                }
                pause();
            }
        }
        vpc.figures().note(Figure.ANSWERS, Duration.ofNanos(System.nanoTime() - launched));
    }

    /** Notes what the systems took and what our program did, of the slowest host. */
    void note(Fleet fleet) {
        List<BootedHost.Times> times = fleet.hosts().stream()
                .map(host -> vpc.host(host.instanceId()).times())
                .toList();
        vpc.figures()
                .note(
                        Figure.SYSTEM,
                        longest(times.stream().map(BootedHost.Times::system).toList()));
        vpc.figures()
                .note(
                        Figure.OWN_STEP,
                        longest(times.stream().map(BootedHost.Times::ownStep).toList()));
    }

    private static Duration longest(List<Duration> times) {
        return times.stream().max(Duration::compareTo).orElseThrow();
    }

    private static boolean answers(Ipv6Address address) {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(VpcRouter.INTERNET), 0));
            socket.setSoTimeout(CONNECT_MS);
            socket.connect(
                    new InetSocketAddress(InetAddress.getByName(address.toString()), Fleet.PUBLISHED), CONNECT_MS);
            socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
