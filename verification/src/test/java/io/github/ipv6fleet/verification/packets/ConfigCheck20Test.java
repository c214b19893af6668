package io.github.ipv6fleet.verification.packets;

import org.junit.jupiter.api.DisplayName;

/** ConfigCheck against Debian's engine 20.10. */
@PacketTest(engine = EngineRoot.MACHINE, version = "=20.10")
@DisplayName("ConfigCheck / engine 20.10")
class ConfigCheck20Test extends EngineAgreement {
    ConfigCheck20Test() {
        super(EngineRoot.MACHINE);
    }
}
