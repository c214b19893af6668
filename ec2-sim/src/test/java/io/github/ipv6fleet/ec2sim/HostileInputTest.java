package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.ec2sim.internal.action.ActionTable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Whatever comes in, the answer is one of EC2's and never a server error. */
class HostileInputTest extends Region {

    @ParameterizedTest
    @ValueSource(strings = {"%", "%4", "%zz", "%ff%fe", "%c0%af", "1&x=2", "%ed%a0%80"})
    @DisplayName("bad percent-encoding, bad UTF-8, parameters given twice")
    void badEncoding(String body) {
        Http.Answer answer = Http.post(simulator, "Action=DescribeVpcs&x=" + body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("<Code>MalformedQueryString</Code>");
    }

    @Test
    @DisplayName("a body of 1 MB is read, one of 3 MB refused")
    void bigBodies() {
        String mega = "x".repeat(1 << 20);

        assertThat(Http.post(simulator, "Action=" + mega).body()).contains("InvalidAction");
        assertThat(Http.post(simulator, "Action=DescribeVpcs&" + "a=".repeat(1) + mega)
                        .body())
                .contains("UnknownParameter");
        StringBuilder many = new StringBuilder("Action=DescribeInstances");
        for (int i = 1; i < 20_000; i++) {
            many.append("&InstanceId.").append(i).append("=i-").append(String.format("%017x", i));
        }
        assertThat(Http.post(simulator, many.toString()).body()).contains("InvalidInstanceID.NotFound");
        assertThat(Http.post(simulator, mega + mega + mega).body()).contains("RequestEntityTooLarge");
    }

    @Test
    @DisplayName("sixteen clients at once with 1 MB each: everyone gets the answer to his own request")
    void parallelBigBodies() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(16);
        try {
            List<Callable<Void>> calls = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                String name = "Colour" + i;
                calls.add(() -> {
                    Http.Answer answer =
                            Http.post(simulator, "Action=DescribeVpcs&" + name + "=" + "x".repeat(1 << 20));
                    assertThat(answer.status()).isEqualTo(400);
                    assertThat(answer.body())
                            .contains("<Code>UnknownParameter</Code>")
                            .contains(name + " is not recognized");
                    return null;
                });
            }
            for (Future<Void> each : clients.invokeAll(calls)) {
                each.get();
            }
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    @DisplayName("wildcards that would make a regular expression endless")
    void wildcards() {
        String id = create(each -> each.description("a".repeat(200))).networkInterfaceId();
        String evil = "*a".repeat(100) + "b";

        assertThat(ec2.describeNetworkInterfaces(each -> each.filters(filter("description", evil)))
                        .networkInterfaces())
                .isEmpty();
        assertThat(ec2.describeNetworkInterfaces(each -> each.filters(filter("description", "*a".repeat(100) + "*")))
                        .networkInterfaces())
                .singleElement()
                .satisfies(each -> assertThat(each.networkInterfaceId()).isEqualTo(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>&\"']]>", "</value></item>", "é😀\t\n\r", "&amp;&#x0;", "a+b c%20"})
    @DisplayName("text comes back as it went in")
    void textRoundTrip(String text) {
        String id = create(each -> each.description(text).tagSpecifications(tags("network-interface", text, text)))
                .networkInterfaceId();

        assertThat(describeInterface(id).description()).isEqualTo(text);
        assertThat(describeInterface(id).tagSet())
                .containsExactly(Tag.builder().key(text).value(text).build());
    }

    @Test
    @DisplayName("a character that XML cannot write does not break the answer")
    void controlCharacters() {
        String id = create(each -> each.description("a\u0000b\u001b")).networkInterfaceId();

        assertThat(describeInterface(id).description()).isEqualTo("a\uFFFDb\uFFFD");
    }

    @Test
    @DisplayName("methods other than GET and POST")
    void methods() {
        assertThat(Http.send(simulator, "DELETE", "/", null).status()).isEqualTo(400);
    }

    @Test
    @DisplayName("random requests of real actions and parameters: never a server error")
    void fuzz() {
        long seed = Long.getLong("ipv6fleet.seed", new Random().nextLong());
        Random random = new Random(seed);
        List<String> actions = List.copyOf(new ActionTable().names());
        String eni = create(each -> {}).networkInterfaceId();
        String host = run(each -> {}).instanceId();
        List<String> names = List.of(
                "NetworkInterfaceId",
                "NetworkInterfaceId.1",
                "InstanceId",
                "InstanceId.1",
                "SubnetId",
                "SubnetId.1",
                "VpcId",
                "Ipv6Addresses.1",
                "Ipv6Addresses.1.Ipv6Address",
                "Ipv6Prefix.1",
                "Ipv6Prefix.1.Ipv6Prefix",
                "Ipv6PrefixCount",
                "Ipv6AddressCount",
                "ImageId",
                "InstanceType",
                "MinCount",
                "MaxCount",
                "DeviceIndex",
                "MaxResults",
                "NextToken",
                "Filter.1.Name",
                "Filter.1.Value.1",
                "Tag.1.Key",
                "Tag.1.Value",
                "ResourceId.1",
                "Cidr",
                "CidrBlock",
                "Ipv6CidrBlock",
                "ReservationType",
                "NetworkInterface.1.DeviceIndex",
                "NetworkInterface.1.Ipv6PrefixCount",
                "NetworkInterface.1.SubnetId",
                "NetworkInterface.0.SubnetId",
                "NetworkInterface.99999999999.SubnetId",
                "GroupName",
                "GroupDescription",
                "GroupId",
                "IpPermissions.1.IpProtocol",
                "IpPermissions.1.FromPort",
                "IpPermissions.1.Ipv6Ranges.1.CidrIpv6",
                "KeyName",
                "PublicKeyMaterial",
                "UserData",
                "ClientToken",
                "Attribute",
                "TagSpecification.1.ResourceType",
                "TagSpecification.1.Tag.1.Key",
                "AssignIpv6AddressOnCreation.Value",
                "AttachmentId",
                "SubnetCidrReservationId",
                "PrivateIpAddress",
                "MetadataOptions.HttpPutResponseHopLimit");
        List<String> values = List.of(
                "",
                "1",
                "0",
                "-1",
                "2",
                "5",
                "2147483647",
                "99999999999999999999",
                "true",
                "x",
                "*",
                "?",
                "\\",
                "::",
                "::1",
                "2600:1f18:47b:ca03::8",
                "2600:1f18:47b:ca03:1::/80",
                "172.31.0.9",
                "172.31.255.0/28",
                "0.0.0.0/0",
                "::/0",
                "userData",
                "prefix",
                "explicit",
                "vpc-id",
                "tag:a",
                "tag:",
                "r5d.large",
                "t3.micro",
                "m1.small",
                "tcp",
                "é",
                "network-interface",
                "instance",
                BIONIC,
                SUBNET,
                VPC,
                GROUP,
                eni,
                host,
                "YWZ0ZXI6Mw==",
                "AAAA",
                "ssh-rsa AAAA",
                "c3NoLXJzYSBBQUFBQjNOemFDMXljMkVBQUFBREFRQUI=");
        for (int i = 0; i < 4_000; i++) {
            StringBuilder query = new StringBuilder("Action=" + pick(random, actions));
            for (String name : random.ints(random.nextInt(7), 0, names.size())
                    .distinct()
                    .mapToObj(names::get)
                    .toList()) {
                query.append('&').append(name).append('=');
                query.append(URLEncoder.encode(pick(random, values), StandardCharsets.UTF_8));
            }

            Http.Answer answer = Http.post(simulator, query.toString());

            assertThat(answer.status())
                    .as(query + " answered " + answer.body() + "; replay with -Dipv6fleet.seed=" + seed)
                    .isIn(200, 400);
        }
    }

    private static String pick(Random random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
