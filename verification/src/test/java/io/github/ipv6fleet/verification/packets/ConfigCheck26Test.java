package io.github.ipv6fleet.verification.packets;

import org.junit.jupiter.api.DisplayName;

/** ConfigCheck against Debian's engine 26.1. */
@PacketTest(engine = EngineRoot.MIDDLE, version = "=26.1")
@DisplayName("ConfigCheck / engine 26.1")
class ConfigCheck26Test extends EngineAgreement {
    ConfigCheck26Test() {
        super(EngineRoot.MIDDLE);
    }
}
