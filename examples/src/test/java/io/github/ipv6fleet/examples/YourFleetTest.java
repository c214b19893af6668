package io.github.ipv6fleet.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.aws.LaunchedFleet;
import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.ec2sim.Ec2Simulator;
import io.github.ipv6fleet.ec2sim.InstanceEvent;
import io.github.ipv6fleet.ec2sim.InstanceHook;
import io.github.ipv6fleet.ec2sim.MetadataListener;
import io.github.ipv6fleet.ec2sim.RecordedRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.imds.Ec2MetadataClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;

/**
 * How a program that uses EC2 is tested with ec2-sim: no account, no mocks, a fresh EC2 for each test. Copy it and put
 * your own program in the place of {@code Ipv6Fleet}.
 */
class YourFleetTest {
    private static final String SUBNET = "subnet-09a931730fa9e0000"; // the ids of the simulator's ground never change
    private static final String GROUP = "sg-0eaf4395729820000";

    private final List<String> booted = new CopyOnWriteArrayList<>();
    private final Ec2Simulator simulator = Ec2Simulator.builder()
            .hook(new InstanceHook() {
                @Override
                public void boot(InstanceEvent event) {
                    booted.add(event.instanceId());
                    event.appendConsole("hello from " + event.instanceId() + "\n");
                }
            })
            .start();
    private final Ec2Client ec2 = Ec2Client.builder()
            .endpointOverride(simulator.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("anybody", "nothing")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();

    @AfterEach
    void stop() {
        ec2.close();
        simulator.close();
    }

    private LaunchedFleet launch() {
        return Ipv6Fleet.named("edge")
                .client(ec2)
                .subnet(SUBNET)
                .securityGroup(GROUP)
                .hosts(2)
                .launch();
    }

    @Test
    @DisplayName("what was launched is what EC2 describes, and a second launch writes nothing")
    void launchTwice() throws Exception {
        List<String> launched =
                launch().hosts().stream().map(LaunchedHost::instanceId).toList();
        simulator.awaitHook(Duration.ofSeconds(10));
        assertThat(booted).containsExactlyInAnyOrderElementsOf(launched);

        simulator.clearRequests();
        assertThat(launch().hosts()).extracting(LaunchedHost::instanceId).containsExactlyElementsOf(launched);
        assertThat(simulator.requests()).isNotEmpty().noneMatch(RecordedRequest::isWrite);
    }

    @Test
    @DisplayName("what EC2 refuses is refused: a /80 for an instance that is not built on Nitro")
    void refusal() {
        assertThatThrownBy(() -> ec2.runInstances(request -> request.imageId("ami-0ac019f4fcb7cb7e6")
                        .instanceType("t2.micro")
                        .minCount(1)
                        .maxCount(1)
                        .networkInterfaces(InstanceNetworkInterfaceSpecification.builder()
                                .deviceIndex(0)
                                .subnetId(SUBNET)
                                .ipv6PrefixCount(1)
                                .build())))
                .isInstanceOf(Ec2Exception.class)
                .hasMessageContaining("t2.micro");
        assertThat(ec2.describeInstances().reservations()).isEmpty();
    }

    @Test
    @DisplayName("a host reads its own block from the metadata service, as it will on EC2")
    void metadata() {
        LaunchedHost host = launch().hosts().get(0);

        try (MetadataListener listener = simulator.metadataService().listen(host.instanceId());
                Ec2MetadataClient metadata = Ec2MetadataClient.builder()
                        .endpoint(listener.endpoint())
                        .httpClient(UrlConnectionHttpClient.create())
                        .build()) {
            String mac = metadata.get("/latest/meta-data/mac").asString();
            String prefix = metadata.get("/latest/meta-data/network/interfaces/macs/" + mac + "/ipv6-prefix")
                    .asString();
            assertThat(prefix)
                    .isEqualTo(host.containerBlock().toString().replace("::/80", ":0:0:0/80")); // in EC2's long form
        }
    }
}
