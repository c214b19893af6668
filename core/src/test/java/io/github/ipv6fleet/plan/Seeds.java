package io.github.ipv6fleet.plan;

import java.util.Random;

/** Random input that can be had again: the seed stands in every message. */
final class Seeds {
    private Seeds() {}

    static final long SEED = Long.getLong("ipv6fleet.seed", new Random().nextLong());

    static Random random() {
        return new Random(SEED);
    }

    static String replay(Object what) {
        return what + "; replay with -Dipv6fleet.seed=" + SEED;
    }
}
