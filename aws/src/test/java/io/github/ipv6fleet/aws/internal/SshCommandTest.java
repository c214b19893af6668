package io.github.ipv6fleet.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.aws.LaunchedFleet;
import io.github.ipv6fleet.aws.TestEc2;
import io.github.ipv6fleet.aws.TestKeys;
import io.github.ipv6fleet.net.Ipv6Address;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a host is logged in to. */
class SshCommandTest {
    private static final Ipv6Address ADDRESS = Ipv6Address.parse("2001:db8::4");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Ubuntu 24.04 docker-29 published |               | ssh ubuntu@2001:db8::4
            Debian 13 docker-29 published    |               | ssh admin@2001:db8::4
            ''                               |               | ssh ubuntu@2001:db8::4
            Debian 12 docker-29 published    | /home/me/k    | ssh -i /home/me/k admin@2001:db8::4
            Ubuntu 24.04                     | /my keys/o'k  | ssh -i '/my keys/o'\\''k' ubuntu@2001:db8::4
            Ubuntu 24.04                     | /k;rm -rf x   | ssh -i '/k;rm -rf x' ubuntu@2001:db8::4
            """)
    void command(String profile, Path key, String expected) {
        assertThat(SshCommand.to(ADDRESS, profile, Optional.ofNullable(key))).isEqualTo(expected);
    }

    @Test
    @DisplayName("a fleet that is found knows the user, and no key")
    void found() throws Exception {
        Path spaced = Files.createDirectory(folder.resolve("my keys"));
        try (TestEc2 ec2 = new TestEc2()) {
            LaunchedFleet fleet = ec2.edge()
                    .hosts(1)
                    .sshKey(TestKeys.file(spaced, "id.pub", TestKeys.ED25519))
                    .launch();
            String at = " ubuntu@" + fleet.hosts().get(0).address();
            assertThat(fleet.hosts().get(0).sshCommand()).isEqualTo("ssh -i '" + spaced.resolve("id") + "'" + at);
            assertThat(ec2.edge().find().orElseThrow().hosts().get(0).sshCommand())
                    .isEqualTo("ssh" + at);
        }
    }
}
