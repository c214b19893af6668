package io.github.ipv6fleet.verification.hosts;

import io.github.ipv6fleet.ec2sim.Ec2Simulator;
import io.github.ipv6fleet.ec2sim.SimulatedInterface;
import io.github.ipv6fleet.verification.packets.Shell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** What EC2 says of who owns what, and of security groups, is what the router does, a moment later. */
final class Following implements AutoCloseable {
    private static final long EVERY_MS = 100;

    private final Ec2Simulator simulator;
    private final Ec2Client client;
    private final VpcRouter router;
    private final Supplier<List<VpcPort>> ports;
    private final Shell shell;
    private final Thread thread = new Thread(this::follow);
    /** How often the router has been brought to what EC2 says. */
    private final AtomicInteger looks = new AtomicInteger();

    private volatile boolean closed;
    private List<Object> seen = List.of();

    Following(Ec2Simulator simulator, Ec2Client client, VpcRouter router, Supplier<List<VpcPort>> ports, Shell shell) {
        this.simulator = simulator;
        this.client = client;
        this.router = router;
        this.ports = ports;
        this.shell = shell;
    }

    Following start() {
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    /** How often it has looked; two more looks mean that what EC2 said at this moment has been done. */
    int looks() {
        return looks.get();
    }

    private void follow() {
        while (!closed) {
            try {
                look();
                looks.incrementAndGet();
            } catch (RuntimeException e) {
                if (!closed) {
                    shell.note("following failed: " + e + "\n");
                }
            }
            try {
                Thread.sleep(EVERY_MS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void look() {
        Map<String, SimulatedInterface> interfaces =
                simulator.interfaces().stream().collect(Collectors.toMap(SimulatedInterface::id, Function.identity()));
        List<VpcPort> now = ports.get();
        Map<String, List<String>> rules = SecurityGroups.rules(client, now);
        List<Object> state = List.of(now, owned(interfaces), rules);
        if (!state.equals(seen)) {
            router.follow(now, new HashMap<>(interfaces), rules);
            seen = state;
        }
    }

    private static Map<String, List<String>> owned(Map<String, SimulatedInterface> interfaces) {
        Map<String, List<String>> owned = new HashMap<>();
        interfaces.forEach((id, one) -> {
            List<String> all = new ArrayList<>(one.ipv6Addresses());
            all.addAll(one.ipv6Prefixes());
            owned.put(id, all);
        });
        return owned;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
