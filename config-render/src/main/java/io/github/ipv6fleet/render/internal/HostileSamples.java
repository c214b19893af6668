package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.render.Container;
import io.github.ipv6fleet.render.DockerEngine;
import io.github.ipv6fleet.render.Exposure;
import io.github.ipv6fleet.render.HostProfile;
import java.util.ArrayList;
import java.util.List;

/** Plans and profiles that are legal, and whose values some format would take for something else. */
public final class HostileSamples {
    private static final Ipv6Block SUBNET = Ipv6Block.parse("2001:db8:0:1::/64");

    /** Bare in YAML 1.1: false, null, numbers, a number again; then the shortest and the longest. */
    private static final List<String> NAMES = List.of("edge-1", "no", "null", "1e3", "0x1f", "12", "y", "a".repeat(63));

    private static final List<String> ENGINES = List.of("20.10", "26.1", "27", "28.5", "29");

    private static final String[] WORDS = {
        "-c",
        "",
        " ",
        "100% $HOME `id` $(id)",
        "\"it's\"",
        "back\\",
        "a\nb\n",
        "[Service]",
        "- x: #",
        "\u00e9\u2028",
        "</script>"
    };

    private HostileSamples() {}

    /** Returns hosts of every kind of block, with and without named containers. */
    public static List<HostPlan> plans() {
        List<HostPlan> plans = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            boolean prefix = i % 2 == 0;
            Ipv6Block block = prefix
                    ? SUBNET.part(80, 16 + i)
                    : new Ipv6Block(SUBNET.first().plus(0x100 + 4L * i), 126);
            HostPlan.Builder plan =
                    HostPlan.builder(NAMES.get(i), SUBNET, SUBNET.first().plus(0x10 + i), block);
            if (i % 4 < 2) {
                Ipv6Address first = plan.build().containerNetwork().first();
                plan.container("web", first.plus(2)).container("no", first.plus(3));
            }
            plans.add(plan.build());
        }
        return plans;
    }

    /** Returns fleets of one host each, and one of all. */
    public static List<FleetPlan> fleets() {
        List<FleetPlan> fleets = new ArrayList<>();
        plans().forEach(host -> fleets.add(FleetPlan.of(host.name(), List.of(host))));
        fleets.add(FleetPlan.of("true", plans()));
        return fleets;
    }

    /** Returns a profile for each exposure that an engine can have, with and without containers. */
    public static List<HostProfile> profiles() {
        List<HostProfile> profiles = new ArrayList<>();
        for (String engine : ENGINES) {
            for (Exposure exposure : Exposure.values()) {
                HostProfile.Builder profile =
                        HostProfile.builder().engine(DockerEngine.of(engine)).exposure(exposure);
                try {
                    profiles.add(profile.build());
                } catch (PlanException cannotBe) {
                    continue;
                }
                Container web = Container.of("web", "registry.example:5000/web:1_2.X")
                        .envFile("/etc/web.env")
                        .command(WORDS);
                profile.container(
                        exposure == Exposure.EGRESS_ONLY ? web : web.publish(80).publishUdp(53));
                profiles.add(profile.build());
            }
        }
        return profiles;
    }
}
