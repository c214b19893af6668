package io.github.ipv6fleet.benchmarks;

import io.github.ipv6fleet.ec2sim.Ec2Simulator;
import io.github.ipv6fleet.ec2sim.SimulatedAnswer;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** ec2-sim with many interfaces, in a heap of 512 MB: a page of a hundred, and one found by its id or by its tag. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgs = "-Xmx512m")
public class SimulatorBenchmark {
    private static final String DESCRIBE = "Action=DescribeNetworkInterfaces&Version=2016-11-15";

    /** How many interfaces there are. */
    @Param({"1000", "100000"})
    int interfaces;

    private Ec2Simulator ec2 = Ec2Simulator.start();
    private String id = "";
    private String tag = "";

    /** Makes the interfaces, each with an address, a prefix's worth of tags and a name of its own. */
    @Setup
    public void prepare() throws IOException {
        String subnet = subnet();
        for (int i = 0; i < interfaces; i++) {
            String made = ec2.handle("Action=CreateNetworkInterface&SubnetId=" + subnet + "&Ipv6AddressCount=1"
                            + "&TagSpecification.1.ResourceType=network-interface&TagSpecification.1.Tag.1.Key=Name"
                            + "&TagSpecification.1.Tag.1.Value=edge-" + i)
                    .body();
            if (i == interfaces / 2) {
                id = made.replaceAll("(?s).*<networkInterfaceId>([^<]*)<.*", "$1");
                tag = "edge-" + i;
            }
        }
        ec2.clearRequests();
    }

    /** IPv4 has no room for so many; a subnet with IPv6 alone does. */
    private String subnet() throws IOException {
        String vpc = ec2.handle("Action=DescribeVpcs").body().replaceAll("(?s).*<vpcId>([^<]*)<.*", "$1");
        String answer = ec2.handle(
                        "Action=CreateSubnet&Ipv6Native=true&Ipv6CidrBlock=2600:1f18:47b:caff::/64&VpcId=" + vpc)
                .body();
        return answer.replaceAll("(?s).*<subnetId>([^<]*)<.*", "$1");
    }

    /** Closes it. */
    @TearDown
    public void close() {
        ec2.close();
    }

    /** A page of a hundred. */
    @Benchmark
    public SimulatedAnswer page() throws IOException {
        return answered(DESCRIBE + "&MaxResults=100");
    }

    /** One by its id. */
    @Benchmark
    public SimulatedAnswer byId() throws IOException {
        return answered(DESCRIBE + "&NetworkInterfaceId.1=" + id);
    }

    /** One by its tag. */
    @Benchmark
    public SimulatedAnswer byTag() throws IOException {
        return answered(DESCRIBE + "&Filter.1.Name=tag:Name&Filter.1.Value.1=" + tag);
    }

    private SimulatedAnswer answered(String form) throws IOException {
        SimulatedAnswer answer = ec2.handle(form);
        ec2.clearRequests();
        if (answer.status() != 200 || !answer.body().contains("<networkInterfaceId>")) {
            throw new IllegalStateException(answer.body());
        }
        return answer;
    }
}
