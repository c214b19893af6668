package io.github.ipv6fleet.render.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.render.Parsed;
import io.github.ipv6fleet.render.Samples;
import io.github.ipv6fleet.render.UserData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code systemd-analyze verify} has nothing to say about the unit that runs the boot program. */
@Tag("parsers")
class BootUnitTest {
    @TempDir
    Path folder;

    private Tool.Result verify(String unit) throws IOException {
        Tool.needed("systemd-analyze");
        // verify looks whether the program is there.
        Tool.fake(folder, "boot", "true");
        Path file = Files.writeString(
                folder.resolve("ipv6-fleet-boot.service"),
                unit.replace(
                        "/usr/local/sbin/ipv6-fleet-boot",
                        folder.resolve("boot").toString()));
        return Tool.run("systemd-analyze", "verify", "--man=no", "--recursive-errors=no", file.toString());
    }

    private static String unit() {
        return Parsed.of(UserData.of(Samples.golden().get("published-engine-29-prefix"))
                        .text())
                .file("/etc/systemd/system/ipv6-fleet-boot.service");
    }

    @Test
    void verify_ofTheUnit_isSilent() throws IOException {
        assertThat(verify(unit())).isEqualTo(new Tool.Result(0, ""));
    }

    @Test
    void verify_ofBrokenUnit_complains() throws IOException {
        assertThat(verify(unit().replace("oneshot", "onceshot")).output()).contains("onceshot");
    }
}
