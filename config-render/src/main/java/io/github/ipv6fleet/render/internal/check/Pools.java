package io.github.ipv6fleet.render.internal.check;

import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.render.internal.check.ConfigNode.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The blocks out of which the engine takes subnets for networks that are made without one. */
final class Pools {
    private static final String KEY = "default-address-pools";

    /** Engines before 27 write out every subnet of a pool in memory; 2^20 of them are some 100 MB. */
    private static final int MANY_BITS = 20;

    private record Pool(int line, CidrText base, int size) {}

    private final DaemonSettings settings;
    private final Findings findings;

    Pools(DaemonSettings settings, Findings findings) {
        this.settings = settings;
        this.findings = findings;
    }

    /** Returns a field of a pool, however its name is written. */
    static Optional<ConfigNode> field(ConfigNode pool, String name) {
        return pool.entries().stream()
                .filter(entry -> entry.key().equalsIgnoreCase(name))
                .reduce((earlier, later) -> later)
                .map(ConfigNode.Entry::value);
    }

    void check() {
        List<ConfigNode> pools = settings.file().get(KEY).map(ConfigNode::items).orElse(List.of());
        List<Pool> ipv6 = new ArrayList<>();
        for (ConfigNode pool : pools) {
            pool(pool).ifPresent(ipv6::add);
        }
        for (int i = 0; i < ipv6.size(); i++) {
            subnets(ipv6.get(i));
            overlaps(ipv6.get(i), ipv6.subList(0, i));
        }
        boolean needsIpv4 = settings.hasDocker0()
                && settings.text("bip").isEmpty()
                && settings.text("fixed-cidr").isEmpty();
        if (!pools.isEmpty() && ipv6.size() == pools.size() && needsIpv4) {
            findings.refused(
                    settings.line(KEY),
                    "pools-without-ipv4",
                    settings.engine() + " does not start: docker0 needs an IPv4 subnet, and no pool has one",
                    "add {\"base\": \"172.16.0.0/12\", \"size\": 16}, or say \"bridge\": \"none\"");
        }
    }

    private Optional<Pool> pool(ConfigNode pool) {
        if (!pool.is(Kind.MAP)) {
            return Optional.empty();
        }
        String base = field(pool, "base").map(ConfigNode::text).orElse("");
        int size = field(pool, "size")
                .map(ConfigNode::text)
                .filter(text -> text.matches("\\d{1,3}"))
                .map(Integer::parseInt)
                .orElse(0);
        boolean ipv4 = CidrText.isIpv4(base) && base.contains("/");
        Optional<CidrText> cidr = CidrText.parse(base);
        int length = ipv4
                ? Integer.parseInt(base.substring(base.indexOf('/') + 1))
                : cidr.map(CidrText::length).orElse(0);
        if (!ipv4 && cidr.isEmpty()) {
            refused(pool, "base \"" + base + "\" is no address with /length");
        } else if (size < length || size == 0) {
            refused(pool, "size " + size + " is shorter than the /" + length + " of its base");
        }
        return cidr.map(block -> new Pool(pool.line(), block, size));
    }

    private void refused(ConfigNode pool, String why) {
        findings.refused(
                pool.line(),
                "pool",
                settings.engine() + " does not start: in " + KEY + ", " + why,
                "write as {\"base\": \"2001:db8::/80\", \"size\": 96}");
    }

    private void subnets(Pool pool) {
        int bits = pool.size() - pool.base().length();
        if (settings.before(27) && bits > MANY_BITS) {
            findings.dangerous(
                    pool.line(),
                    "pool-too-many",
                    settings.engine() + " writes out all 2^" + bits + " subnets of "
                            + pool.base().block() + " when it starts, which takes its memory",
                    "take a size of at most " + (pool.base().length() + MANY_BITS) + ", or engine 27.0 or later");
        }
    }

    private void overlaps(Pool pool, List<Pool> earlier) {
        Ipv6Block block = pool.base().block();
        boolean pools = earlier.stream().anyMatch(other -> other.base().block().overlaps(block));
        boolean docker0 = settings.docker0()
                .filter(subnet -> subnet.block().overlaps(block))
                .isPresent();
        if (pools || docker0) {
            findings.hint(
                    pool.line(),
                    "pool-overlaps",
                    "pool " + block + " overlaps " + (pools ? "a pool above" : "docker0's subnet")
                            + ", and what is taken from one is missing in the other",
                    "give each a block of its own");
        }
    }
}
