package io.github.ipv6fleet.verification.packets;

import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.Renderers;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A VPC with hosts in it, all in namespaces of this machine. Everything it makes carries the name {@code
 * ipv6fleet-PID-N} and is removed by {@link #close}, the last thing first, whatever went wrong before. What a run that
 * was killed has left is removed by the next one.
 */
final class PacketLab implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name = Leftovers.PREFIX + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
    private final Deque<AutoCloseable> made = new ArrayDeque<>();
    private final Path transcripts;
    private final Shell shell;
    private final HostProfile profile;
    private final List<HostPlan> routed;
    private final List<EngineHost> hosts = new ArrayList<>();
    private VpcRouter router;

    private PacketLab(String transcript, HostProfile profile, List<HostPlan> routed) {
        transcripts = Folders.TRANSCRIPTS.resolve(transcript);
        shell = new Shell(transcripts.resolve("lab.txt"));
        this.profile = profile;
        this.routed = routed;
    }

    /** Starts a VPC and the hosts of {@code plans}, rendered for {@code profile}, on {@code engine}. */
    static PacketLab start(String transcript, EngineRoot engine, HostProfile profile, List<HostPlan> plans) {
        List<HostConfig> configs = plans.stream()
                .map(plan -> Renderers.standard().render(plan, profile))
                .toList();
        return start(transcript, engine, profile, plans, configs);
    }

    /** Starts hosts that are configured in another way than the VPC routes, which does so by {@code routed}. */
    static PacketLab start(
            String transcript,
            EngineRoot engine,
            HostProfile profile,
            List<HostPlan> routed,
            List<HostConfig> configs) {
        PacketLab lab = new PacketLab(transcript, profile, routed);
        try {
            Leftovers.sweep(lab.shell);
            Leftovers.removeFolder(lab.shell, lab.transcripts);
            lab.build(engine, configs);
            return lab;
        } catch (RuntimeException | Error e) {
            try (lab) {
                throw e;
            }
        }
    }

    private void build(EngineRoot engine, List<HostConfig> configs) {
        made.push(() -> Leftovers.remove(shell, name));
        Ipv6Block subnet = routed.get(0).subnet();
        Namespace vpc = namespace("vpc");
        router = new VpcRouter(vpc, machine(vpc, Path.of("/"), "vpc"), subnet);
        List<Namespace> wired = new ArrayList<>();
        for (int port = 1; port <= configs.size(); port++) {
            Namespace host = namespace("host" + port);
            router.plug(
                    port, host, profile.uplink().value(), routed.get(port - 1).address());
            own(port, routed.get(port - 1).containerBlock());
            wired.add(host);
        }
        router.answerNeighbours(configs.size());
        List<CompletableFuture<EngineHost>> starting = new ArrayList<>();
        for (int port = 1; port <= configs.size(); port++) {
            Machine machine = machine(wired.get(port - 1), engine.tree(), "host" + port);
            HostConfig config = configs.get(port - 1);
            starting.add(CompletableFuture.supplyAsync(
                    () -> EngineHost.start(machine, "/" + name, config, profile.networkName())));
        }
        // Waits for every host, also when one fails: nothing may still be starting while it is removed.
        CompletableFuture.allOf(starting.toArray(CompletableFuture[]::new)).join();
        starting.forEach(host -> hosts.add(host.join()));
    }

    /** Returns host 1, 2 and so on. */
    EngineHost host(int port) {
        return hosts.get(port - 1);
    }

    /** Makes the VPC route one more block to host {@code port}. */
    void own(int port, Ipv6Block block) {
        router.own(port, routed.get(port - 1).address(), block);
    }

    /** Returns the VPC. */
    VpcRouter vpc() {
        return router;
    }

    private Namespace namespace(String part) {
        return registered(Namespace.create(shell, name + "-" + part));
    }

    private Machine machine(Namespace network, Path lower, String part) {
        return registered(Machine.boot(
                new Shell(transcripts.resolve(part + ".txt")),
                network,
                lower,
                Folders.RUNS.resolve(name).resolve(part)));
    }

    private <T extends AutoCloseable> T registered(T part) {
        made.push(part);
        return part;
    }

    @Override
    public void close() {
        IllegalStateException failure = null;
        while (!made.isEmpty()) {
            try {
                made.pop().close();
            } catch (Exception e) {
                if (failure == null) {
                    failure = new IllegalStateException("not everything of " + name + " could be removed");
                }
                failure.addSuppressed(e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
