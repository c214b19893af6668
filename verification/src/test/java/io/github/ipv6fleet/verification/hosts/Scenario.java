package io.github.ipv6fleet.verification.hosts;

import java.time.Duration;
import java.util.List;

/** What is played in a VPC; each ends well, or throws what is not as it should be. */
enum Scenario {
    /** Two hosts are launched, and their containers talk. */
    TALK("two hosts, their containers talk") {
        @Override
        void play(SmallVpc vpc, Cell cell) {
            Fleet fleet = Fleet.timed(vpc, cell, builder -> Fleet.withMetadataOverIpv6(builder.hosts(2)));
            new Conversation(vpc, fleet.hosts()).check();
        }
    },

    /** A fleet lives: daemons and hosts start anew, hosts come and go, what was taken by hand is repaired. */
    LIFE("restart, reboot, scaleTo, replace, reconcile") {
        @Override
        void play(SmallVpc vpc, Cell cell) {
            new Life(vpc, cell).play();
        }
    },

    /** A fleet is given to EC2, which replaces a host that was killed. */
    HAND_OVER("handOver(), a host is killed") {
        @Override
        void play(SmallVpc vpc, Cell cell) {
            new HandedHosts(vpc, cell).play();
        }
    },

    /** Hosts are found to be well, and each fault that somebody puts in is found. */
    VERIFY("verify(), six faults put in") {
        @Override
        void play(SmallVpc vpc, Cell cell) {
            PlantedFaults.play(vpc, cell);
        }
    },

    /** A step of the boot fails: that is said, with its reason. */
    FAULT("a step fails: FAILED is said") {
        @Override
        void play(SmallVpc vpc, Cell cell) {
            Broken.stepFails(vpc, cell);
        }
    },

    /** The hosts are configured for other blocks than EC2 routes to them. */
    WRONG_BLOCK("fault: another block") {
        @Override
        void play(SmallVpc vpc, Cell cell) {
            Broken.talk(vpc, cell, Broken.wrongBlock());
        }
    },

    /** Containers may read the metadata service. */
    METADATA_OPEN("fault: metadata open to containers") {
        @Override
        void play(SmallVpc vpc, Cell cell) {
            Broken.talk(
                    vpc,
                    cell,
                    builder -> builder.profile(cell.profile()
                            .metadataForContainers(true)
                            .container(Fleet.container())
                            .build()));
        }
    },

    /** Somebody switches forwarding off again. */
    NO_FORWARDING("fault: forwarding off") {
        @Override
        void play(SmallVpc vpc, Cell cell) {
            Broken.talk(vpc, cell, Broken.noForwarding());
        }
    },

    /** cloud-init goes on having the network. */
    CLOUD_INIT_KEEPS("fault: cloud-init keeps the network") {
        @Override
        void play(SmallVpc vpc, Cell cell) {
            Broken.talk(vpc, cell, Broken.cloudInitKeeps());
        }
    },

    /** The engine is installed from a signed repository; it is pinned and held. */
    INSTALLED("engine from a signed repository, pinned, held") {
        @Override
        void play(SmallVpc vpc, Cell cell) {
            new Installed(vpc, cell).install();
        }
    },

    /** The repository's key is not the one that the profile names. */
    WRONG_KEY("another key: FAILED is said") {
        @Override
        void play(SmallVpc vpc, Cell cell) {
            new Installed(vpc, cell).wrongKey();
        }
    },

    /** The key is the right one, but another one has signed the repository. */
    SIGNED_BY_ANOTHER("signed by another: FAILED is said") {
        @Override
        void play(SmallVpc vpc, Cell cell) {
            new Installed(vpc, cell).signedByAnother();
        }
    },

    /** The recipe of 2018 to the letter, which the library still has under a name that says so. */
    OPEN_2018("the recipe of 2018, every neighbour answered for") {
        @Override
        void play(SmallVpc vpc, Cell cell) {
            new Open2018(vpc, cell).play();
        }
    },

    /** What is to be run on EC2 one day. */
    ACCEPT("the acceptance run") {
        @Override
        void play(SmallVpc vpc, Cell cell) {
            Accepted.play(vpc, cell);
        }
    },

    /** A host is up, and stays so until somebody kills this JVM. */
    WAITS("a host waits") {
        @Override
        void play(SmallVpc vpc, Cell cell) {
            Fleet.launched(vpc, cell, builder -> builder.hosts(1));
            vpc.say(Scenario.WAITING);
            vpc.await("the end", Duration.ofMinutes(5), () -> false);
        }
    },

    /** The daemon.json of 2018, on whatever engine there is. */
    ARTICLE_2018("fault: daemon.json of 2018") {
        @Override
        void play(SmallVpc vpc, Cell cell) {
            Broken.talk(vpc, cell, Broken.article());
        }
    };

    /** What is said before waiting. */
    static final String WAITING = "waiting to be killed";

    private final String title;

    Scenario(String title) {
        this.title = title;
    }

    /** What to call it in a table. */
    String title() {
        return title;
    }

    /** What may not take longer than its limit, as the scenario has all of it. */
    List<Figure> limited() {
        return this == TALK ? List.of(Figure.OWN_STEP, Figure.ANSWERS, Figure.TEST) : List.of();
    }

    abstract void play(SmallVpc vpc, Cell cell);
}
