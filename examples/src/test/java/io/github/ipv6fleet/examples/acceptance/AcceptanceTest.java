package io.github.ipv6fleet.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.ec2sim.Ec2Simulator;
import io.github.ipv6fleet.ec2sim.InstanceEvent;
import io.github.ipv6fleet.ec2sim.InstanceHook;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** What the acceptance run makes of hosts; hosts that really boot are in the module verification. */
class AcceptanceTest {
    private static final String UP = """
            ipv6-fleet: starting
            ipv6-fleet: booted
            ipv6-fleet: engine up
            ipv6-fleet: containers up
            ipv6-fleet-self-test: 0 found
            """;

    private static final String TALK =
            "ipv6-fleet-acceptance: own=2600::1 peer=2600::2 to=0 seen=2600::1 back=0 other=closed";

    @TempDir
    Path folder;

    /** Runs it where each host has this console, and returns the page. */
    private String page(String console, boolean sound) throws Exception {
        InstanceHook hook = new InstanceHook() {
            @Override
            public void boot(InstanceEvent event) {
                event.appendConsole(console);
            }
        };
        try (Ec2Simulator simulator = Ec2Simulator.builder().hook(hook).start();
                Ec2Client client = client(simulator.endpoint())) {
            Ground ground = new Ground(
                    "a stand-in",
                    client,
                    name -> Ipv6Fleet.named(name)
                            .client(client)
                            .instanceType("r5d.large")
                            .subnet("subnet-09a931730fa9e0000")
                            .securityGroup("sg-0eaf4395729820000"),
                    "accept",
                    Ground.IMAGE,
                    console.isEmpty() ? Duration.ZERO : Duration.ofSeconds(1),
                    false);
            List<String> log = new ArrayList<>();
            Path file = folder.resolve("acceptance.md");

            assertThat(Acceptance.run(ground, file, log::add)).isEqualTo(sound);

            assertThat(log).contains("accept-planned: launch", "accept-run: terminate", "accept-chosen: terminate");
            assertThat(client.describeInstances().reservations().stream()
                            .flatMap(reservation -> reservation.instances().stream())
                            .map(instance -> instance.state().nameAsString()))
                    .hasSize(6)
                    .noneMatch("running"::equals);
            return Files.readString(file);
        }
    }

    private static Ec2Client client(URI endpoint) {
        return Ec2Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("anybody", "nothing")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @Test
    @DisplayName("where hosts do not boot it says so, and claims nothing for EC2")
    void withoutHosts() throws Exception {
        assertThat(page("", true))
                .startsWith(
                        "# Acceptance on a stand-in\n\nEverything that was tried has passed. Not everything could be tried.")
                .contains("## delegated /80\n", "## address run of /126\n", "## delegated /80 of EC2's choice\n")
                .contains("- passed: second launch(): 0 writes, same hosts\n")
                .contains("- passed: terminate(): 2 instances, nothing is left\n")
                .contains("- not tried: hosts do not boot there")
                .contains("This was not EC2, and what it answers proves nothing of EC2.")
                .doesNotContain("**failed**");
    }

    @Test
    @DisplayName("containers that have other addresses than planned, or hosts that say nothing: not so")
    void withHostsThatAreNotAsPlanned() throws Exception {
        assertThat(page(UP + TALK + "\nipv6-fleet-acceptance: over\n", false))
                .contains("- **failed**: container 2600:1f18:47b:ca03:1:0:1:2 to 2600::2: 0 % of its pings lost")
                .contains("its own address is 2600::1");
        assertThat(page(UP, false)).contains("**failed**: host accept-run-1 said nothing of any talk");
    }

    @Test
    @DisplayName("a line of the console: everything arrives, nobody translates, and what is not published is closed")
    void line() {
        assertThat(Talked.on("x\n" + TALK + "\r\n" + TALK + "\n"))
                .singleElement()
                .matches(Talked::isSound);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "own=2600::1 peer=2600::2 to=20 seen=2600::1 back=0 other=closed",
                "own=2600::1 peer=2600::2 to= seen=2600::1 back=0 other=closed",
                "own=2600::1 peer=2600::2 to=0 seen=2600::9 back=0 other=closed",
                "own= peer=2600::2 to=0 seen= back=0 other=closed",
                "own=2600::1 peer=2600::2 to=0 seen=2600::1 back=100 other=closed",
                "own=2600::1 peer=2600::2 to=0 seen=2600::1 back=0 other=open",
            })
    void line_ofWhatIsNotSo(String words) {
        assertThat(Talked.on("ipv6-fleet-acceptance: " + words + "\n"))
                .singleElement()
                .matches(talk -> !talk.isSound());
    }
}
