package io.github.ipv6fleet.render;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.HostPlan;
import java.util.LinkedHashMap;
import java.util.Map;

/** Hosts that several tests render: the procedure's first one, and the same with a delegated prefix. */
public final class Samples {
    private static final Ipv6Block SUBNET = Ipv6Block.parse("2600:1f18:47b:ca03::/64");

    private Samples() {}

    public static HostPlan addressRun() {
        return host("2600:1f18:47b:ca03::8/126");
    }

    public static HostPlan prefix() {
        return host("2600:1f18:47b:ca03:1::/80");
    }

    private static HostPlan host(String block) {
        return HostPlan.builder(
                        "instance-1", SUBNET, Ipv6Address.parse("2600:1f18:47b:ca03::1:1"), Ipv6Block.parse(block))
                .build();
    }

    public static HostProfile profile(String engine, Exposure exposure) {
        return HostProfile.builder()
                .engine(DockerEngine.of(engine))
                .exposure(exposure)
                .build();
    }

    /** Every configuration that has a golden file, by the file's name. */
    public static Map<String, HostConfig> golden() {
        Map<String, HostConfig> all = new LinkedHashMap<>();
        put(all, "docker0-2018-engine-20.10-run", addressRun(), profile("20.10", Exposure.OPEN_DOCKER0_2018));
        put(all, "docker0-2018-engine-28.5-run", addressRun(), profile("28.5", Exposure.OPEN_DOCKER0_2018));
        put(all, "open-engine-28.5-run", addressRun(), profile("28.5", Exposure.OPEN));
        for (String engine : new String[] {"28.5", "29"}) {
            put(all, "published-engine-" + engine + "-run", addressRun(), profile(engine, Exposure.PUBLISHED));
            put(all, "published-engine-" + engine + "-prefix", prefix(), profile(engine, Exposure.PUBLISHED));
        }
        put(
                all,
                "debian-12-open-engine-20.10-run",
                addressRun(),
                profile("20.10", Exposure.OPEN).toBuilder()
                        .operatingSystem(OperatingSystem.DEBIAN_12)
                        .build());
        put(
                all,
                "debian-13-published-engine-29-prefix-mtu-no-ipv4",
                prefix(),
                HostProfile.builder()
                        .operatingSystem(OperatingSystem.DEBIAN_13)
                        .mtu(1500)
                        .ipv4(false)
                        .build());
        return all;
    }

    private static void put(Map<String, HostConfig> all, String name, HostPlan plan, HostProfile profile) {
        all.put(name, Renderers.standard().render(plan, profile));
    }
}
