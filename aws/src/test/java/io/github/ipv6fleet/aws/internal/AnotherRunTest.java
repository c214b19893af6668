package io.github.ipv6fleet.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.plan.HostPlan;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AssignIpv6AddressesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

/** What another run of the same fleet does at the worst moment; {@link TwoRunsTest} found these by chance. */
class AnotherRunTest {
    private static final int HOSTS = 3;

    @Test
    @DisplayName(
            "a prefix that another run has just assigned to the same host, and EC2 does not show: waited for, no failure")
    void prefixAssignedByAnother() {
        try (VirtualTime time = new VirtualTime(Duration.ofSeconds(3), Duration.ofSeconds(8))) {
            AtomicInteger meddled = new AtomicInteger();
            ExecutionInterceptor other = new ExecutionInterceptor() {
                @Override
                public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                    // By then a new interface is known.
                    if (context.request() instanceof AssignIpv6AddressesRequest assign
                            && time.elapsed().compareTo(Duration.ofSeconds(8)) > 0
                            && meddled.incrementAndGet() == 1) {
                        time.ec2().client().assignIpv6Addresses(assign);
                    }
                }
            };
            try (Ec2Client client = time.ec2().clientWith(other)) {
                assertThat(Launch.run(time.gateway(client), settings(time, false))
                                .hosts())
                        .hasSize(HOSTS);
            }
            assertThat(meddled.get()).isPositive();
        }
    }

    @Test
    @DisplayName(
            "an interface on which another run has just launched the host, which EC2 does not list: the host is adopted")
    void retainedInterfaceInUse() {
        try (VirtualTime time = new VirtualTime(Duration.ofSeconds(3))) {
            FleetSettings settings = settings(time, true);
            Launch.Result first = Launch.run(time.gateway(), settings);
            AtomicInteger looks = new AtomicInteger();
            ExecutionInterceptor late = new ExecutionInterceptor() {
                @Override
                public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
                    return context.response() instanceof DescribeInstancesResponse && looks.incrementAndGet() <= 2
                            ? DescribeInstancesResponse.builder().build()
                            : context.response();
                }
            };
            Duration before = time.elapsed();
            try (Ec2Client client = time.ec2().clientWith(late)) {
                assertThat(ids(Launch.run(time.gateway(client), settings))).isEqualTo(ids(first));
            }
            assertThat(looks.get()).isGreaterThan(2);
            assertThat(time.elapsed().minus(before)).isLessThan(Duration.ofSeconds(30));
        }
    }

    @Test
    @DisplayName("an adopted host that its own run takes back while we wait: launched again, never a hole")
    void adoptedHostIsTakenBack() {
        try (VirtualTime time = new VirtualTime(Duration.ofSeconds(30))) {
            FleetSettings settings = settings(time, false);
            Launch.Result first = Launch.run(time.gateway(), settings);
            String taken = first.hosts().get(1).instanceId();
            time.ec2()
                    .client()
                    .stopInstances(r -> r.instanceIds(first.hosts().get(0).instanceId()));
            time.pass(Duration.ofMinutes(2));
            time.ec2()
                    .client()
                    .startInstances(r -> r.instanceIds(first.hosts().get(0).instanceId()));
            AtomicInteger looks = new AtomicInteger();
            ExecutionInterceptor other = new ExecutionInterceptor() {
                @Override
                public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                    // The first host still comes up, so that the second look is one of waiting.
                    if (context.request() instanceof DescribeInstancesRequest && looks.incrementAndGet() == 5) {
                        time.ec2().client().terminateInstances(r -> r.instanceIds(taken));
                    }
                }
            };
            try (Ec2Client client = time.ec2().clientWith(other)) {
                List<String> hosts = ids(Launch.run(time.gateway(client), settings));
                assertThat(hosts).hasSize(HOSTS).doesNotContain(taken);
                assertThat(time.ec2().runningInstances())
                        .extracting(Instance::instanceId)
                        .containsExactlyInAnyOrderElementsOf(hosts);
            }
            assertThat(looks.get()).isGreaterThan(5);
        }
    }

    @Test
    @DisplayName(
            "a machine that hangs after it asked for hosts, while another run launches two: asks again, plans as ever")
    void machineHangsBetweenReads() {
        List<HostPlan> undisturbed;
        try (VirtualTime time = new VirtualTime(Duration.ofSeconds(3))) {
            undisturbed = plans(Launch.run(time.gateway(), settings(time, false)));
        }
        try (VirtualTime time = new VirtualTime(Duration.ofSeconds(3))) {
            FleetDraft two = time.draft();
            two.count = 2;
            AtomicInteger hung = new AtomicInteger();
            ExecutionInterceptor hanging = new ExecutionInterceptor() {
                @Override
                public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                    if (context.request() instanceof DescribeSubnetsRequest && hung.incrementAndGet() == 1) {
                        Launch.run(time.gateway(), two.settings());
                        time.pass(Duration.ofSeconds(40));
                    }
                    if (context.request() instanceof RunInstancesRequest) {
                        letOthersGo(time); // or the first call would show that the plan is an old one
                    }
                }
            };
            try (Ec2Client client = time.ec2().clientWith(hanging)) {
                assertThat(plans(Launch.run(time.gateway(client), settings(time, false))))
                        .isEqualTo(undisturbed);
            }
            assertThat(hung.get()).isPositive();
        }
    }

    private static void letOthersGo(VirtualTime time) {
        try {
            time.threads().sleep(Duration.ofMillis(100));
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts here", e);
        }
    }

    private static List<HostPlan> plans(Launch.Result result) {
        return result.hosts().stream().map(host -> host.plan()).toList();
    }

    private static List<String> ids(Launch.Result result) {
        return result.hosts().stream().map(host -> host.instanceId()).toList();
    }

    private static FleetSettings settings(VirtualTime time, boolean retained) {
        FleetDraft draft = time.draft();
        draft.count = HOSTS;
        draft.retainInterfaces = retained;
        return draft.settings();
    }
}
