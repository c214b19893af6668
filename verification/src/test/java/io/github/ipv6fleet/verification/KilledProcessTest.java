package io.github.ipv6fleet.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.aws.LaunchedFleet;
import io.github.ipv6fleet.ec2sim.Ec2Simulator;
import io.github.ipv6fleet.ec2sim.Latency;
import io.github.ipv6fleet.ec2sim.RecordedRequest;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;

/** A process that launches a fleet is killed as {@code kill -9} does, at moments that chance chooses, again and again. */
class KilledProcessTest {
    private static final int KILLS = 30;
    /** Each fleet's launch is killed so often before it may end: after more the later ones would find nothing to do. */
    private static final int KILLS_OF_A_FLEET = 3;

    private static final int HOSTS = 6;

    /** When a kill came: what of the launch EC2 had done by then. */
    private enum Moment {
        BEFORE_THE_WRITES,
        DURING_THE_WRITES,
        AFTER_THE_WRITES,
        AFTER_THE_END
    }

    /** An EC2 that takes its time, in a process of its own; says how many writes it has seen for every line it reads. */
    public static final class SlowEc2 {
        private SlowEc2() {}

        public static void main(String[] args) throws IOException {
            Latency latency = Latency.none()
                    .with("RunInstances", Duration.ofMillis(250))
                    .with("AssignIpv6Addresses", Duration.ofMillis(120))
                    .with("DescribeInstances", Duration.ofMillis(30))
                    .with("DescribeNetworkInterfaces", Duration.ofMillis(30))
                    .with("DescribeSubnets", Duration.ofMillis(30))
                    .with("DescribeImages", Duration.ofMillis(30))
                    .with("DescribeInstanceTypes", Duration.ofMillis(30));
            try (Ec2Simulator ec2 = Ec2Simulator.builder()
                    .latency(latency)
                    .stateDelay(Duration.ofMillis(400))
                    .consistencyDelay(Duration.ofMillis(200))
                    .start()) {
                System.out.println(ec2.endpoint());
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
                for (String asked = in.readLine(); asked != null; asked = in.readLine()) {
                    String line = asked;
                    if (!line.isEmpty()) {
                        ec2.requests().stream()
                                .filter(r ->
                                        r.isWrite() && r.parameters().toString().contains(line))
                                .forEach(r -> System.err.println(r.toString().replaceAll("UserData=[^,]*", "")));
                    }
                    System.out.println(ec2.requests().stream()
                            .filter(RecordedRequest::isWrite)
                            .count());
                }
            }
        }
    }

    /** Launches a fleet; says when it begins and when it has it. */
    public static final class Launcher {
        private Launcher() {}

        public static void main(String[] args) {
            try (Ec2Client client = client(URI.create(args[0]))) {
                client.describeAvailabilityZones(); // all is loaded and connected before it counts
                System.out.println("begins");
                System.out.println(launch(client, args[1]));
            }
        }
    }

    static Ec2Client client(URI endpoint) {
        return Ec2Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("anybody", "nothing")))
                .build();
    }

    private static LaunchedFleet launch(Ec2Client client, String fleet) {
        return Ipv6Fleet.named(fleet)
                .client(client)
                .subnet("subnet-09a931730fa9e0000")
                .securityGroup("sg-0eaf4395729820000")
                .hosts(HOSTS)
                .launch();
    }

    @Test
    @DisplayName("whenever it is killed, the next launch ends with the fleet, and nothing beside it")
    void killedAtRandomMoments() throws Exception {
        Long given = Long.getLong("ipv6fleet.seed");
        long seed = given != null ? given : new Random().nextLong();
        Random chance = new Random(seed);
        System.out.println("killed processes: seed " + seed);
        Map<Moment, Integer> moments = new EnumMap<>(Moment.class);
        try (Running ec2 = new Running(SlowEc2.class);
                Ec2Client client = client(URI.create(ec2.line()))) {
            String endpoint = client.serviceClientConfiguration()
                    .endpointOverride()
                    .orElseThrow()
                    .toString();
            List<String> undisturbed;
            long length;
            try (Running launcher = new Running(Launcher.class, endpoint, "undisturbed")) {
                assertThat(launcher.line()).isEqualTo("begins");
                long start = System.nanoTime();
                launcher.line();
                length = System.nanoTime() - start;
                launcher.await();
                undisturbed = end(client, "undisturbed");
            }
            for (int kill = 1; kill <= KILLS; kill++) {
                String fleet = "fleet-" + (kill - 1) / KILLS_OF_A_FLEET;
                String replay = fleet + ", kill " + kill + "; replay with -Dipv6fleet.seed=" + seed;
                long writes = ec2.ask();
                boolean ended;
                try (Running launcher = new Running(Launcher.class, endpoint, fleet)) {
                    assertThat(launcher.line()).as(replay).isEqualTo("begins");
                    // Early moments more often: what one run has done the next one does not do again.
                    TimeUnit.NANOSECONDS.sleep((long) (chance.nextDouble() * chance.nextDouble() * length));
                    ended = !launcher.kill();
                }
                moments.merge(moment(client, fleet, ended, ec2.ask() == writes), 1, Integer::sum);
                if (kill % KILLS_OF_A_FLEET == 0) {
                    launch(client, fleet);
                    List<String> fleetNow = end(client, fleet);
                    if (!fleetNow.equals(undisturbed)) {
                        ec2.ask(fleet); // to see why
                    }
                    assertThat(fleetNow).as(replay).isEqualTo(undisturbed);
                }
            }
        }
        System.out.println("killed processes: " + moments);
        assertThat(moments).containsKey(Moment.DURING_THE_WRITES);
    }

    private static Moment moment(Ec2Client client, String fleet, boolean ended, boolean noWrites) {
        if (ended) {
            return Moment.AFTER_THE_END;
        }
        long complete = client.describeNetworkInterfaces(r -> r.filters(tagged(fleet))).networkInterfaces().stream()
                .filter(one -> !one.ipv6Prefixes().isEmpty())
                .count();
        if (complete == HOSTS) {
            return Moment.AFTER_THE_WRITES;
        }
        return noWrites ? Moment.BEFORE_THE_WRITES : Moment.DURING_THE_WRITES;
    }

    private static Filter tagged(String fleet) {
        return Filter.builder().name("tag:ipv6-fleet:fleet").values(fleet).build();
    }

    /** Checks that there is the fleet and nothing else, and removes it. Returns its addresses. */
    private static List<String> end(Ec2Client client, String name) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(300); // until EC2 shows everything
        LaunchedFleet fleet = Ipv6Fleet.named(name).client(client).find().orElseThrow();
        assertThat(fleet.hosts()).hasSize(HOSTS);
        List<String> instances = client
                .describeInstances(r -> r.filters(Filter.builder()
                        .name("instance-state-name")
                        .values("pending", "running", "stopping", "stopped")
                        .build()))
                .reservations()
                .stream()
                .flatMap(r -> r.instances().stream())
                .map(i -> i.instanceId())
                .toList();
        assertThat(instances)
                .containsExactlyInAnyOrderElementsOf(
                        fleet.hosts().stream().map(h -> h.instanceId()).toList());
        assertThat(client.describeNetworkInterfaces().networkInterfaces()).hasSize(HOSTS);
        List<String> addresses = fleet.hosts().stream()
                .map(host -> host.address() + " " + host.containerBlock())
                .toList();
        assertThat(fleet.terminate().leftOver()).isEmpty();
        assertThat(client.describeNetworkInterfaces().networkInterfaces()).isEmpty();
        return addresses;
    }

    /** A process of a class of this test. */
    private static final class Running implements AutoCloseable {
        private final Process process;
        private final BufferedReader out;
        private final PrintStream in;

        Running(Class<?> main, String... arguments) throws IOException {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-cp",
                    Forked.classPath() + File.pathSeparator + Path.of("target", "test-classes"),
                    main.getName()));
            command.addAll(List.of(arguments));
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            out = process.inputReader(StandardCharsets.UTF_8);
            in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        }

        String line() throws IOException {
            return String.valueOf(out.readLine());
        }

        long ask() throws IOException {
            return ask("");
        }

        long ask(String line) throws IOException {
            in.println(line);
            return Long.parseLong(line());
        }

        void await() throws InterruptedException {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        }

        /** Kills it. Returns false if it had ended before. */
        boolean kill() throws InterruptedException {
            boolean alive = process.isAlive();
            process.destroyForcibly().waitFor();
            return alive;
        }

        @Override
        public void close() {
            process.destroyForcibly();
            process.onExit().join();
        }
    }
}
