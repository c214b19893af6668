package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataTagsState;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;

/** What the metadata service says of an instance. */
class MetadataContentTest extends MetadataRegion {
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
}
