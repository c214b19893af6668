package io.github.ipv6fleet.verification.hosts;

/** What is played in a VPC; each ends well, or throws what is not as it should be. */
enum Scenario {
    /** Two hosts are launched, and their containers talk. */
    TALK {
        @Override
        void play(SmallVpc vpc, Cell cell) {
            Fleet fleet = Fleet.launched(vpc, cell, builder -> Fleet.withMetadataOverIpv6(builder.hosts(2)));
            new Conversation(vpc, fleet.hosts()).check();
        }
    },

    /** A fleet lives: daemons and hosts start anew, hosts come and go, what was taken by hand is repaired. */
    LIFE {
        @Override
        void play(SmallVpc vpc, Cell cell) {
            new Life(vpc, cell).play();
        }
    },

    /** A fleet is given to EC2, which replaces a host that was killed. */
    HAND_OVER {
        @Override
        void play(SmallVpc vpc, Cell cell) {
            new HandedHosts(vpc, cell).play();
        }
    },

    /** Hosts are found to be well, and each fault that somebody puts in is found. */
    VERIFY {
        @Override
        void play(SmallVpc vpc, Cell cell) {
            PlantedFaults.play(vpc, cell);
        }
    },

    /** A step of the boot fails: that is said, with its reason. */
    FAULT {
        @Override
        void play(SmallVpc vpc, Cell cell) {
            Broken.stepFails(vpc, cell);
        }
    },

    /** The hosts are configured for other blocks than EC2 routes to them. */
    WRONG_BLOCK {
        @Override
        void play(SmallVpc vpc, Cell cell) {
            Broken.talk(vpc, cell, Broken.wrongBlock());
        }
    },

    /** Containers may read the metadata service. */
    METADATA_OPEN {
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
    NO_FORWARDING {
        @Override
        void play(SmallVpc vpc, Cell cell) {
            Broken.talk(vpc, cell, Broken.noForwarding());
        }
    },

    /** cloud-init goes on having the network. */
    CLOUD_INIT_KEEPS {
        @Override
        void play(SmallVpc vpc, Cell cell) {
            Broken.talk(vpc, cell, Broken.cloudInitKeeps());
        }
    },

    /** The daemon.json of 2018, on whatever engine there is. */
    ARTICLE_2018 {
        @Override
        void play(SmallVpc vpc, Cell cell) {
            Broken.talk(vpc, cell, Broken.article());
        }
    };

    abstract void play(SmallVpc vpc, Cell cell);
}
