package io.github.ipv6fleet.verification.hosts;

import static io.github.ipv6fleet.verification.hosts.Checks.require;

import io.github.ipv6fleet.render.Exposure;

/** Hosts by the recipe of 2018: the subnet is on-link, containers are on docker0, and all their ports are open. */
final class Open2018 {
    private final SmallVpc vpc;
    private final Cell cell;

    Open2018(SmallVpc vpc, Cell cell) {
        this.vpc = vpc;
        this.cell = cell;
    }

    void play() {
        vpc.answerNeighbours();
        Fleet fleet = Fleet.timed(
                vpc,
                cell,
                builder -> builder.hosts(2)
                        .profile(cell.profile()
                                .exposure(Exposure.OPEN_DOCKER0_2018)
                                .container(Fleet.container())
                                .build()));
        Web one = Web.of(vpc, fleet.host(0));
        Web two = Web.of(vpc, fleet.host(1));
        talk(one, two);
        talk(two, one);
        isAsIn2018(one);
        isAsIn2018(two);
        require(
                one.host()
                        .sh("ip -6 neigh show dev " + BootedHost.UPLINK + " "
                                + two.launched().address())
                        .contains(" lladdr " + VpcRouter.MAC),
                "the VPC has answered for the neighbour");
    }

    private static void talk(Web from, Web to) {
        require(from.hasItsAddress(), "the container has the first address after the bridge, " + from.address());
        require(from.pings(to.address()), from.address() + " pings " + to.address());
        require(
                from.host()
                        .attempt("ping -6 -c 3 -W 2 " + to.launched().address())
                        .succeeded(),
                "so do the hosts");
        require(
                from.reaches(to.address(), Fleet.PUBLISHED) && from.reaches(to.address(), Fleet.CLOSED),
                "every port of " + to.address() + " is open, published or not");
        require(to.saw(from.address()), to.address() + " sees " + from.address() + " itself: no translation");
    }

    private static void isAsIn2018(Web web) {
        String uplink = web.host().sh("ip -6 -o addr show dev " + BootedHost.UPLINK + " scope global");
        require(
                uplink.contains(" " + web.launched().address() + "/64 ")
                        && uplink.lines().count() == 1,
                "the uplink has the host's address with the subnet's length, and no other: " + uplink);
        String subnet = web.launched().plan().subnet().toString();
        require(
                !web.host()
                        .sh("ip -6 route show " + subnet + " dev " + BootedHost.UPLINK)
                        .isBlank(),
                "the whole subnet is on-link");
        require(
                web.host()
                        .sh("ip -6 -o addr show dev docker0 scope global")
                        .contains(" " + web.launched().plan().bridgeAddress() + "/"),
                "docker0 has the block");
    }
}
