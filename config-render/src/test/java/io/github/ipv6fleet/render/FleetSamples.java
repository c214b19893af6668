package io.github.ipv6fleet.render;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.HostPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Fleets that several tests draw. */
public final class FleetSamples {
    private static final Ipv6Block[] SUBNETS = {
        Ipv6Block.parse("2600:1f18:47b:ca03::/64"), Ipv6Block.parse("2600:1f18:47b:ca04::/64")
    };
    private static final String[] IDS = {"subnet-09a931730fa9e0000", "subnet-0b46e2a51c7de0001"};

    private FleetSamples() {}

    /** Every fleet that has a golden file, by the file's name. */
    public static Map<String, FleetPlan> golden() {
        Map<String, FleetPlan> all = new LinkedHashMap<>();
        all.put("fleet-2018", procedure());
        all.put("fleet-named-containers", namedContainers());
        all.put("fleet-50", prefixes(50));
        return all;
    }

    /** The two hosts of the procedure of 2018. */
    public static FleetPlan procedure() {
        return FleetPlan.of(
                "edge",
                List.of(
                        host("instance-1", 0, "::1:1", "::8/126").build(),
                        host("instance-2", 0, "::2:2", "::c/126").build()));
    }

    /** Two hosts with prefixes; the second has more named containers than a picture shows. */
    public static FleetPlan namedContainers() {
        HostPlan.Builder many = host("edge-2", 0, "::5", ":2::/80");
        for (int i = 1; i <= 8; i++) {
            many.container("crawler-" + i, Ipv6Address.parse("2600:1f18:47b:ca03:2:0:1:" + (i + 1)));
        }
        HostPlan few = host("edge-1", 0, "::4", ":1::/80")
                .container("web", Ipv6Address.parse("2600:1f18:47b:ca03:1:0:1:2"))
                .container("end", Ipv6Address.parse("2600:1f18:47b:ca03:1:0:1:80"))
                .build();
        return FleetPlan.of("edge", List.of(few, many.build()));
    }

    /** Hosts with prefixes, in two subnets by turns. */
    public static FleetPlan prefixes(int hosts) {
        return FleetPlan.of(
                "edge",
                IntStream.range(0, hosts)
                        .mapToObj(i -> host(
                                        "edge-" + (i + 1),
                                        i % 2,
                                        "::" + Integer.toHexString(4 + i / 2),
                                        ":" + Integer.toHexString(1 + i / 2) + "::/80")
                                .build())
                        .toList());
    }

    /** Hosts with the longest names and addresses there are, each with more named containers than a picture shows. */
    public static FleetPlan longest(int hosts) {
        String name = "n".repeat(60);
        Ipv6Block subnet = Ipv6Block.parse("2600:1f18:1234:abcd::/64");
        return FleetPlan.of(
                "f".repeat(63),
                IntStream.range(100, 100 + hosts)
                        .mapToObj(i -> {
                            HostPlan.Builder host = HostPlan.builder(
                                            name + i,
                                            subnet,
                                            subnet.first().plus(0x7aaa_bbbb_cccc_0000L + i),
                                            subnet.part(80, 0xf000 + i))
                                    .subnetId("subnet-09a931730fa9e0000");
                            Ipv6Block network = subnet.part(80, 0xf000 + i).part(112, 1);
                            for (int container = 100; container < 110; container++) {
                                host.container(name + container, network.first().plus(0xff00 + container));
                            }
                            return host.build();
                        })
                        .toList());
    }

    /** Hosts that are each in a subnet of their own. */
    public static FleetPlan subnets(int hosts) {
        return FleetPlan.of(
                "edge",
                IntStream.range(0, hosts)
                        .mapToObj(i -> {
                            Ipv6Block subnet = Ipv6Block.parse("2600:1f18:47b:ca%02x::/64".formatted(i));
                            return HostPlan.builder(
                                            "edge-" + i, subnet, subnet.first().plus(4), subnet.part(80, 1))
                                    .subnetId("subnet-09a931730fa9e%04x".formatted(i))
                                    .build();
                        })
                        .toList());
    }

    private static HostPlan.Builder host(String name, int subnet, String address, String block) {
        String start = "2600:1f18:47b:ca0" + (3 + subnet);
        return HostPlan.builder(
                        name, SUBNETS[subnet], Ipv6Address.parse(start + address), Ipv6Block.parse(start + block))
                .subnetId(IDS[subnet]);
    }
}
