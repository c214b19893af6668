package io.github.ipv6fleet.render;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.HostPlan;
import java.util.LinkedHashMap;
import java.util.Locale;
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

    /** Returns the plan with containers that have its lowest addresses. */
    public static HostPlan named(HostPlan plan, String... containers) {
        HostPlan.Builder named = HostPlan.builder(plan.name(), plan.subnet(), plan.address(), plan.containerBlock());
        for (int i = 0; i < containers.length; i++) {
            named.container(containers[i], plan.containerNetwork().first().plus(2 + i));
        }
        return named.build();
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
        for (String engine : new String[] {"20.10", "26.1"}) {
            for (Exposure exposure : new Exposure[] {Exposure.PUBLISHED, Exposure.OPEN, Exposure.EGRESS_ONLY}) {
                put(all, name(exposure, engine) + "-prefix", prefix(), profile(engine, exposure));
            }
        }
        put(all, "open-engine-28.5-run", addressRun(), profile("28.5", Exposure.OPEN));
        put(all, "egress-only-engine-29-prefix", prefix(), profile("29", Exposure.EGRESS_ONLY));
        put(all, "published-engine-of-image-prefix", prefix(), from(EngineSource.onImage(), Exposure.PUBLISHED));
        put(all, "open-engine-of-distribution-run", addressRun(), from(EngineSource.distribution(), Exposure.OPEN));
        for (String engine : new String[] {"28.5", "29"}) {
            put(all, "published-engine-" + engine + "-run", addressRun(), profile(engine, Exposure.PUBLISHED));
            put(all, "published-engine-" + engine + "-prefix", prefix(), profile(engine, Exposure.PUBLISHED));
        }
        put(all, "containers-engine-29-prefix", named(prefix(), "web"), containers("29", Exposure.PUBLISHED));
        put(all, "containers-engine-29-run", named(addressRun(), "web"), containers("29", Exposure.OPEN));
        put(all, "containers-docker0-2018-engine-28.5", prefix(), containers("28.5", Exposure.OPEN_DOCKER0_2018));
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

    /** A profile that takes the engine that it finds. */
    public static HostProfile from(EngineSource source, Exposure exposure) {
        return HostProfile.builder().engineSource(source).exposure(exposure).build();
    }

    private static String name(Exposure exposure, String engine) {
        return exposure.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-engine-" + engine;
    }

    /** One container with everything that can be said of one, and one with nothing said. */
    public static HostProfile containers(String engine, Exposure exposure) {
        return profile(engine, exposure).toBuilder()
                .container(Container.of("web", "registry.example:5000/team/web:1.27@sha256:" + "0a".repeat(32))
                        .publish(80, 443)
                        .publishUdp(443)
                        .envFile("/etc/web.env")
                        .restart(RestartPolicy.ON_FAILURE)
                        .command("web", "--motto", "50% of $HOME; \"it's\" \\ all\nof it"))
                .container(Container.of("cache", "redis"))
                .build();
    }

    private static void put(Map<String, HostConfig> all, String name, HostPlan plan, HostProfile profile) {
        all.put(name, Renderers.standard().render(plan, profile));
    }
}
