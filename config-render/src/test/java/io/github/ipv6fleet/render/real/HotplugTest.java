package io.github.ipv6fleet.render.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.Renderers;
import io.github.ipv6fleet.render.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** cloud-init's own code, asked when it would write the network again on EC2 with the file that we leave it. */
@Tag("parsers")
class HotplugTest {
    private static final String ASK = """
            import sys, yaml
            from cloudinit.event import EventScope, EventType
            from cloudinit.sources.DataSourceEc2 import DataSourceEc2
            from cloudinit.stages import update_event_enabled

            class Source:
                supported_update_events = DataSourceEc2.supported_update_events
                default_update_events = DataSourceEc2.default_update_events

                class paths:
                    @staticmethod
                    def get_cpath(name):
                        return "/nowhere"

            with open(sys.argv[1]) as f:
                cfg = yaml.safe_load(f) or {}
            for event in (EventType.BOOT_NEW_INSTANCE, EventType.BOOT, EventType.HOTPLUG):
                print(event.name, update_event_enabled(Source(), cfg, event, EventScope.NETWORK))
            """;

    @TempDir
    Path folder;

    private String ask(Debian system, String config) throws IOException {
        system.needs("cloud-init");
        Files.writeString(folder.resolve("ask.py"), ASK);
        Files.writeString(folder.resolve("config"), config);
        return system.run(folder, "/usr/bin/python3", "{}/ask.py", "{}/config").output();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("plugged-in interfaces and later boots are none of cloud-init's business any more")
    void ourFile_leavesTheFirstBootAlone(Debian system) throws IOException {
        String ours = Renderers.standard()
                .render(Samples.prefix(), HostProfile.DEFAULT)
                .file("/etc/cloud/cloud.cfg.d/99-ipv6-fleet-network.cfg")
                .orElseThrow()
                .content();

        assertThat(ask(system, ours)).isEqualTo("BOOT_NEW_INSTANCE True\nBOOT False\nHOTPLUG False\n");
        String without = ask(system, "{}\n");
        assertThat(without).startsWith("BOOT_NEW_INSTANCE True\n");
        if (system == Debian.DEBIAN_13) {
            assertThat(without).as("what our file is for").endsWith("HOTPLUG True\n");
        }
    }
}
