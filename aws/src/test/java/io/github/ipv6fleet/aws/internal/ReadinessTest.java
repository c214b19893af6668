package io.github.ipv6fleet.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.aws.FleetEvent;
import io.github.ipv6fleet.aws.FleetListener;
import io.github.ipv6fleet.aws.HostReadiness;
import io.github.ipv6fleet.aws.LaunchedFleet;
import io.github.ipv6fleet.aws.TestEc2;
import io.github.ipv6fleet.ec2sim.Ec2Simulator;
import io.github.ipv6fleet.ec2sim.InstanceEvent;
import io.github.ipv6fleet.ec2sim.InstanceHook;
import io.github.ipv6fleet.plan.BlockSource;
import io.github.ipv6fleet.render.BootState;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;

/** What a launch tells its listeners, and what hosts tell of their boot. */
class ReadinessTest {

    /** Boots nothing, and says what a boot says. */
    private static final class Saying implements InstanceHook {
        private static final String UP = """
                ipv6-fleet: engine up
                ipv6-fleet: containers up
                """;
        private static final String FAILED = """
                ipv6-fleet| E: Unable to locate package docker-ce
                ipv6-fleet: FAILED docker install: apt-get ended with 100
                """;
        private int booted;

        @Override
        public synchronized void boot(InstanceEvent event) {
            booted++;
            event.appendConsole("[    1.234567] kernel\nipv6-fleet: starting\nipv6-fleet: booted\n");
            event.appendConsole(booted == 2 ? FAILED : UP);
        }
    }

    @Test
    @DisplayName("awaitReady(): each host's state from its console; a failure with its step, reason and last lines")
    void awaitReady_readsConsoles() throws Exception {
        try (TestEc2 ec2 = new TestEc2(Ec2Simulator.builder().hook(new Saying()).start())) {
            LaunchedFleet fleet = ec2.edge().hosts(2).launch();
            ec2.simulator().awaitHook(Duration.ofSeconds(10));

            List<HostReadiness> hosts = fleet.awaitReady(Duration.ofSeconds(5));

            assertThat(hosts).hasSize(2);
            assertThat(hosts).filteredOn(HostReadiness::isReady).hasSize(1);
            assertThat(hosts)
                    .filteredOn(host -> host.state() == BootState.FAILED)
                    .singleElement()
                    .satisfies(host -> {
                        assertThat(host.log().step()).contains("docker install");
                        assertThat(host.toString())
                                .contains("FAILED docker install: apt-get ended with 100")
                                .contains("Unable to locate package docker-ce");
                    });
        }
    }

    @Test
    @DisplayName("a host that says nothing is waited for as long as was said, and then is silent")
    void awaitReady_ofASilentHost() {
        try (VirtualTime time = new VirtualTime(Duration.ZERO)) {
            FleetDraft draft = time.draft();
            draft.count = 1;
            Launch.Result result = Launch.run(time.gateway(), draft.settings());
            Duration before = time.elapsed();

            List<HostReadiness> hosts = new Readiness(time.gateway()).await(result.hosts(), Duration.ofMinutes(2));

            assertThat(hosts.get(0).state()).isEqualTo(BootState.SILENT);
            assertThat(time.elapsed().minus(before)).isBetween(Duration.ofMinutes(2), Duration.ofMinutes(3));
        }
    }

    @Test
    @DisplayName(
            "a listener hears of the plan, of each host's launch, prefix and running, and of the end, in that order")
    void listener_hearsOfALaunch() {
        List<String> heard = new ArrayList<>();
        FleetListener listener = (FleetListener) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {FleetListener.class}, (proxy, method, arguments) -> {
                    FleetEvent event = (FleetEvent) arguments[0];
                    heard.add(method.getName() + String.join(",", event.hosts()));
                    return null;
                });
        try (TestEc2 ec2 = new TestEc2()) {
            ec2.edge().hosts(2).listener(listener).launch();
        }
        assertThat(heard).startsWith("planned").endsWith("done");
        for (String host : List.of("edge-1", "edge-2")) {
            assertThat(heard)
                    .containsSubsequence(
                            "launching" + host, "launched" + host, "prefixAssigned" + host, "running" + host);
        }
    }

    @Test
    @DisplayName("a listener hears of a host that ended while it was waited for, once, and of one end of it all")
    void listener_hearsOfAHostThatEnded() {
        List<String> heard = new ArrayList<>();
        FleetListener listener = (FleetListener) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {FleetListener.class}, (proxy, method, arguments) -> {
                    FleetEvent event = (FleetEvent) arguments[0];
                    heard.add(method.getName() + String.join(",", event.hosts()) + " of " + event.total());
                    return null;
                });
        try (TestEc2 ec2 = new TestEc2()) {
            ExecutionInterceptor ending = new ExecutionInterceptor() {
                @Override
                public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
                    if (context.response() instanceof RunInstancesResponse launched) {
                        String id = launched.instances().get(0).instanceId();
                        ec2.client().terminateInstances(r -> r.instanceIds(id));
                    }
                }
            };
            try (Ec2Client client = ec2.clientWith(ending)) {
                assertThatThrownBy(() -> ec2.edge()
                                .client(client)
                                .blockSource(BlockSource.addressRun(126))
                                .instanceType("r5d.large")
                                .hosts(1)
                                .listener(listener)
                                .launch())
                        .hasMessageContaining("has ended");
            }
        }
        assertThat(heard)
                .contains("failededge-1 of 1")
                .filteredOn("done of 1"::equals)
                .hasSize(1);
    }
}
