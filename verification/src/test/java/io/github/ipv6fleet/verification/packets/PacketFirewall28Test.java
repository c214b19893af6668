package io.github.ipv6fleet.verification.packets;

import org.junit.jupiter.api.DisplayName;

/** The engine filters, and our table closes what it leaves open. */
@PacketTest(engine = EngineRoot.NEWEST, version = "28.0")
@DisplayName("firewall / engine newest at hand")
class PacketFirewall28Test extends FirewallCell {
    PacketFirewall28Test() {
        super(EngineRoot.NEWEST);
    }
}
