package io.github.ipv6fleet.examples.acceptance;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.aws.Finding;
import io.github.ipv6fleet.aws.Finding.Severity;
import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.HostReadiness;
import io.github.ipv6fleet.aws.LaunchedFleet;
import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.aws.TerminationReport;
import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.plan.BlockSource;
import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.HostPlan;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;

/** Two hosts of one block source, from launch to end. Closing it ends what runs, whatever happened before. */
final class Trial implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

    private final Ground ground;
    private final BlockSource source;
    private final String name;
    private final Outcome outcome;
    private final Consumer<String> log;

    Trial(Ground ground, BlockSource source, String name, Consumer<String> log) {
        this.ground = ground;
        this.source = source;
        this.name = ground.name() + "-" + name;
        this.log = log;
        this.outcome = new Outcome(source.toString());
    }

    Outcome outcome() {
        return outcome;
    }

    /** The addresses of the containers, as the plan has them. */
    List<Ipv6Address> containers() {
        return outcome.hosts().stream()
                .map(LaunchedHost::plan)
                .map(Trial::container)
                .toList();
    }

    /** Launches hosts whose containers talk to each other. */
    LaunchedFleet launch() {
        FleetPlan plan = builder(host -> List.of()).hosts(2).plan();
        Ipv6Fleet.Builder pinned = builder(host -> plan.hosts().stream()
                .filter(other -> !other.name().equals(host))
                .map(Trial::container)
                .toList());
        // Each has to know the other one's address beforehand, so it must be that one.
        for (HostPlan host : plan.hosts()) {
            pinned.host(host.name(), spec -> spec.address(host.address()).containers(host.containerBlock()));
        }
        return launch(pinned.build());
    }

    /** Launches hosts whose addresses nobody knows beforehand; their containers talk to these. */
    LaunchedFleet launch(List<Ipv6Address> peers) {
        return launch(builder(host -> peers).hosts(2).build());
    }

    private Ipv6Fleet.Builder builder(Function<String, List<Ipv6Address>> peers) {
        return ground.fleets()
                .apply(name)
                .blockSource(source)
                .container(Talk.container(ground.image()))
                .renderer(new Talk(peers));
    }

    private static Ipv6Address container(HostPlan plan) {
        return plan.namedContainers()
                .getOrDefault(Talk.CONTAINER, plan.bridgeAddress().plus(1));
    }

    private LaunchedFleet launch(Ipv6Fleet fleet) {
        log.accept(name + ": launch");
        LaunchedFleet launched = fleet.launch();
        outcome.hosts(launched.hosts());
        outcome.require(launched.hosts().size() == 2, "launch(): " + launched.report());
        Set<Object> blocks = new LinkedHashSet<>();
        launched.hosts().forEach(host -> blocks.add(host.containerBlock()));
        outcome.require(blocks.size() == 2, "each host has a block of its own: " + blocks);
        LaunchedFleet again = fleet.launch();
        outcome.require(
                again.report().writes() == 0 && ids(again).equals(ids(launched)),
                "second launch(): " + again.report().writes() + " writes, "
                        + (ids(again).equals(ids(launched)) ? "same hosts" : "other hosts: " + ids(again)));
        return launched;
    }

    /** Waits until the hosts are up and their containers have talked. */
    void talk(LaunchedFleet launched) {
        if (!ground.boots()) {
            outcome.untried("hosts do not boot there, so no container has talked");
            return;
        }
        log.accept(name + ": " + launched.hosts().size() + " hosts boot");
        long end = System.nanoTime() + ground.patience().toNanos();
        for (HostReadiness host : launched.awaitReady(ground.patience())) {
            outcome.require(host.isReady(), "host " + host.host().name() + ": " + host.log());
        }
        for (LaunchedHost host : launched.hosts()) {
            said(host, awaitEnd(host, end));
        }
        List<Finding> found = launched.verify().stream()
                .filter(finding -> finding.severity() != Severity.NOTE)
                .toList();
        outcome.require(found.isEmpty(), "verify(): " + (found.isEmpty() ? "nothing found" : found.toString()));
    }

    private void said(LaunchedHost host, String console) {
        List<Talked> talks = Talked.on(console);
        if (talks.isEmpty()) {
            outcome.problem("host " + host.name() + " said nothing of any talk");
        }
        String planned = container(host.plan()).toString();
        for (Talked talk : talks) {
            outcome.require(
                    talk.isSound() && talk.own().equals(planned),
                    "container " + planned + " to " + talk.peer() + ": " + loss(talk.to()) + " of its pings lost, "
                            + loss(talk.back()) + " of those back; the peer saw " + word(talk.seen())
                            + "; its port that is not published is " + talk.other()
                            + (talk.own().equals(planned) ? "" : "; its own address is " + word(talk.own())));
        }
    }

    private static String loss(String percent) {
        return percent.isEmpty() ? "nobody knows how many" : percent + " %";
    }

    private static String word(String address) {
        return address.isEmpty() ? "none" : address;
    }

    private String awaitEnd(LaunchedHost host, long end) {
        String console = console(host);
        while (!Talked.isOver(console) && System.nanoTime() < end) {
            pause();
            console = console(host);
        }
        return console;
    }

    /** What cannot be read is asked for again. */
    private String console(LaunchedHost host) {
        try {
            String encoded = ground.client()
                    .getConsoleOutput(r -> r.instanceId(host.instanceId()).latest(true))
                    .output();
            return encoded == null
                    ? ""
                    : new String(Base64.getMimeDecoder().decode(encoded), StandardCharsets.UTF_8).replace("\r", "");
        } catch (SdkException e) {
            log.accept(name + ": the console of " + host.name() + " cannot be read: " + e.getMessage());
            return "";
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted; what was launched is ended", e);
        }
    }

    private static List<String> ids(LaunchedFleet fleet) {
        return fleet.hosts().stream().map(LaunchedHost::instanceId).toList();
    }

    /** Ends the fleet, and looks whether anything is left. */
    @Override
    public void close() {
        log.accept(name + ": terminate");
        Ipv6Fleet.Builder builder = Ipv6Fleet.named(name).client(ground.client());
        TerminationReport report;
        List<String> left = new ArrayList<>();
        try {
            report = builder.terminate();
            left.addAll(report.leftOver());
            builder.find().ifPresent(fleet -> left.addAll(ids(fleet)));
        } catch (FleetException e) {
            outcome.problem("terminate(): " + e.getMessage() + "; again: ./quickstart "
                    + (ground.isEc2() ? "--aws " : "") + "--terminate --name " + name);
            return;
        }
        outcome.require(
                left.isEmpty(),
                "terminate(): " + report.terminated().size() + " instances, "
                        + (left.isEmpty() ? "nothing is left" : "still there: " + left));
    }
}
