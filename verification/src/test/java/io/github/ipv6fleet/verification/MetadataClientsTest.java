package io.github.ipv6fleet.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.ec2sim.Ec2Simulator;
import io.github.ipv6fleet.ec2sim.MetadataListener;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.imds.Ec2MetadataClient;
import software.amazon.awssdk.imds.Ec2MetadataClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.Ipv6PrefixSpecificationRequest;

/** Foreign readers of ec2-sim's metadata service: the SDK's client, and cloud-init's data source for EC2. */
class MetadataClientsTest {
    private static final String USER_DATA = "#cloud-config\nruncmd: [true]\n";

    private final Ec2Simulator simulator = Ec2Simulator.start();
    private final Ec2Client ec2 = Ec2Client.builder()
            .endpointOverride(simulator.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("x", "y")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();

    @AfterEach
    void stop() {
        ec2.close();
        simulator.close();
    }

    private Instance launch(Consumer<InstanceNetworkInterfaceSpecification.Builder> nic) {
        InstanceNetworkInterfaceSpecification.Builder wanted =
                InstanceNetworkInterfaceSpecification.builder().deviceIndex(0).subnetId("subnet-09a931730fa9e0000");
        nic.accept(wanted);
        return ec2.runInstances(request -> request.imageId("ami-096ea6a12ea24a797")
                        .instanceType("m7g.large")
                        .minCount(1)
                        .maxCount(1)
                        .userData(Base64.getEncoder().encodeToString(USER_DATA.getBytes(StandardCharsets.UTF_8)))
                        .metadataOptions(options -> options.httpTokens("required"))
                        .networkInterfaces(wanted.build()))
                .instances()
                .get(0);
    }

    @Test
    @DisplayName("the SDK's Ec2MetadataClient fetches a token and reads values, lists and the identity document")
    void sdk() {
        Instance instance = launch(nic -> nic.ipv6Prefixes(Ipv6PrefixSpecificationRequest.builder()
                .ipv6Prefix("2600:1f18:47b:ca03:2::/80")
                .build()));
        String mac = instance.networkInterfaces().get(0).macAddress();

        try (MetadataListener listener = simulator.metadataService().listen(instance.instanceId());
                Ec2MetadataClient client = Ec2MetadataClient.builder()
                        .httpClient(UrlConnectionHttpClient.create())
                        .endpoint(listener.endpoint())
                        .build()) {
            String macs = "/latest/meta-data/network/interfaces/macs/";
            assertThat(client.get("/latest/meta-data/instance-id").asString()).isEqualTo(instance.instanceId());
            assertThat(client.get(macs).asList()).containsExactly(mac + "/");
            assertThat(client.get(macs + mac + "/ipv6-prefix").asString()).isEqualTo("2600:1f18:47b:ca03:2:0:0:0/80");
            assertThat(client.get("/latest/user-data").asString()).isEqualTo(USER_DATA);
            assertThat(client.get("/latest/dynamic/instance-identity/document")
                            .asDocument()
                            .asMap()
                            .get("region")
                            .asString())
                    .isEqualTo("us-east-1");
            assertThatThrownBy(() -> client.get(macs + mac + "/ipv6s"))
                    .isInstanceOfSatisfying(
                            Ec2MetadataClientException.class,
                            e -> assertThat(e.statusCode()).isEqualTo(404));
        }
    }

    @Test
    @Tag("parsers")
    @DisplayName("cloud-init finds its data source with a token, and reads the tree, the identity and the user data")
    void cloudInit() throws Exception {
        DebianPython.require("cloudinit");
        Instance instance = launch(nic -> nic.ipv6AddressCount(2));

        try (MetadataListener listener = simulator.metadataService().listen(instance.instanceId())) {
            Forked said = DebianPython.run("cloud_init_ec2.py", listener.endpoint());

            assertThat(said.status()).as(said.err()).isZero();
            assertThat(said.out())
                    .contains("\"found\": true", "\"token\": true", "\"version\": \"2021-03-23\"")
                    .contains("\"instanceId\": \"" + instance.instanceId() + "\"")
                    .contains("\"userData\": \"#cloud-config\\nruncmd: [true]\\n\"")
                    .contains("\"ipv6s\": [\"2600:1f18:47b:ca03:")
                    .contains("\"subnet-ipv6-cidr-blocks\": \"2600:1f18:47b:ca03:0:0:0:0/64\"")
                    .doesNotContain("ipv6-prefix");
        }
    }
}
