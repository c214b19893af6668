package io.github.ipv6fleet.verification.hosts;

import static io.github.ipv6fleet.verification.hosts.Checks.require;

import io.github.ipv6fleet.aws.Finding;
import io.github.ipv6fleet.aws.LaunchedHost;
import java.time.Duration;
import java.util.List;

/**
 * A host that is well, by what a program on it and verify() say; and faults that somebody puts in: verify() finds each, at
 * that host, and nothing once it is mended.
 */
final class PlantedFaults {
    /** The self-test runs once a minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final SmallVpc vpc;
    private final Fleet fleet;
    private final LaunchedHost host;
    private final BootedHost booted;

    private PlantedFaults(SmallVpc vpc, Fleet fleet) {
        this.vpc = vpc;
        this.fleet = fleet;
        this.host = fleet.host(1);
        this.booted = vpc.host(host.instanceId());
    }

    static void play(SmallVpc vpc, Cell cell) {
        Fleet fleet = Fleet.launched(vpc, cell, builder -> builder.hosts(2));
        vpc.await(
                "the hosts say that they are well",
                PATIENCE,
                () -> fleet.launched().verify().isEmpty());
        PlantedFaults second = new PlantedFaults(vpc, fleet);
        second.knowsItself();
        second.play();
    }

    private void knowsItself() {
        String said = booted.attempt(ThisHostProgram.class).orFail();
        require(
                said.lines()
                        .toList()
                        .equals(List.of(
                                host.instanceId(),
                                host.interfaceId(),
                                host.plan().subnetId(),
                                List.of(host.address()).toString(),
                                host.containerBlock().toString(),
                                List.of(vpc.groupId()).toString())),
                "ThisHost.read() on the host knows what it is: " + said);
    }

    private void play() {
        String block = host.containerBlock().toString();
        String inBlock = host.containerBlock().first().plus(7).toString();
        find(
                "forwarding-is-off",
                "sysctl -qw net.ipv6.conf.all.forwarding=0",
                "sysctl -qw net.ipv6.conf.all.forwarding=1");
        find(
                "block-is-translated",
                "ip6tables -t nat -A POSTROUTING -s " + block + " -j MASQUERADE",
                "ip6tables -t nat -D POSTROUTING -s " + block + " -j MASQUERADE");
        find(
                "second-route-to-block",
                "ip -6 route add " + inBlock + " dev " + BootedHost.UPLINK,
                "ip -6 route del " + inBlock + " dev " + BootedHost.UPLINK);
        find(
                "block-is-elsewhere",
                "ip -6 addr add " + inBlock + "/128 noprefixroute dev " + BootedHost.UPLINK,
                "ip -6 addr del " + inBlock + "/128 dev " + BootedHost.UPLINK);
        find(
                "metadata-is-open",
                "nft flush chain inet ipv6_fleet forward",
                "systemctl reload ipv6-fleet-firewall.service");
        String unit = "ipv6-fleet-container-" + Fleet.CONTAINER + ".service";
        String web = host.plan().namedContainers().get(Fleet.CONTAINER).toString();
        find(
                "container-does-not-run",
                "systemctl stop " + unit + " && docker run -d --name thief --network ipv6fleet --ip6 " + web + " "
                        + TestImage.NAME + " sleep 1000 && systemctl --no-block start " + unit + " && sleep 4",
                "docker rm -f thief && sleep 12");
    }

    private void find(String id, String fault, String mended) {
        booted.sh(fault);
        if (id.equals("forwarding-is-off")) {
            vpc.await(
                    "the host says by itself that " + id,
                    PATIENCE,
                    () -> !fleet.launched().verify().isEmpty());
        }
        List<Finding> found = looked();
        require(
                !found.isEmpty()
                        && found.stream()
                                .allMatch(
                                        one -> one.id().equals(id) && one.what().startsWith("host " + host.name())),
                "verify() finds " + id + " and nothing else: " + found);
        if (id.equals("container-does-not-run")) {
            require(found.get(0).what().contains("Address already in use"), "with the reason: " + found);
        }
        booted.sh(mended);
        found = looked();
        require(found.isEmpty(), "once that is mended it finds nothing: " + found);
    }

    /** Does not wait for the minute to be over. */
    private List<Finding> looked() {
        booted.sh("systemctl start ipv6-fleet-self-test.service");
        pause(); // the console is read by a thread of its own
        return fleet.launched().verify();
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
