package io.github.ipv6fleet.verification.packets;

import org.junit.jupiter.api.DisplayName;

/** ConfigCheck against Debian's engine 28.5. */
@PacketTest(engine = EngineRoot.NEWEST, version = "28.5")
@DisplayName("ConfigCheck / engine 28.5")
class ConfigCheck28Test extends EngineAgreement {
    ConfigCheck28Test() {
        super(EngineRoot.NEWEST);
    }
}
