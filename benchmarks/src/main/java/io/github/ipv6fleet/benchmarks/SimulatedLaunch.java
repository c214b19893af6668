package io.github.ipv6fleet.benchmarks;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.aws.LaunchForecast;
import io.github.ipv6fleet.aws.LaunchReport;
import io.github.ipv6fleet.aws.LaunchShape;
import io.github.ipv6fleet.aws.LaunchedFleet;
import io.github.ipv6fleet.ec2sim.Ec2Simulator;
import io.github.ipv6fleet.ec2sim.Latency;
import io.github.ipv6fleet.ec2sim.Throttling;
import io.github.ipv6fleet.ec2sim.VirtualClock;
import io.github.ipv6fleet.plan.BlockSource;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * Launches one fleet on an EC2 that is as slow and throttles as the real one, in simulated time, and prints what it took
 * as a row of the table of docs/scale.md. The fleet has a /64 of its own, in a VPC whose IPv4 has room for it.
 */
public final class SimulatedLaunch {
    private static final double MILLISECONDS = 1_000;
    private static final double NANOS = 1e9;
    private static final double MEGABYTE = 1 << 20;

    private SimulatedLaunch() {}

    /** What was read before a host was launched, and after the last was; looks are describes of instances that are no further page. */
    record Reads(int before, int after, int looks) {
        static Reads of(List<InProcess.Call> calls) {
            int first = 0;
            while (!calls.get(first).isWrite()) {
                first++;
            }
            int last = calls.size();
            while (!calls.get(last - 1).isWrite()) {
                last--;
            }
            int looks = (int) calls.subList(last, calls.size()).stream()
                    .filter(InProcess.Call::look)
                    .count();
            return new Reads(first, calls.size() - last, looks);
        }
    }

    /** Launches; the arguments are a {@link LaunchShape} and a number of hosts. */
    public static void main(String[] arguments) throws IOException {
        LaunchShape shape = LaunchShape.valueOf(arguments[0]);
        int hosts = Integer.parseInt(arguments[1]);
        VirtualClock clock = new VirtualClock();
        try (Ec2Simulator ec2 = Ec2Simulator.builder()
                        .clock(clock)
                        .throttling(Throttling.ec2())
                        .latency(Latency.ec2())
                        .start();
                InProcess way = new InProcess(ec2);
                Ec2Client client = client(ec2, way)) {
            Ipv6Fleet fleet = fleet(client, shape, hosts, new TimeOfEc2(clock));
            way.calls().clear();
            System.out.println(measured(way, clock, fleet, shape, hosts));
        }
    }

    static Ec2Client client(Ec2Simulator ec2, InProcess way) {
        return Ec2Client.builder()
                .endpointOverride(ec2.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("anybody", "nothing")))
                .httpClient(way)
                .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    static Ipv6Fleet fleet(Ec2Client ec2, LaunchShape shape, int hosts, TimeOfEc2 time) {
        String vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16").amazonProvidedIpv6CidrBlock(true))
                .vpc()
                .vpcId();
        String block = ec2.describeVpcs(r -> r.vpcIds(vpc))
                .vpcs()
                .get(0)
                .ipv6CidrBlockAssociationSet()
                .get(0)
                .ipv6CidrBlock();
        String subnet = ec2.createSubnet(
                        r -> r.vpcId(vpc).cidrBlock("10.0.0.0/16").ipv6CidrBlock(block.replace("/56", "/64")))
                .subnet()
                .subnetId();
        openToTheInternet(ec2, vpc);
        String group = ec2.describeSecurityGroups().securityGroups().stream()
                .filter(one -> one.vpcId().equals(vpc))
                .findFirst()
                .orElseThrow()
                .groupId();
        Ipv6Fleet.Builder fleet = Ipv6Fleet.named("edge")
                .client(ec2)
                .subnet(subnet)
                .securityGroup(group)
                .hosts(hosts)
                .maxHosts(hosts)
                .instanceType("r5d.large")
                .time(time);
        return switch (shape) {
            case PLANNED_PREFIX -> fleet.build();
            case ADDRESS_RUN -> fleet.blockSource(BlockSource.addressRun(126)).build();
            case PREFIX_CHOSEN_BY_EC2 ->
                fleet.blockSource(BlockSource.chosenByEc2()).build();
            case RETAINED_ADDRESS_RUN ->
                fleet.blockSource(BlockSource.addressRun(126))
                        .retainInterfaces()
                        .build();
            case RETAINED_PLANNED_PREFIX -> fleet.retainInterfaces().build();
        };
    }

    /** Gives the VPC its way to the internet, without which a launch is refused. */
    private static void openToTheInternet(Ec2Client ec2, String vpc) {
        String gateway = ec2.createInternetGateway().internetGateway().internetGatewayId();
        ec2.attachInternetGateway(r -> r.vpcId(vpc).internetGatewayId(gateway));
        String table = ec2.describeRouteTables().routeTables().stream()
                .filter(one -> one.vpcId().equals(vpc))
                .findFirst()
                .orElseThrow()
                .routeTableId();
        ec2.createRoute(
                r -> r.routeTableId(table).destinationIpv6CidrBlock("::/0").gatewayId(gateway));
    }

    /** Launches in the time of that clock. */
    static LaunchedFleet launched(VirtualClock clock, Ipv6Fleet wanted) {
        AtomicReference<@Nullable LaunchedFleet> launched = new AtomicReference<>();
        clock.task(() -> launched.set(wanted.launch())).run();
        return Objects.requireNonNull(launched.get(), "launch() returns, or throws");
    }

    private static String measured(InProcess way, VirtualClock clock, Ipv6Fleet wanted, LaunchShape shape, int hosts) {
        long start = System.nanoTime();
        LaunchedFleet fleet = launched(clock, wanted);
        double real = (System.nanoTime() - start) / NANOS;
        double cpu = ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toMillis()
                / MILLISECONDS;
        if (fleet.hosts().size() != hosts) {
            throw new IllegalStateException("not all hosts are there: " + fleet);
        }
        System.gc(); // what is left is what fleet and simulator hold
        double heap = (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / MEGABYTE;
        LaunchReport report = fleet.report();
        LaunchForecast forecast = wanted.forecast();
        double took = seconds(report.duration());
        double bound = seconds(forecast.duration());
        Reads reads = Reads.of(List.copyOf(way.calls()));
        return String.format(
                Locale.ROOT,
                "| %,d | %s | %,.1f | %,.1f | %.3f | %s | %,d | %d | %,d / %d | %d | %.1f | %.1f | %.0f |",
                hosts,
                shape,
                took,
                bound,
                took / bound,
                forecast.limitedBy(),
                report.writes(),
                reads.before(),
                reads.after(),
                reads.looks(),
                report.throttles(),
                real,
                cpu,
                heap);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / MILLISECONDS;
    }
}
