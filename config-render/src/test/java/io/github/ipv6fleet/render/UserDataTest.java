package io.github.ipv6fleet.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.plan.PlanException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class UserDataTest {
    private static HostConfig withFileOf(int bytes) {
        return HostConfig.builder().file("/etc/big", 0644, "x".repeat(bytes)).build();
    }

    @Test
    void toBase64_isOfTheText() {
        UserData data = UserData.of(withFileOf(10));

        assertThat(new String(Base64.getDecoder().decode(data.toBase64()), StandardCharsets.UTF_8))
                .isEqualTo(data.text());
        assertThat(data.text()).startsWith("#cloud-config\n").endsWith("\n").matches("[\\n -~]+");
        assertThat(data).hasToString("user data of " + data.size() + " bytes");
    }

    @Test
    void of_exactlyTheLimit_isTakenAndOneMoreByteIsNot() {
        int frame = UserData.of(withFileOf(0)).size();

        assertThat(UserData.of(withFileOf(16_384 - frame)).size()).isEqualTo(UserData.MAX_BYTES);
        assertThatThrownBy(() -> UserData.of(withFileOf(16_385 - frame)))
                .isInstanceOf(PlanException.class)
                .hasMessageMatching("user data of 16385 bytes: EC2 takes at most 16384; its parts are /etc/big \\d+,"
                        + " /usr/local/sbin/ipv6-fleet-boot \\d+, head \\d+, tail \\d+; leave out a renderer, or let the"
                        + " host fetch the largest part");
    }

    @Test
    void of_everySample_leavesRoomForUsers() {
        assertThat(Samples.golden().values())
                .allSatisfy(config -> assertThat(UserData.of(config).size()).isBetween(5_000, 11_000));
    }
}
