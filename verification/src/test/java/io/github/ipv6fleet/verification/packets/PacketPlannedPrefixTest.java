package io.github.ipv6fleet.verification.packets;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.net.SubnetSnapshot;
import io.github.ipv6fleet.plan.AddressPlanner;
import io.github.ipv6fleet.plan.FleetSpec;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.plan.InterfaceLimits;
import io.github.ipv6fleet.render.Exposure;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

/** The default: prefixes chosen by the planner, only published ports open. */
@PacketTest(engine = EngineRoot.NEWEST, version = "28.0")
@DisplayName("planned prefix / newest engine at hand / published")
class PacketPlannedPrefixTest extends PacketCell {
    private static final Ipv6Block SUBNET = Ipv6Block.parse("2600:1f18:47b:ca03::/64");

    PacketPlannedPrefixTest() {
        super("planned-prefix", EngineRoot.NEWEST, Exposure.PUBLISHED, plans());
    }

    /** The bridge is 1, and the engine numbers containers in sequence after it. */
    @Override
    List<Ipv6Address> containerAddresses() {
        return List.of(
                Ipv6Address.parse("2600:1f18:47b:ca03:1:0:1:2"), Ipv6Address.parse("2600:1f18:47b:ca03:2:0:1:2"));
    }

    @Override
    HostPlan withWrongBlock() {
        HostPlan two = plans().get(1);
        return HostPlan.builder(two.name(), SUBNET, two.address(), Ipv6Block.parse("2600:1f18:47b:ca03:7::/80"))
                .build();
    }

    static List<HostPlan> plans() {
        FleetSpec spec = FleetSpec.builder("edge", InterfaceLimits.of("t3.small", 4, true))
                .hosts(2)
                .build();
        return AddressPlanner.plan(
                        spec, SubnetSnapshot.builder("subnet-1", SUBNET).build())
                .hosts();
    }
}
