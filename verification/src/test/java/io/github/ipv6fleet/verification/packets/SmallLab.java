package io.github.ipv6fleet.verification.packets;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.DockerEngine;
import io.github.ipv6fleet.render.EngineSource;
import io.github.ipv6fleet.render.Exposure;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.Renderers;
import io.github.ipv6fleet.render.UplinkMatch;
import java.util.List;

/** A VPC with one host, for tests of the lab itself. */
final class SmallLab {
    private static final HostPlan PLAN = HostPlan.builder(
                    "alone",
                    Ipv6Block.parse("2001:db8::/64"),
                    Ipv6Address.parse("2001:db8::1:1"),
                    Ipv6Block.parse("2001:db8::8/126"))
            .build();
    private static final HostProfile PROFILE = HostProfile.builder()
            .engine(DockerEngine.of(EngineRoot.MACHINE.engineVersion().orElseThrow()))
            .engineSource(EngineSource.onImage())
            .exposure(Exposure.OPEN_DOCKER0_2018)
            .uplink(UplinkMatch.name("ens5"))
            .build();

    static final HostConfig CONFIG = Renderers.standard().render(PLAN, PROFILE);

    private SmallLab() {}

    static PacketLab start(HostConfig config) {
        return PacketLab.start("small", EngineRoot.MACHINE, PROFILE, List.of(PLAN), List.of(config));
    }

    /** Starts a lab and a container in it, and waits to be killed. */
    public static void main(String[] arguments) throws InterruptedException {
        start(CONFIG).host(1).container("one", false);
        System.out.println("container is up");
        Thread.sleep(60_000);
    }
}
