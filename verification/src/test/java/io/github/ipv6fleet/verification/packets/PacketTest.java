package io.github.ipv6fleet.verification.packets;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests that send packets: they need Linux, root, and an engine of a known version. */
@Tag("packets")
@ExtendWith(PacketConditions.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface PacketTest {
    /** The engine that the hosts of these tests run. */
    EngineRoot engine();

    /** The least version of it, such as 28.0; or, where another behaves differently, the only one, such as =20.10. */
    String version();
}
