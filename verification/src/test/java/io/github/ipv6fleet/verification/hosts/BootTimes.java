package io.github.ipv6fleet.verification.hosts;

import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.net.Ipv6Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** How long it takes from {@code launch()} until containers answer, and whose time that is. Clocks are the machine's one. */
final class BootTimes {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** How long a look at one that does not answer yet holds up the look at the others; a packet takes far less. */
    private static final int CONNECT_MS = 100;

    private static final int ANSWER_MS = 500;

    private final SmallVpc vpc;
    private final long launched = System.nanoTime();
    /** When the container of an instance has answered. */
    private final Map<String, Long> answered = new HashMap<>();

    /** Begins at {@code launch()}. */
    BootTimes(SmallVpc vpc) {
        this.vpc = vpc;
    }

    /** Waits until the container of every host has answered a request from the other side of the router. */
    void awaitAnswers(Fleet fleet) {
        Map<String, Ipv6Address> waiting = new LinkedHashMap<>();
        fleet.hosts().forEach(host -> waiting.put(host.instanceId(), Web.addressOf(host.plan())));
        long end = launched + PATIENCE.toNanos();
        while (!waiting.isEmpty()) {
            waiting.forEach((host, address) -> {
                if (answers(address)) {
                    answered.put(host, System.nanoTime());
                }
            });
            waiting.keySet().removeAll(answered.keySet());
            if (!waiting.isEmpty() && System.nanoTime() > end) {
                // What the hosts say of themselves tells more than that nobody answers.
                fleet.awaitReady();
                throw new AssertionError(Checks.NOT_SO + "containers " + waiting.values() + " answer the internet");
            }
            pause();
        }
        vpc.figures().note(Figure.ANSWERS, Duration.ofNanos(Collections.max(answered.values()) - launched));
    }

    /** Notes what the systems took and what our program did, of the slowest host. */
    void note(Fleet fleet) {
        note(Figure.SYSTEM, fleet, host -> times(host).system());
        note(Figure.PROGRAM, fleet, host -> times(host).program());
        note(
                Figure.OWN_STEP,
                fleet,
                host -> Duration.ofNanos(
                        answered.get(host.instanceId()) - times(host).begun()));
    }

    private BootedHost.Times times(LaunchedHost host) {
        return vpc.host(host.instanceId()).times();
    }

    private void note(Figure figure, Fleet fleet, Function<LaunchedHost, Duration> took) {
        vpc.figures()
                .note(
                        figure,
                        fleet.hosts().stream()
                                .map(took)
                                .max(Duration::compareTo)
                                .orElseThrow());
    }

    private static boolean answers(Ipv6Address address) {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(VpcRouter.INTERNET), 0));
            socket.setSoTimeout(ANSWER_MS);
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
