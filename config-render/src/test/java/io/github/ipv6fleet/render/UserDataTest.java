package io.github.ipv6fleet.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.plan.PlanException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.zip.GZIPInputStream;
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

    /** What gzip cannot make smaller. */
    private static String noise(int bytes) {
        Random random = new Random(1);
        return random.ints(bytes, ' ', '~' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void of_exactlyTheLimit_isPlainAndOneMoreByteIsCompressed() throws IOException {
        int frame = UserData.of(withFileOf(0)).size();
        UserData most = UserData.of(withFileOf(16_384 - frame));
        UserData more = UserData.of(withFileOf(16_385 - frame));

        assertThat(most.size()).isEqualTo(UserData.MAX_BYTES);
        assertThat(most.bytes()).asString(StandardCharsets.US_ASCII).isEqualTo(most.text());
        assertThat(more.size()).isLessThan(5_000);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(more.bytes())).readAllBytes())
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo(more.text());
        assertThat(more.bytes())
                .isEqualTo(UserData.of(withFileOf(16_385 - frame)).bytes());
        // RFC 1952: no time, no system.
        assertThat(more.bytes()).startsWith(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255);
    }

    @Test
    void of_moreThanGzipCanHelp_saysWhichPartIsHowLarge() {
        UserData.Builder builder = UserData.builder(HostConfig.builder()
                        .file("/etc/big", 0644, noise(15_000))
                        .build())
                .part(UserDataPart.shellScript("mine.sh", "#!" + noise(9_998)));

        assertThatThrownBy(builder::build)
                .isInstanceOf(PlanException.class)
                .hasMessageMatching("user data of \\d+ bytes, \\d+ in gzip: EC2 takes at most 16384; its parts are"
                        + " /etc/big 1\\d{4}, part mine.sh 10000, /usr/local/sbin/ipv6-fleet-boot \\d+,"
                        + " /etc/systemd/system/ipv6-fleet-boot.service \\d+, tail \\d+, head \\d+; leave out a"
                        + " renderer, or let the host fetch the largest part");
    }

    @Test
    void part_thatCloudInitWouldNotKnow_isRefused() {
        assertThatThrownBy(() -> UserDataPart.cloudConfig("a.cfg", "runcmd: []"))
                .hasMessage("user data part a.cfg: does not begin with #cloud-config, by which cloud-init knows it; put"
                        + " that first");
        assertThatThrownBy(() -> UserDataPart.shellScript("a\"b", "#!/bin/sh"))
                .hasMessage("user data part \"a\"b\": is not a plain file name; write it as users.cfg");
        assertThatThrownBy(() -> UserDataPart.of("text/x; a", "a", ""))
                .hasMessageStartingWith("content type \"text/x; a\": is none of cloud-init's");
        assertThat(UserDataPart.of("text/jinja2", "a", "## secret")).hasToString("a (text/jinja2, 9 characters)");
    }

    @Test
    void of_everySample_leavesRoomForUsers() {
        // What is longer than EC2 takes goes in gzip, a third as long.
        Samples.golden()
                .forEach((name, config) ->
                        assertThat(UserData.of(config).text().length()).as(name).isBetween(5_000, 20_000));
    }
}
