package io.github.ipv6fleet.verification.hosts;

import static io.github.ipv6fleet.verification.hosts.Checks.require;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.aws.LaunchedFleet;
import io.github.ipv6fleet.aws.LaunchedHost;
import java.time.Duration;
import java.util.List;
import java.util.Set;
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
        Fleet.launched(vpc, cell, builder -> builder.hosts(2));
        Fleet.builder(vpc, cell).hosts(2).build().handOver();
        vpc.say("handed over");
        vpc.await("EC2's two hosts are up", PATIENCE, () -> found().size() == 2 && answering() == 2);
        List<LaunchedHost> before = found();
        Web one = Web.of(vpc, before.get(0));
        Web other = Web.of(vpc, before.get(1));
        require(one.pings(other.address()), "the containers of EC2's hosts reach each other");

        String killed = before.get(1).instanceId();
        vpc.client().terminateInstances(r -> r.instanceIds(killed));
        vpc.await(
                "EC2 has launched another host",
                PATIENCE,
                () -> found().size() == 2 && !ids().contains(killed) && answering() == 2);
        LaunchedHost replacement = found().stream()
                .filter(host -> !host.instanceId().equals(before.get(0).instanceId()))
                .findFirst()
                .orElseThrow();
        require(
                !replacement.containerBlock().equals(before.get(1).containerBlock()),
                "with a block of its own, " + replacement.containerBlock());
        require(one.pings(Web.of(vpc, replacement).address()), "and its container answers");
    }

    private List<LaunchedHost> found() {
        return Ipv6Fleet.named("edge")
                .client(vpc.client())
                .find()
                .map(LaunchedFleet::hosts)
                .orElse(List.of());
    }

    private Set<String> ids() {
        return found().stream().map(LaunchedHost::instanceId).collect(Collectors.toSet());
    }

    private long answering() {
        return found().stream()
                .filter(host -> vpc.isBooted(host.instanceId())
                        && Web.of(vpc, host)
                                .inside("ip -6 -o addr show dev eth0 scope global")
                                .succeeded())
                .count();
    }
}
