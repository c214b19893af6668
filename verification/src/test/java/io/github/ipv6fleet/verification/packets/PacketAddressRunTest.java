package io.github.ipv6fleet.verification.packets;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.Exposure;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

/** The procedure of 2018, with its values. */
@PacketTest(engine = EngineRoot.MACHINE, version = "=20.10")
@DisplayName("address run / engine 20.10 / open")
class PacketAddressRunTest extends PacketCell {
    PacketAddressRunTest() {
        super(
                "address-run",
                EngineRoot.MACHINE,
                Exposure.OPEN,
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

    private static HostPlan plan(String name, String address, String block) {
        Ipv6Block subnet = Ipv6Block.parse("2600:1f18:47b:ca03::/64");
        return HostPlan.builder(name, subnet, Ipv6Address.parse(address), Ipv6Block.parse(block))
                .build();
    }
}
