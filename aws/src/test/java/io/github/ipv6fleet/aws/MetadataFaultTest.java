package io.github.ipv6fleet.aws;

import static io.github.ipv6fleet.aws.MetadataStandIn.NIC;
import static io.github.ipv6fleet.aws.MetadataStandIn.TOKEN;
import static io.github.ipv6fleet.aws.MetadataStandIn.cut;
import static io.github.ipv6fleet.aws.MetadataStandIn.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.net.Ipv6Block;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a metadata service can do instead of answering, and what {@link ThisHost} then says. The end is a safety net. */
@Timeout(60)
class MetadataFaultTest {
    private static final Ipv6Block PREFIX = Ipv6Block.parse("2600:1f18:47b:ca03:1::/80");

    private final MetadataStandIn service = new MetadataStandIn();
    private final Hurried clock = new Hurried();

    @AfterEach
    void close() {
        service.close();
    }

    private ThisHost.Reader reader() {
        return ThisHost.reader().endpoint(service.endpoint()).time(clock);
    }

    @Test
    @DisplayName("a service that is right: every value, addresses in numeric order, one token for all")
    void right() {
        ThisHost host = reader().read();

        assertThat(host.instanceId()).isEqualTo("i-0123456789abcdef0");
        assertThat(host.instanceType()).isEqualTo("t3.small");
        assertThat(host.imageId()).isEqualTo("ami-0123456789abcdef0");
        assertThat(host.region()).isEqualTo("eu-west-3");
        assertThat(host.availabilityZone()).isEqualTo("eu-west-3a");
        assertThat(host.macAddress()).isEqualTo(MetadataStandIn.MAC);
        assertThat(host.interfaceId()).isEqualTo("eni-0123456789abcdef0");
        assertThat(host.privateIpv4()).contains("172.31.0.4");
        assertThat(host.ipv6Addresses()).hasToString("[2600:1f18:47b:ca03::4, 2600:1f18:47b:ca03::5]");
        assertThat(host.ipv6Prefixes()).containsExactly(PREFIX);
        assertThat(host.subnetId()).isEqualTo("subnet-09a931730fa9e0000");
        assertThat(host.subnetIpv6Blocks()).hasToString("[2600:1f18:47b:ca03::/64]");
        assertThat(host.vpcId()).isEqualTo("vpc-0123456789abcdef0");
        assertThat(host.securityGroupIds()).containsExactly("sg-0eaf4395729820000", "sg-0eaf4395729820001");
        assertThat(service.requests(TOKEN))
                .singleElement()
                .satisfies(r -> assertThat(r.method()).isEqualTo("PUT"));
        assertThat(clock.slept.get()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"local-ipv4s", "ipv6s", "ipv6-prefix", "subnet-ipv6-cidr-blocks"})
    @DisplayName("404: what an instance need not have is empty")
    void absent(String path) {
        service.says(NIC + path, null);
        ThisHost host = reader().read();

        assertThat(host.privateIpv4().isEmpty()).isEqualTo(path.equals("local-ipv4s"));
        assertThat(host.ipv6Addresses().isEmpty()).isEqualTo(path.equals("ipv6s"));
        assertThat(host.ipv6Prefixes().isEmpty()).isEqualTo(path.equals("ipv6-prefix"));
        assertThat(host.subnetIpv6Blocks().isEmpty()).isEqualTo(path.equals("subnet-ipv6-cidr-blocks"));
    }

    @Test
    @DisplayName("404 for what every instance has: said by its path")
    void missing() {
        service.says("placement/region", null);

        assertThatThrownBy(reader()::read)
                .isInstanceOf(FleetException.class)
                .hasMessage("the metadata service says no placement/region, which every instance of EC2 has; is what"
                        + " answers there EC2's? Look at it with curl");
    }

    @Test
    @DisplayName("401: a new token is fetched, and reading goes on")
    void unauthorized() {
        service.once("ami-id", status(401, ""));

        assertThat(reader().read().imageId()).isEqualTo("ami-0123456789abcdef0");
        assertThat(service.requests(TOKEN)).hasSize(2);
    }

    @Test
    @DisplayName("401 also with a new token: said, after two tokens")
    void alwaysUnauthorized() {
        service.times(9, "ami-id", status(401, ""));

        assertThatThrownBy(reader()::read)
                .hasMessageContaining("answers ami-id with status 401; read it again; a token that has just been made");
        assertThat(service.requests(TOKEN)).hasSize(2);
    }

    static Stream<MetadataStandIn.Reply> passing() {
        return Stream.of(
                cut(),
                status(503, "busy"),
                status(429, "busy"),
                out -> out.write("garbage\r\n".getBytes(StandardCharsets.US_ASCII)));
    }

    @ParameterizedTest
    @MethodSource("passing")
    @DisplayName("what passes is asked for again: of the token, and of a value")
    void passes(MetadataStandIn.Reply reply) {
        service.times(2, TOKEN, reply).times(3, "ami-id", reply);

        assertThat(reader().read().imageId()).isEqualTo("ami-0123456789abcdef0");
        assertThat(clock.slept.get()).isPositive();
    }

    @Test
    @DisplayName("what does not pass is asked for until the limit, and then said; reading again may do")
    void doesNotPass() {
        service.times(99, "ami-id", status(503, ""));

        assertThatThrownBy(reader().limit(Duration.ofSeconds(7))::read)
                .isInstanceOfSatisfying(
                        FleetException.class, e -> assertThat(e.retryable()).isTrue())
                .hasMessageContaining("answers ami-id with status 503, tried for 7000 ms; read it again later");
        assertThat(clock.slept.get()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(7));
    }

    @Test
    @DisplayName("silence after the request for a token: the hop limit is named, within the limit")
    void silent() {
        service.times(99, TOKEN, service.silence());

        assertThatThrownBy(reader().time(FleetTime.system()).limit(Duration.ofMillis(300))::read)
                .hasMessageContaining(service.endpoint() + " does not answer in time")
                .hasMessageContaining("--http-put-response-hop-limit 2");
    }

    @Test
    @DisplayName("an answer that drips: the limit is of the whole, and no thread of ours is left")
    void drips() throws Exception {
        service.times(99, "ami-id", service.drip());

        assertThatThrownBy(reader().time(FleetTime.system()).limit(Duration.ofMillis(300))::read)
                .hasMessageContaining("does not answer in time");
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("ipv6-fleet-metadata")) {
                thread.join(10_000);
                assertThat(thread.isAlive()).isFalse();
            }
        }
    }

    @Test
    @DisplayName("an answer without an end is not read whole")
    void oversized() {
        service.once(NIC + "ipv6s", service.endless());

        assertThatThrownBy(reader()::read)
                .hasMessageContaining("answers more than 16384 bytes to /latest/meta-data/" + NIC + "ipv6s;");
        assertThat(service.sent()).isLessThan(32L << 20); // what the two sockets hold, and not 2 seconds of a loopback
    }

    @Test
    @DisplayName("an endless token is not read whole, nor is an endless error")
    void oversizedToken() {
        service.once(TOKEN, service.endless());
        assertThatThrownBy(reader()::read).hasMessageContaining("answers more than 16384 bytes to /latest/api/token");

        service.once("ami-id", status(500, "x".repeat(20_000)));
        assertThatThrownBy(reader()::read).hasMessageContaining("answers more than 16384 bytes to");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\r\nX-Forwarded-For: 1.2.3.4", "é"})
    @DisplayName("a token that cannot be one is sent to nobody")
    void garbageToken(String token) {
        service.once(TOKEN, status(200, token, "X-aws-ec2-metadata-token-ttl-seconds: 21600\r\n"));

        assertThatThrownBy(reader()::read)
                .hasMessageContaining("answers a request for a token with something else; read it on");
        assertThat(service.requests("instance-id")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "X-aws-ec2-metadata-token-ttl-seconds: soon\r\n"})
    @DisplayName("nor is one that does not say when it ends")
    void endlessToken(String header) {
        service.once(TOKEN, status(200, "t1", header));

        assertThatThrownBy(reader()::read)
                .hasMessageContaining("answers a request for a token with something else; read it on");
    }

    @Test
    @DisplayName("a token that the service does not know is sent, and replaced")
    void unknownToken() {
        service.once(TOKEN, status(200, "<html>", "X-aws-ec2-metadata-token-ttl-seconds: 21600\r\n"));

        assertThat(reader().read().instanceId()).isEqualTo("i-0123456789abcdef0");
        assertThat(service.requests(TOKEN)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"404", "400", "405", "302"})
    @DisplayName("somebody who knows no tokens is no IMDSv2")
    void foreign(int code) {
        service.times(9, TOKEN, status(code, ""));

        assertThatThrownBy(reader()::read)
                .hasMessage("instance metadata cannot be read: " + service.endpoint()
                        + " answers a request for a token with status " + code + ", which no IMDSv2 does; read it on an"
                        + " EC2 instance, or give the endpoint of an IMDSv2 with reader().endpoint(...)");
    }

    @ParameterizedTest
    @ValueSource(strings = {TOKEN, "ami-id"})
    @DisplayName("403: the service is switched off, and the message says how to switch it on")
    void switchedOff(String path) {
        service.times(9, path, status(403, "Forbidden"));

        assertThatThrownBy(reader()::read)
                .hasMessageContaining("with status 403, as it does where it is switched off for the instance")
                .hasMessageContaining("modify-instance-metadata-options --instance-id ID --http-endpoint enabled");
    }

    @ParameterizedTest
    @ValueSource(strings = {TOKEN, "ami-id"})
    @DisplayName("a redirect is not followed: the token would go elsewhere")
    void redirect(String path) {
        try (MetadataStandIn elsewhere = new MetadataStandIn()) {
            service.once(
                    path, status(307, "", "Location: " + elsewhere.endpoint() + "/latest/meta-data/" + path + "\r\n"));

            assertThatThrownBy(reader()::read).hasMessageContaining("with status 307, which no IMDSv2 does");
            assertThat(elsewhere.requests(path)).isEmpty();
        }
    }

    @Test
    @DisplayName("nobody there: this is no instance, said at once")
    void nobody() {
        service.close();

        assertThatThrownBy(reader()::read)
                .isInstanceOfSatisfying(
                        FleetException.class, e -> assertThat(e.retryable()).isFalse())
                .hasMessageStartingWith(
                        "instance metadata cannot be read: " + service.endpoint() + " (Connection refused)")
                .hasMessageContaining("this is no EC2 instance");
        assertThat(clock.slept.get()).isZero();
    }

    @Test
    @DisplayName("proxies are gone past, whatever the JVM is told of them")
    void proxy() {
        try (MetadataStandIn proxy = new MetadataStandIn()) {
            System.setProperty("http.proxyHost", "127.0.0.1");
            System.setProperty("http.proxyPort", "" + proxy.endpoint().getPort());
            System.setProperty("http.nonProxyHosts", "");

            assertThat(reader().read().instanceType()).isEqualTo("t3.small");
            assertThat(proxy.requests(TOKEN)).isEmpty();
        } finally {
            System.clearProperty("http.proxyHost");
            System.clearProperty("http.proxyPort");
            System.clearProperty("http.nonProxyHosts");
        }
    }

    @Test
    @DisplayName("metadata that is switched off for the process is not read; an endpoint that is said is")
    void disabled() {
        System.setProperty("aws.disableEc2Metadata", "true");
        try {
            assertThatThrownBy(ThisHost::read).hasMessageContaining("unset AWS_EC2_METADATA_DISABLED");
            assertThat(reader().read().instanceType()).isEqualTo("t3.small");
        } finally {
            System.clearProperty("aws.disableEc2Metadata");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense with blanks", "https://127.0.0.1", "http://127.0.0.1/path", "http://u@127.0.0.1"})
    @DisplayName("an endpoint that is none, as the SDK is configured to it: said by the name of the setting")
    void configuredWrong(String text) {
        System.setProperty("aws.ec2MetadataServiceEndpoint", text);
        try {
            assertThatThrownBy(ThisHost::read)
                    .isInstanceOf(FleetException.class)
                    .hasMessageStartingWith("AWS_EC2_METADATA_SERVICE_ENDPOINT \"" + text + "\": is no endpoint");
        } finally {
            System.clearProperty("aws.ec2MetadataServiceEndpoint");
        }
    }

    @Test
    @DisplayName("an interrupt ends reading, and stays set")
    void interrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(reader()::read).isInstanceOf(FleetException.class).hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://127.0.0.1", "localhost:80", "http:///x", "http://127.0.0.1/latest", "http://h?q"})
    @DisplayName("an endpoint that is none is refused when it is said")
    void wrongEndpoint(String text) {
        assertThatThrownBy(() -> ThisHost.reader().endpoint(URI.create(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("endpoint \"" + text
                        + "\": is no endpoint of a metadata service; write it as http://127.0.0.1:1338");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    @DisplayName("a limit in which nothing can be read is refused")
    void wrongLimit(Duration limit) {
        assertThatThrownBy(() -> ThisHost.reader().limit(limit))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("limit " + limit + ": nothing can be read in it; give more");
    }
}
