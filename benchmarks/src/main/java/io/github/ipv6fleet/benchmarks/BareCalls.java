package io.github.ipv6fleet.benchmarks;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.aws.LaunchShape;
import io.github.ipv6fleet.ec2sim.Ec2Simulator;
import io.github.ipv6fleet.ec2sim.VirtualClock;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.Renderers;
import io.github.ipv6fleet.render.UserData;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Address;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;

/**
 * The bound of what {@link SimulatedLaunch} takes of real time: a program that makes the writes of such a launch by the
 * bare SDK, with the plan and its rendering, on the same simulator without throttling. It waits for nothing, looks at
 * nothing, and has nothing when it fails. Prints real and CPU seconds.
 */
public final class BareCalls {
    private static final double MILLISECONDS = 1_000;
    private static final double NANOS = 1e9;

    private final Ec2Client ec2;
    private final String image;
    private final boolean prefix;

    private BareCalls(Ec2Client ec2, boolean prefix) {
        this.ec2 = ec2;
        this.image = ec2.describeImages(
                        r -> r.filters(f -> f.name("architecture").values("x86_64")))
                .images()
                .get(0)
                .imageId();
        this.prefix = prefix;
    }

    /** Makes the calls; the arguments are ADDRESS_RUN or PLANNED_PREFIX, and a number of hosts. */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        LaunchShape shape = LaunchShape.valueOf(arguments[0]);
        int hosts = Integer.parseInt(arguments[1]);
        VirtualClock clock = new VirtualClock();
        try (Ec2Simulator simulator = Ec2Simulator.builder().clock(clock).start();
                InProcess way = new InProcess(simulator);
                Ec2Client ec2 = SimulatedLaunch.client(simulator, way)) {
            Ipv6Fleet fleet = SimulatedLaunch.fleet(ec2, shape, hosts, new TimeOfEc2(clock));
            AtomicReference<FleetPlan> plan = new AtomicReference<>();
            clock.task(() -> plan.set(fleet.plan())).run();
            BareCalls bare = new BareCalls(ec2, shape == LaunchShape.PLANNED_PREFIX);
            long start = System.nanoTime();
            Duration before = cpu();
            bare.launch(plan.get().hosts());
            System.out.printf(
                    Locale.ROOT,
                    "bare SDK: %s, %,d hosts: %.1f s, %.1f s of CPU%n",
                    shape,
                    hosts,
                    (System.nanoTime() - start) / NANOS,
                    cpu().minus(before).toMillis() / MILLISECONDS);
        }
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** By ten threads, as the library does. */
    private void launch(List<HostPlan> hosts) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(10);
        try {
            List<Future<?>> calls = new ArrayList<>();
            for (HostPlan host : hosts) {
                calls.add(threads.submit(() -> launch(host)));
            }
            for (Future<?> call : calls) {
                call.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void launch(HostPlan host) {
        String userData = UserData.of(Renderers.standard().render(host, HostProfile.DEFAULT))
                .toBase64();
        RunInstancesResponse launched = ec2.runInstances(r -> r.minCount(1)
                .maxCount(1)
                .imageId(image)
                .instanceType(InstanceType.R5_D_LARGE)
                .userData(userData)
                .networkInterfaces(networkInterface(host))
                .metadataOptions(o -> o.httpTokens("required").httpPutResponseHopLimit(1))
                .tagSpecifications(t -> t.resourceType(ResourceType.INSTANCE)
                        .tags(tag -> tag.key("Name").value(host.name()))));
        if (prefix) {
            String id = launched.instances().get(0).networkInterfaces().get(0).networkInterfaceId();
            ec2.assignIpv6Addresses(r ->
                    r.networkInterfaceId(id).ipv6Prefixes(host.containerBlock().toString()));
        }
    }

    private InstanceNetworkInterfaceSpecification networkInterface(HostPlan host) {
        List<InstanceIpv6Address> addresses = new ArrayList<>();
        addresses.add(InstanceIpv6Address.builder()
                .ipv6Address(host.address().toString())
                .build());
        for (int i = 0;
                !prefix && i < 1 << (Ipv6Block.BITS - host.containerBlock().prefixLength());
                i++) {
            String address =
                    host.containerBlock().part(Ipv6Block.BITS, i).first().toString();
            addresses.add(InstanceIpv6Address.builder().ipv6Address(address).build());
        }
        return InstanceNetworkInterfaceSpecification.builder()
                .deviceIndex(0)
                .subnetId(host.subnetId())
                .associatePublicIpAddress(false)
                .ipv6Addresses(addresses)
                .build();
    }
}
