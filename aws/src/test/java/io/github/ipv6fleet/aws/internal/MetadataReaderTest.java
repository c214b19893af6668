package io.github.ipv6fleet.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.FleetTime;
import io.github.ipv6fleet.aws.TestEc2;
import io.github.ipv6fleet.ec2sim.MetadataListener;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Endpoints are tried in turn. The end is a safety net. */
@Timeout(60)
class MetadataReaderTest {
    private final TestEc2 ec2 = new TestEc2();
    private final String id = ec2.edge().hosts(1).launch().hosts().get(0).instanceId();
    private final MetadataListener service = ec2.simulator().metadataService().listen(id);

    @AfterEach
    void close() {
        ec2.close();
    }

    private static MetadataReader reader(Duration limit, URI... endpoints) {
        return new MetadataReader(List.of(endpoints), FleetTime.system(), limit);
    }

    /** Where nobody listens. */
    private static URI nobody() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return URI.create("http://127.0.0.1:" + free.getLocalPort());
        }
    }

    @Test
    @DisplayName("the second answers where the first is not there, or takes connections and says nothing")
    void second() throws Exception {
        assertThat(reader(Duration.ofSeconds(20), nobody(), service.endpoint()).value("instance-id"))
                .contains(id);
        try (ServerSocket silent = new ServerSocket(0)) {
            URI first = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            assertThat(reader(Duration.ofSeconds(20), first, service.endpoint()).value("instance-id"))
                    .contains(id);
        }
    }

    @Test
    @DisplayName("where none is there each is named; where one is silent, the hop limit is")
    void none() throws Exception {
        URI one = nobody();
        URI two = nobody();
        assertThatThrownBy(() -> reader(Duration.ofSeconds(20), one, two).value("mac"))
                .isInstanceOf(FleetException.class)
                .hasMessageContaining(one + " (Connection refused), " + two + " (Connection refused); this is no EC2");
        try (ServerSocket silent = new ServerSocket(0)) {
            URI first = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            assertThatThrownBy(() -> reader(Duration.ofMillis(300), first, two).value("mac"))
                    .hasMessageContaining(first + " does not answer in time, tried for 300 ms; in a container")
                    .hasMessageContaining("--http-put-response-hop-limit 2");
        }
    }
}
