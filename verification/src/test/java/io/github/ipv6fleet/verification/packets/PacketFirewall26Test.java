package io.github.ipv6fleet.verification.packets;

import org.junit.jupiter.api.DisplayName;

/** The engine filters nothing; our table does. */
@PacketTest(engine = EngineRoot.MIDDLE, version = "=26.1")
@DisplayName("firewall / engine 26.1")
class PacketFirewall26Test extends FirewallCell {
    PacketFirewall26Test() {
        super(EngineRoot.MIDDLE);
    }
}
