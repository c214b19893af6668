package io.github.ipv6fleet.verification.packets;

import org.junit.jupiter.api.DisplayName;

/** The engine filters nothing; our table does. */
@PacketTest(engine = EngineRoot.MACHINE, version = "=20.10")
@DisplayName("firewall / engine 20.10")
class PacketFirewall20Test extends FirewallCell {
    PacketFirewall20Test() {
        super(EngineRoot.MACHINE);
    }
}
