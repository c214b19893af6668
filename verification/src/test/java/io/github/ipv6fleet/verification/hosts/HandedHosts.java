package io.github.ipv6fleet.verification.hosts;

import static io.github.ipv6fleet.verification.hosts.Checks.require;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.aws.LaunchedFleet;
import io.github.ipv6fleet.aws.LaunchedHost;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** A fleet that EC2 runs: a host that is killed is replaced from the template, and its container answers. */
final class HandedHosts {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final SmallVpc vpc;
    private final Cell cell;

    HandedHosts(SmallVpc vpc, Cell cell) {
        this.vpc = vpc;
        this.cell = cell;
    }

    void play() {
        Set<String> first =
                ids(Fleet.launched(vpc, cell, builder -> builder.hosts(2)).hosts());
        Fleet.builder(vpc, cell).hosts(2).build().handOver();
        vpc.say("handed over");
        List<LaunchedHost> before = awaitHosts("EC2's two hosts are up", first);
        Web one = Web.of(vpc, before.get(0));
        require(one.pings(Web.of(vpc, before.get(1)).address()), "the containers of EC2's hosts reach each other");

        LaunchedHost killed = before.get(1);
        vpc.client().terminateInstances(r -> r.instanceIds(killed.instanceId()));
        LaunchedHost replacement = awaitHosts("EC2 has launched another host", Set.of(killed.instanceId())).stream()
                .filter(host -> !host.instanceId().equals(before.get(0).instanceId()))
                .findFirst()
                .orElseThrow();
        Web web = Web.of(vpc, replacement);
        require(
                !replacement.containerBlock().equals(killed.containerBlock()),
                "with a block of its own, " + replacement.containerBlock());
        require(one.pings(web.address()) && one.reaches(web.address(), Fleet.PUBLISHED), "and its container answers");
    }

    /** Waits until there are two hosts, none of these, whose containers run. */
    private List<LaunchedHost> awaitHosts(String what, Set<String> others) {
        AtomicReference<List<LaunchedHost>> last = new AtomicReference<>(List.of());
        vpc.await(what, PATIENCE, () -> {
            List<LaunchedHost> found = found();
            last.set(found);
            return found.size() == 2
                    && Collections.disjoint(ids(found), others)
                    && found.stream().allMatch(this::runs);
        });
        return last.get();
    }

    private boolean runs(LaunchedHost host) {
        return vpc.booted(host.instanceId())
                .filter(booted -> new Web(booted, host)
                        .inside("ip -6 -o addr show dev eth0 scope global")
                        .succeeded())
                .isPresent();
    }

    private List<LaunchedHost> found() {
        return Ipv6Fleet.named("edge")
                .client(vpc.client())
                .find()
                .map(LaunchedFleet::hosts)
                .orElse(List.of());
    }

    private static Set<String> ids(List<LaunchedHost> hosts) {
        return hosts.stream().map(LaunchedHost::instanceId).collect(Collectors.toSet());
    }
}
