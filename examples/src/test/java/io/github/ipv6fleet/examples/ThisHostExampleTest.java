package io.github.ipv6fleet.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.ec2sim.Ec2Simulator;
import io.github.ipv6fleet.ec2sim.MetadataListener;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ThisHostExampleTest {
    @Test
    @DisplayName("on a host of ours it prints what that was launched with")
    void onAHost() {
        PrintStream usual = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (Ec2Simulator ec2 = Ec2Simulator.start()) {
            Map<String, String> settings = Map.of(
                    "aws.endpointUrlEc2", ec2.endpoint().toString(),
                    "aws.region", "us-east-1",
                    "aws.accessKeyId", "anybody",
                    "aws.secretAccessKey", "nothing");
            settings.forEach(System::setProperty);
            LaunchedHost host = Ipv6Fleet.named("edge")
                    .subnet("subnet-09a931730fa9e0000")
                    .securityGroup("sg-0eaf4395729820000")
                    .hosts(1)
                    .launch()
                    .hosts()
                    .get(0);
            try (MetadataListener metadata = ec2.metadataService().listen(host.instanceId())) {
                System.setProperty(
                        "aws.ec2MetadataServiceEndpoint", metadata.endpoint().toString());
                System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));

                ThisHostExample.main(new String[0]);
            } finally {
                System.setOut(usual);
                System.clearProperty("aws.ec2MetadataServiceEndpoint");
                settings.keySet().forEach(System::clearProperty);
            }

            assertThat(said.toString(StandardCharsets.UTF_8))
                    .startsWith("instance    " + host.instanceId() + ", t3.small in us-east-1")
                    .contains("\ninterface   " + host.interfaceId() + " in subnet-09a931730fa9e0000\n")
                    .endsWith("\naddresses   [" + host.address() + "]\ncontainers  " + host.containerBlock() + "\n");
        }
    }
}
