package io.github.ipv6fleet.verification.hosts;

import static io.github.ipv6fleet.verification.hosts.Checks.require;

import io.github.ipv6fleet.aws.LaunchedFleet;
import io.github.ipv6fleet.aws.LaunchedHost;
import java.time.Duration;
import software.amazon.awssdk.services.ec2.model.Filter;

/** What becomes of a fleet's addresses over time, and that hosts which nobody touches lose no packet meanwhile. */
final class Life {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SmallVpc vpc;
    private final Cell cell;

    Life(SmallVpc vpc, Cell cell) {
        this.vpc = vpc;
        this.cell = cell;
    }

    void play() {
        Fleet two = Fleet.launched(vpc, cell, builder -> builder.hosts(2));
        Web one = Web.of(vpc, two.host(0));
        Web other = Web.of(vpc, two.host(1));
        daemonRestarts(other, one);
        hostReboots(other, one);

        one.host().sh("docker exec -d web sh -c 'ping -6 -i 0.2 -W 2 " + other.address() + " >/tmp/untouched.txt'");
        Fleet three = new Fleet(vpc, two.launched().scaleTo(3));
        three.awaitReady();
        Conversation.talk(one, Web.of(vpc, three.host(2)));
        vpc.say("scaled to three");
        Web third = replaced(three.launched(), three.host(2), one);
        prefixIsTaken(third, one);
        one.host().sh("pkill -INT --full '[p]ing -6 -i 0.2' && sleep 1");
        String counted = one.inside("cat /tmp/untouched.txt").out();
        require(
                counted.contains(", 0% packet loss"),
                "the two hosts that nobody touched lost no ping: "
                        + counted.lines()
                                .filter(line -> line.contains("loss"))
                                .findFirst()
                                .orElse(counted));
    }

    private void daemonRestarts(Web restarted, Web peer) {
        restarted.host().sh("systemctl restart docker");
        vpc.await(
                "the container answers after its daemon was restarted",
                PATIENCE,
                () -> peer.reaches(restarted.address(), Fleet.PUBLISHED));
        require(restarted.hasItsAddress(), "a restart of the daemon keeps the address " + restarted.address());
    }

    private void hostReboots(Web rebooted, Web peer) {
        String before = rebooted.host().bootId();
        vpc.client().rebootInstances(r -> r.instanceIds(rebooted.launched().instanceId()));
        vpc.await("the host has booted again", PATIENCE, () -> {
            String now = rebooted.host().bootId();
            return !now.isEmpty() && !now.equals(before) && rebooted.host().isUp();
        });
        vpc.await(
                "the container answers after its host was rebooted",
                PATIENCE,
                () -> peer.reaches(rebooted.address(), Fleet.PUBLISHED));
        require(rebooted.hasItsAddress(), "a reboot of the host keeps the address " + rebooted.address());
        String uplink = rebooted.host().sh("ip -6 -o addr show dev " + BootedHost.UPLINK + " scope global");
        require(uplink.lines().count() == 1, "cloud-init has not taken the network back: " + uplink);
        Conversation.talk(rebooted, peer);
    }

    private Web replaced(LaunchedFleet fleet, LaunchedHost host, Web peer) {
        Fleet after = new Fleet(vpc, fleet.replace(host));
        after.awaitReady();
        LaunchedHost again = after.host(2);
        require(!again.instanceId().equals(host.instanceId()), "another instance has the place of " + host.name());
        require(again.containerBlock().equals(host.containerBlock()), "with the block " + host.containerBlock());
        Conversation.talk(peer, Web.of(vpc, again));
        vpc.say("replaced");
        return Web.of(vpc, again);
    }

    private void prefixIsTaken(Web web, Web peer) {
        LaunchedHost host = web.launched();
        vpc.client()
                .unassignIpv6Addresses(r -> r.networkInterfaceId(host.interfaceId())
                        .ipv6Prefixes(host.containerBlock().toString()));
        vpc.await("the container is cut off", PATIENCE, () -> !peer.reaches(web.address(), Fleet.PUBLISHED));
        Fleet.builder(vpc, cell).hosts(3).build().reconcile();
        vpc.await("after reconcile() it answers again", PATIENCE, () -> peer.reaches(web.address(), Fleet.PUBLISHED));
        require(
                vpc
                        .client()
                        .describeNetworkInterfaces(r -> r.filters(Filter.builder()
                                .name("network-interface-id")
                                .values(host.interfaceId())
                                .build()))
                        .networkInterfaces()
                        .get(0)
                        .ipv6Prefixes()
                        .stream()
                        .anyMatch(prefix -> prefix.ipv6Prefix()
                                .startsWith(host.containerBlock().first().toString())),
                "EC2 has given the prefix back");
    }
}
