package io.github.ipv6fleet.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.plan.PlanException;
import java.util.List;
import java.util.Random;

/** Plans and profiles by chance: all that can be said, also what YAML 1.1 would take for a number or a truth. */
final class RandomHosts {
    static final String NUMBER_LIKE_MAC = "12:34:56:12:34:56";

    private static final List<String> ENGINES =
            List.of("20.10", "20.10.24", "23.0", "24", "25", "26.1", "27", "28", "28.5", "28.5.2", "29", "29.7.2");

    private static final List<String> NAMES = List.of("no", "1e3", "0x1f", "12", "null", "y", "edge-1");

    private static final List<UplinkMatch> UPLINKS = List.of(
            UplinkMatch.DEFAULT,
            UplinkMatch.name("1e3"),
            UplinkMatch.name("0x10"),
            UplinkMatch.macAddress(NUMBER_LIKE_MAC),
            UplinkMatch.macAddress("12:FB:B4:8B:15:F8"));

    private static final List<OperatingSystem> SYSTEMS =
            List.of(OperatingSystem.UBUNTU_24_04, OperatingSystem.UBUNTU_26_04, OperatingSystem.DEBIAN_12);

    private final Random random;

    RandomHosts(Random random) {
        this.random = random;
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** The host takes the first /80 of a random subnet; its block is anywhere above. Some of the containers are named. */
    HostPlan plan(HostProfile profile) {
        Ipv6Block subnet = new Ipv6Block(new Ipv6Address(0x2000_0000_0000_0000L | random.nextLong() >>> 3, 0), 64);
        int bits = random.nextBoolean() ? 80 : 112 + random.nextInt(14);
        long low = (0x1_0000_0000_0000L | random.nextLong()) & (bits == 80 ? -1L << 48 : -1L << (128 - bits));
        Ipv6Address address = new Ipv6Address(subnet.first().high(), 4 + random.nextInt(Integer.MAX_VALUE));
        Ipv6Block block = new Ipv6Block(new Ipv6Address(subnet.first().high(), low), bits);
        HostPlan.Builder plan = HostPlan.builder(one(NAMES), subnet, address, block);
        if (bits == 80 && random.nextInt(4) == 0) {
            plan.containerNetwork(block.part(125, 0));
        }
        Ipv6Block network = plan.build().containerNetwork();
        if (!profile.usesDocker0()) {
            int place = 2;
            for (Container container : profile.containers()) {
                if (random.nextBoolean()) {
                    plan.container(container.name(), network.first().plus(place));
                }
                place++;
            }
        }
        return plan.build();
    }

    HostProfile profile() {
        while (true) {
            try {
                HostProfile.Builder profile = HostProfile.builder()
                        .operatingSystem(one(SYSTEMS))
                        .engine(DockerEngine.of(one(ENGINES)))
                        .exposure(one(List.of(Exposure.values())))
                        .uplink(one(UPLINKS))
                        .ipv4(random.nextBoolean());
                if (random.nextBoolean()) {
                    profile.mtu(1280 + random.nextInt(7722));
                }
                List<String> names = List.of("null", "web", "off");
                names.subList(0, random.nextInt(3)).forEach(name -> profile.container(container(name)));
                return profile.build();
            } catch (PlanException refused) {
                assertThat(refused.problems()).isNotEmpty(); // HostProfileTest has which; draw again
            }
        }
    }

    private Container container(String name) {
        Container container = Container.of(name, "registry.example:5000/" + name + ":1e3");
        return random.nextBoolean() ? container : container.publish(1 + random.nextInt(65_535));
    }
}
