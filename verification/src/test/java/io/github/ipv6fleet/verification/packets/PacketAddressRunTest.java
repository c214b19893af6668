package io.github.ipv6fleet.verification.packets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.Exposure;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The procedure of 2018, with its values. */
@PacketTest(engine = EngineRoot.MACHINE, version = "=20.10")
@DisplayName("address run / engine 20.10 / docker0 as in 2018")
class PacketAddressRunTest extends PacketCell {
    private static final String METADATA = "169.254.169.254";

    PacketAddressRunTest() {
        super(
                "address-run",
                EngineRoot.MACHINE,
                Exposure.OPEN_DOCKER0_2018,
                List.of(
                        plan("instance-1", "2600:1f18:47b:ca03::1:1", "2600:1f18:47b:ca03::8/126"),
                        plan("instance-2", "2600:1f18:47b:ca03::2:2", "2600:1f18:47b:ca03::c/126")));
    }

    @Override
    List<Ipv6Address> containerAddresses() {
        return List.of(Ipv6Address.parse("2600:1f18:47b:ca03::a"), Ipv6Address.parse("2600:1f18:47b:ca03::e"));
    }

    @Override
    HostPlan withWrongBlock() {
        return plan("instance-2", "2600:1f18:47b:ca03::2:2", "2600:1f18:47b:ca03::10/126");
    }

    @Test
    @DisplayName("metadata stays with the host by IPv4 too, which docker0 translates")
    void metadataIsOutOfReach() {
        try (PacketLab lab = start("metadata")) {
            lab.vpc().serve(METADATA + "/32");
            lab.vpc().routeIpv4(1, "10.0.1.10");
            EngineHost host = lab.host(1);
            host.sh("ip addr add 10.0.1.10/32 dev ens5; ip route add " + METADATA + " dev ens5 src 10.0.1.10");
            Container container = host.container("one", false);

            assertThat(host.reaches(METADATA, 80)).as("host").isTrue();
            assertThat(container.reaches(METADATA, 80)).as("container").isFalse();
            host.sh("nft delete table inet ipv6_fleet");
            assertThat(container.reaches(METADATA, 80))
                    .as("container without our table")
                    .isTrue();
        }
    }

    private static HostPlan plan(String name, String address, String block) {
        Ipv6Block subnet = Ipv6Block.parse("2600:1f18:47b:ca03::/64");
        return HostPlan.builder(name, subnet, Ipv6Address.parse(address), Ipv6Block.parse(block))
                .build();
    }
}
