package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataEndpointState;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataOptionsRequest;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataProtocolState;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataTagsState;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;

/** Sources: EC2 User Guide, "Use IMDSv2" and "Instance metadata categories". */
class MetadataServiceTest extends Region {
    private static final String TTL = "X-aws-ec2-metadata-token-ttl-seconds";
    private static final String TOKEN = "X-aws-ec2-metadata-token";

    /** What came back; the body holds one character per byte. */
    private record Reply(int statusCode, String body, Map<String, String> headers) {}

    private static Reply send(MetadataListener listener, String method, String path, Map<String, String> headers)
            throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create(listener.endpoint() + path).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setReadTimeout(20_000);
        headers.forEach(connection::setRequestProperty);
        int status = connection.getResponseCode();
        Map<String, String> sent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        connection.getHeaderFields().forEach((name, values) -> {
            if (name != null) {
                sent.put(name, values.get(0));
            }
        });
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new Reply(status, new String(in.readAllBytes(), StandardCharsets.ISO_8859_1), sent);
        }
    }

    private String token(MetadataListener listener) throws Exception {
        Reply answer = send(listener, "PUT", "/latest/api/token", Map.of(TTL, "60"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry(TTL, "60");
        return answer.body();
    }

    private Reply get(MetadataListener listener, String path) throws Exception {
        return send(listener, "GET", path, Map.of(TOKEN, token(listener)));
    }

    private String meta(MetadataListener listener, String path) throws Exception {
        Reply answer = get(listener, "/latest/meta-data/" + path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private Instance launchWith(Consumer<InstanceMetadataOptionsRequest.Builder> options) {
        return run(each -> each.metadataOptions(option -> options.accept(option.httpTokens(HttpTokensState.REQUIRED))));
    }

    @Test
    @DisplayName("addresses and prefixes have eight groups and stand in numeric order")
    void addresses() throws Exception {
        Instance article = launch(nic -> nic.ipv6Addresses(
                address("2600:1f18:47b:ca03::1:1"),
                address("2600:1f18:47b:ca03::8"),
                address("2600:1f18:47b:ca03::9"),
                address("2600:1f18:47b:ca03::a")));
        Instance delegated = launch(
                nic -> nic.ipv6Prefixes(prefix("2600:1f18:47b:ca03:a::/80"), prefix("2600:1f18:47b:ca03:2::/80")));

        try (MetadataListener first = simulator.metadataService().listen(article.instanceId());
                MetadataListener second = simulator.metadataService().listen(delegated.instanceId())) {
            String mac = "network/interfaces/macs/" + meta(first, "mac") + "/";
            String other = "network/interfaces/macs/" + meta(second, "network/interfaces/macs/");

            assertThat(meta(first, mac + "ipv6s")).isEqualTo("""
                    2600:1f18:47b:ca03:0:0:0:8
                    2600:1f18:47b:ca03:0:0:0:9
                    2600:1f18:47b:ca03:0:0:0:a
                    2600:1f18:47b:ca03:0:0:1:1""");
            assertThat(meta(first, "ipv6")).isEqualTo("2600:1f18:47b:ca03:0:0:0:8");
            assertThat(get(first, "/latest/meta-data/" + mac + "ipv6-prefix").statusCode())
                    .as("no prefix")
                    .isEqualTo(404);
            assertThat(other).endsWith("/");
            assertThat(meta(second, other + "ipv6-prefix"))
                    .isEqualTo("2600:1f18:47b:ca03:2:0:0:0/80\n2600:1f18:47b:ca03:a:0:0:0/80");
            assertThat(get(second, "/latest/meta-data/" + other + "ipv6s").statusCode())
                    .as("no address")
                    .isEqualTo(404);
            assertThat(meta(first, mac + "subnet-ipv6-cidr-blocks")).isEqualTo("2600:1f18:47b:ca03:0:0:0:0/64");
            assertThat(meta(first, mac + "vpc-ipv6-cidr-blocks")).isEqualTo("2600:1f18:47b:ca00:0:0:0:0/56");
        }
    }

    @Test
    @DisplayName("what an instance reads is what DescribeInstances says")
    void describes() throws Exception {
        Instance instance = describe(run(each -> each.tagSpecifications(tags("instance", "Name", "edge-1"))
                        .metadataOptions(options -> options.instanceMetadataTags(InstanceMetadataTagsState.ENABLED)))
                .instanceId());
        var nic = instance.networkInterfaces().get(0);

        try (MetadataListener listener = simulator.metadataService().listen(instance.instanceId())) {
            String mac = "network/interfaces/macs/" + nic.macAddress() + "/";
            assertThat(meta(listener, "instance-id")).isEqualTo(instance.instanceId());
            assertThat(meta(listener, "ami-id")).isEqualTo(instance.imageId());
            assertThat(meta(listener, "ami-launch-index")).isEqualTo("0");
            assertThat(meta(listener, "instance-type")).isEqualTo("r5d.large");
            assertThat(meta(listener, "hostname")).isEqualTo(instance.privateDnsName());
            assertThat(meta(listener, "local-hostname")).isEqualTo(instance.privateDnsName());
            assertThat(meta(listener, "local-ipv4")).isEqualTo(instance.privateIpAddress());
            assertThat(meta(listener, "public-ipv4")).isEqualTo(instance.publicIpAddress());
            assertThat(meta(listener, "placement/availability-zone")).isEqualTo("us-east-1a");
            assertThat(meta(listener, "placement/region")).isEqualTo("us-east-1");
            assertThat(meta(listener, "security-groups")).isEqualTo("default");
            assertThat(meta(listener, "tags/instance/Name")).isEqualTo("edge-1");
            assertThat(meta(listener, mac + "interface-id")).isEqualTo(nic.networkInterfaceId());
            assertThat(meta(listener, mac + "device-number")).isEqualTo("0");
            assertThat(meta(listener, mac + "subnet-id")).isEqualTo(SUBNET);
            assertThat(meta(listener, mac + "vpc-id")).isEqualTo(VPC);
            assertThat(meta(listener, mac + "security-group-ids")).isEqualTo(GROUP);
            assertThat(get(listener, "/latest/dynamic/instance-identity/document")
                            .body())
                    .contains("\"instanceId\" : \"" + instance.instanceId() + "\"")
                    .contains("\"privateIp\" : \"" + instance.privateIpAddress() + "\"");
        }
    }

    @Test
    @DisplayName("without IPv4 there are no paths of IPv4, and the host is named by its id")
    void ipv6Only() throws Exception {
        String subnet = ec2.createSubnet(
                        each -> each.vpcId(VPC).ipv6Native(true).ipv6CidrBlock("2600:1f18:47b:ca10::/64"))
                .subnet()
                .subnetId();
        Instance instance = launch(nic -> nic.subnetId(subnet));

        try (MetadataListener listener = simulator.metadataService().listen(instance.instanceId())) {
            String mac = "network/interfaces/macs/" + meta(listener, "mac") + "/";
            assertThat(meta(listener, "local-hostname")).isEqualTo(instance.instanceId() + ".ec2.internal");
            assertThat(meta(listener, "")).doesNotContain("ipv4");
            assertThat(meta(listener, mac)).doesNotContain("ipv4").contains("ipv6s", "subnet-ipv6-cidr-blocks");
            assertThat(get(listener, "/latest/meta-data/local-ipv4").statusCode())
                    .isEqualTo(404);
            assertThat(get(listener, "/latest/dynamic/instance-identity/document")
                            .body())
                    .contains("\"privateIp\" : null");
        }
    }

    @Test
    @DisplayName("listings name what is below, folders with a slash; versions stand at the root")
    void listings() throws Exception {
        String key = "ssh-rsa " + Base64.getEncoder().encodeToString(rsa());
        ec2.importKeyPair(each -> each.keyName("mine").publicKeyMaterial(SdkBytes.fromUtf8String(key)));
        Instance instance = run(each -> each.keyName("mine"));

        try (MetadataListener listener = simulator.metadataService().listen(instance.instanceId())) {
            assertThat(get(listener, "/").body().lines()).contains("2009-04-04", "2021-03-23", "latest");
            assertThat(get(listener, "/latest").body()).isEqualTo("dynamic\nmeta-data");
            assertThat(get(listener, "/2021-03-23/meta-data").body())
                    .isEqualTo(meta(listener, ""))
                    .contains("instance-id\n", "network/\n", "placement/\n")
                    .doesNotContain("tags");
            assertThat(meta(listener, "public-keys/")).isEqualTo("0=mine");
            assertThat(meta(listener, "public-keys/0/")).isEqualTo("openssh-key");
            assertThat(meta(listener, "public-keys/0/openssh-key")).isEqualTo(key);
            Reply absent = get(listener, "/latest/user-data");
            assertThat(absent.statusCode()).isEqualTo(404);
            assertThat(absent.headers()).containsEntry("Content-Type", "text/html");
            assertThat(absent.body()).startsWith("<?xml").contains("<h1>404 - Not Found</h1>");
            assertThat(get(listener, "/2030-01-01/meta-data/").statusCode()).isEqualTo(404);
            assertThat(get(listener, "/latest/meta-data/instance-id/").statusCode())
                    .isEqualTo(404);
        }
    }

    private static byte[] rsa() {
        ByteBuffer blob = ByteBuffer.allocate(400);
        byte[] modulus = new byte[257];
        Arrays.fill(modulus, 1, 257, (byte) 0xff);
        for (byte[] part : new byte[][] {"ssh-rsa".getBytes(StandardCharsets.US_ASCII), {1, 0, 1}, modulus}) {
            blob.putInt(part.length).put(part);
        }
        return Arrays.copyOf(blob.array(), blob.position());
    }

    @Test
    @DisplayName("user data come back byte for byte")
    void userData() throws Exception {
        byte[] bytes = {0, 1, (byte) 0xff, '\r', '\n', (byte) 0x80};
        Instance instance = run(each -> each.userData(Base64.getEncoder().encodeToString(bytes)));

        try (MetadataListener listener = simulator.metadataService().listen(instance.instanceId())) {
            Reply answer = get(listener, "/latest/user-data");
            assertThat(answer.body().getBytes(StandardCharsets.ISO_8859_1)).isEqualTo(bytes);
            assertThat(answer.headers()).containsEntry("Content-Type", "application/octet-stream");
        }
    }

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
    @DisplayName("a second interface has its own folder")
    void secondInterface() throws Exception {
        Instance instance = run(each -> each.networkInterfaces(
                nic(0),
                InstanceNetworkInterfaceSpecification.builder()
                        .deviceIndex(1)
                        .subnetId(SUBNET)
                        .ipv6PrefixCount(1)
                        .build()));

        try (MetadataListener listener = simulator.metadataService().listen(instance.instanceId())) {
            assertThat(meta(listener, "network/interfaces/macs/").lines())
                    .hasSize(2)
                    .allMatch(mac -> mac.matches("([0-9a-f]{2}:){5}[0-9a-f]{2}/"))
                    .contains(meta(listener, "mac") + "/");
        }
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
