package io.github.ipv6fleet.verification.packets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.DockerEngine;
import io.github.ipv6fleet.render.EngineSource;
import io.github.ipv6fleet.render.Exposure;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.Renderers;
import io.github.ipv6fleet.render.UplinkMatch;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What must be seen on the wire, whatever the plan, the engine and the exposure of a cell are. */
abstract class PacketCell {
    private final String name;
    private final EngineRoot engine;
    private final HostProfile profile;
    private final List<HostPlan> plans;

    PacketCell(String name, EngineRoot engine, Exposure exposure, List<HostPlan> plans) {
        this.name = name;
        this.engine = engine;
        this.plans = plans;
        profile = HostProfile.builder()
                .engine(DockerEngine.of(engine.engineVersion().orElseThrow()))
                .engineSource(EngineSource.onImage())
                .exposure(exposure)
                .uplink(UplinkMatch.name("ens5"))
                .build();
    }

    /** Returns the addresses that the first containers of the two hosts must have. */
    abstract List<Ipv6Address> containerAddresses();

    /** Returns host 2 with a block that the VPC does not route to it. */
    abstract HostPlan withWrongBlock();

    @Test
    @DisplayName("containers ping one another, see each other's own address, and have the ports open that they should")
    void containersTalkUnderTheirOwnAddresses() {
        try (PacketLab lab = start("talk")) {
            Conversation talk = conversation(lab);

            assertThat(List.of(talk.one().address(), talk.other().address())).isEqualTo(containerAddresses());
            talk.everyPingIsAnswered();
            talk.nobodyTranslatesAddresses();
            talk.unpublishedPortIs(profile.exposure() != Exposure.PUBLISHED);
            for (int port = 1; port <= plans.size(); port++) {
                lab.host(port)
                        .sh("ip -6 addr; ip -6 route; ip6tables-save; docker network inspect " + profile.networkName());
            }
        }
    }

    @Test
    @DisplayName("negative control: an engine with another block than the VPC routes is cut off, for that reason alone")
    void wrongBlockLosesEveryPing() {
        HostPlan wrong = withWrongBlock();
        List<HostConfig> configs = List.of(
                Renderers.standard().render(plans.get(0), profile),
                Renderers.standard().render(wrong, profile));
        try (PacketLab lab = PacketLab.start(name + "-wrong-block", engine, profile, plans, configs)) {
            Conversation talk = conversation(lab);

            talk.everyPingIsLost();
            lab.own(2, wrong.containerBlock());
            talk.everyPingIsAnswered();
        }
    }

    /** Starts the hosts of this cell; {@code part} names the transcript. */
    PacketLab start(String part) {
        return PacketLab.start(name + "-" + part, engine, profile, plans);
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(Leftovers.of(ProcessHandle.current().pid())).isEmpty();
    }

    private Conversation conversation(PacketLab lab) {
        boolean publish = profile.exposure() == Exposure.PUBLISHED;
        return new Conversation(
                lab.host(1).container("one", publish), lab.host(2).container("two", publish));
    }
}
