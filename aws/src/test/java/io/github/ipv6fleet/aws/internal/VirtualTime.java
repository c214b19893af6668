package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.ApiLimits;
import io.github.ipv6fleet.aws.FleetTime;
import io.github.ipv6fleet.aws.TestEc2;
import io.github.ipv6fleet.ec2sim.Ec2Assumptions;
import io.github.ipv6fleet.ec2sim.Ec2Simulator;
import io.github.ipv6fleet.plan.HostSpec;
import io.github.ipv6fleet.render.Exposure;
import io.github.ipv6fleet.render.Renderers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** An EC2 whose clock goes on only when the library waits and whose chance is always the same, and fleets that are launched in it. */
final class VirtualTime implements AutoCloseable {
    private final Instant start = Instant.parse("2026-01-01T00:00:00Z");
    private final VirtualThreads threads;
    private final Random chance = new Random(1);
    private final TestEc2 ec2;

    VirtualTime(Duration stateDelay) {
        this(stateDelay, Duration.ZERO);
    }

    /** @param lag how long EC2 does not show what is new */
    VirtualTime(Duration stateDelay, Duration lag) {
        this(stateDelay, lag, null);
    }

    /** @param assumptions what EC2 does where that is not known */
    VirtualTime(Ec2Assumptions assumptions) {
        this(Duration.ZERO, Duration.ZERO, null, assumptions);
    }

    /** @param order who goes first of those that could; null for who asked first */
    VirtualTime(Duration stateDelay, Duration lag, @Nullable Random order) {
        this(stateDelay, lag, order, Ec2Assumptions.defaults());
    }

    private VirtualTime(Duration stateDelay, Duration lag, @Nullable Random order, Ec2Assumptions assumptions) {
        threads = new VirtualThreads(start, order);
        ec2 = TestEc2.inProcess(Ec2Simulator.builder()
                .clock(threads::now)
                .stateDelay(stateDelay)
                .consistencyDelay(lag)
                .assumptions(assumptions)
                .start());
    }

    TestEc2 ec2() {
        return ec2;
    }

    void pass(Duration time) {
        threads.pass(time);
    }

    Duration elapsed() {
        return Duration.between(start, threads.now());
    }

    Ec2Gateway gateway(Ec2Client client) {
        return gateway(client, ApiLimits.ec2());
    }

    Ec2Gateway gateway(Ec2Client client, ApiLimits limits) {
        return Ec2Gateway.forTest(client, threads, chance, limits);
    }

    VirtualThreads threads() {
        return threads;
    }

    Ec2Gateway gateway() {
        return gateway(ec2.client());
    }

    /** A fleet "edge" of planned prefixes. */
    FleetSettings settings(Exposure exposure, Renderers renderers, HostSpec... hosts) {
        FleetDraft draft = draft();
        draft.hosts.addAll(List.of(hosts));
        draft.profile.exposure(exposure);
        draft.renderers = renderers;
        return draft.settings();
    }

    /** The life of a fleet "edge" that was found. */
    Life found() {
        return new FoundLife(means(), "edge");
    }

    /** What a life takes to this EC2; its waits are real. */
    Means means() {
        return new Means(ec2.client(), null, ApiLimits.ec2(), null, List.of(), FleetTime.system(), null);
    }

    /** A fleet "edge" with every default, and no host yet. */
    FleetDraft draft() {
        FleetDraft draft = new FleetDraft();
        draft.name = "edge";
        draft.subnetIds.add(ec2.subnetId());
        draft.securityGroups.add(ec2.groupId());
        return draft;
    }

    FleetSettings settings(HostSpec... hosts) {
        return settings(Exposure.PUBLISHED, Renderers.standard(), hosts);
    }

    static HostSpec host(String name) {
        return HostSpec.builder(name).build();
    }

    @Override
    public void close() {
        ec2.close();
    }
}
