package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataEndpointState;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataProtocolState;

/** Sources: EC2 User Guide, "Use IMDSv2" and "Instance metadata categories". */
class MetadataServiceTest extends MetadataRegion {
    @ParameterizedTest
    @ValueSource(strings = {"0", "21601", "-1", "", "x", "99999999999"})
    @DisplayName("a token needs 1 to 21600 seconds")
    void badTtl(String ttl) throws Exception {
        try (MetadataListener listener =
                simulator.metadataService().listen(launchWith(each -> {}).instanceId())) {
            assertThat(send(listener, "PUT", "/latest/api/token", Map.of(TTL, ttl))
                            .statusCode())
                    .isEqualTo(400);
            assertThat(send(listener, "PUT", "/latest/api/token", Map.of()).statusCode())
                    .isEqualTo(400);
            assertThat(send(listener, "PUT", "/latest/api/token", Map.of(TTL, "21600"))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    @DisplayName("a token is good for one instance, and until it ends")
    void tokens() throws Exception {
        MetadataService service = simulator.metadataService();
        try (MetadataListener one = service.listen(launchWith(each -> {}).instanceId());
                MetadataListener two = service.listen(launchWith(each -> {}).instanceId())) {
            String token = token(one);
            String path = "/latest/meta-data/instance-id";

            assertThat(send(one, "GET", path, Map.of(TOKEN, token)).statusCode())
                    .isEqualTo(200);
            assertThat(send(one, "GET", path, Map.of()).statusCode())
                    .as("no token")
                    .isEqualTo(401);
            assertThat(send(one, "GET", path, Map.of(TOKEN, "x")).statusCode())
                    .as("garbage")
                    .isEqualTo(401);
            assertThat(send(two, "GET", path, Map.of(TOKEN, token)).statusCode())
                    .as("another instance's")
                    .isEqualTo(401);
            clock.advance(Duration.ofSeconds(59));
            assertThat(send(one, "GET", path, Map.of(TOKEN, token)).statusCode())
                    .isEqualTo(200);
            clock.advance(Duration.ofSeconds(1));
            assertThat(send(one, "GET", path, Map.of(TOKEN, token)).statusCode())
                    .as("ended")
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /latest/api/token,     405",
        "PUT,    /latest/meta-data/mac, 405",
        "POST,   /latest/user-data,     405",
        "DELETE, /,                     405",
        "GET,    /latest/meta-data/nix, 404",
        "GET,    /../../etc/passwd,     404",
        "GET,    /latest//meta-data///mac, 200",
    })
    void methodsAndPaths(String method, String path, int status) throws Exception {
        try (MetadataListener listener =
                simulator.metadataService().listen(launchWith(each -> {}).instanceId())) {
            assertThat(send(listener, method, path, Map.of(TOKEN, token(listener)))
                            .statusCode())
                    .isEqualTo(status);
        }
    }

    @Test
    @DisplayName("a request that was forwarded gets no token")
    void forwarded() throws Exception {
        try (MetadataListener listener =
                simulator.metadataService().listen(launchWith(each -> {}).instanceId())) {
            assertThat(send(listener, "PUT", "/latest/api/token", Map.of(TTL, "60", "X-Forwarded-For", "192.0.2.1"))
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    @DisplayName(
            "HttpTokens=optional answers without a token, HttpEndpoint=disabled not at all; a switch goes over both")
    void options() throws Exception {
        Instance optional = launchWith(each -> each.httpTokens(HttpTokensState.OPTIONAL));
        Instance disabled = launchWith(each -> each.httpEndpoint(InstanceMetadataEndpointState.DISABLED));
        Instance required = launchWith(each -> {});
        MetadataService service = simulator.metadataService();
        String path = "/latest/meta-data/instance-id";

        try (MetadataListener first = service.listen(optional.instanceId());
                MetadataListener second = service.listen(disabled.instanceId());
                MetadataListener open = service.withoutTokens().listen(required.instanceId())) {
            assertThat(send(first, "GET", path, Map.of()).body()).isEqualTo(optional.instanceId());
            assertThat(send(first, "GET", path, Map.of(TOKEN, "x")).statusCode())
                    .isEqualTo(401);
            assertThat(send(second, "PUT", "/latest/api/token", Map.of(TTL, "60"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(send(open, "GET", path, Map.of()).body()).isEqualTo(required.instanceId());
            assertThat(send(open, "GET", path, Map.of(TOKEN, "x")).statusCode()).isEqualTo(401);
        }
    }

    @Test
    @DisplayName("over IPv6 only an instance with HttpProtocolIpv6=enabled is answered")
    void overIpv6() throws Exception {
        byte[] one = new byte[16];
        one[15] = 1;
        Instance enabled = launchWith(each -> each.httpProtocolIpv6(InstanceMetadataProtocolState.ENABLED));
        Instance not = launchWith(each -> {});
        InetSocketAddress loopback = new InetSocketAddress(Inet6Address.getByAddress(one), 0);

        try (MetadataListener listener =
                        simulator.metadataService().open(loopback, from -> Optional.of(enabled.instanceId()));
                MetadataListener silent =
                        simulator.metadataService().open(loopback, from -> Optional.of(not.instanceId()))) {
            assertThat(listener.endpoint().toString()).startsWith("http://[0:0:0:0:0:0:0:1]:");
            assertThat(meta(listener, "instance-id")).isEqualTo(enabled.instanceId());
            assertThatThrownBy(() -> token(silent)).isInstanceOf(IOException.class);
        }
    }

    @Test
    @DisplayName("one listener serves all; an address that is nobody's and an instance that is gone get no answer")
    void oneForAll() throws Exception {
        String id = launchWith(each -> {}).instanceId();
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        var known = new ConcurrentHashMap<>(Map.of(loopback, id));

        try (MetadataListener listener = simulator
                .metadataService()
                .open(new InetSocketAddress(loopback, 0), from -> Optional.ofNullable(known.get(from)))) {
            assertThat(meta(listener, "instance-id")).isEqualTo(id);
            known.clear();
            assertThatThrownBy(() -> token(listener)).isInstanceOf(IOException.class);
            known.put(loopback, id);
            ec2.terminateInstances(each -> each.instanceIds(id));
            assertThatThrownBy(() -> token(listener)).isInstanceOf(IOException.class);
        }
    }

    @Test
    @DisplayName("listeners end with the simulator; an unknown instance has none")
    void closing() {
        MetadataListener listener =
                simulator.metadataService().listen(launchWith(each -> {}).instanceId());
        assertThatThrownBy(() -> simulator.metadataService().listen("i-0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("instance i-0: there is none; give an id that RunInstances has answered");

        simulator.close();
        assertThatThrownBy(() -> token(listener)).isInstanceOf(IOException.class);
    }

    @Test
    @DisplayName(
            "long paths, bodies of megabytes and broken escapes are answered or cut off, and the next one is served")
    void hostile() throws Exception {
        String id = launchWith(each -> {}).instanceId();
        try (MetadataListener listener = simulator.metadataService().listen(id)) {
            for (int i = 0; i < 20; i++) { // more than there are threads
                assertThat(get(listener, "/latest/meta-data/" + "x/".repeat(20_000))
                                .statusCode())
                        .isEqualTo(404);
                try (Socket socket = new Socket(
                        InetAddress.getByAddress(new byte[] {127, 0, 0, 1}),
                        listener.endpoint().getPort())) {
                    OutputStream out = socket.getOutputStream();
                    out.write("PUT /latest/api/token HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
                    out.write(new byte[1 << 20]);
                } catch (IOException e) {
                    assertThat(e).as("cut off while sending").isInstanceOf(SocketException.class);
                }
            }
            assertThat(get(listener, "/latest/meta-data/%00").statusCode()).isIn(400, 404);
            assertThat(meta(listener, "instance-id")).isEqualTo(id);
        }
    }
}
