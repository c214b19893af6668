package io.github.ipv6fleet.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.ec2sim.Fault;
import io.github.ipv6fleet.ec2sim.FaultScript;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** Interfaces that are made first and stay when their host goes: what is made of them, and what becomes of them. */
class RetainedInterfacesTest {

    private static FleetDraft retained(VirtualTime time, int hosts) {
        FleetDraft draft = time.draft();
        draft.count = hosts;
        draft.retainInterfaces = true;
        return draft;
    }

    private static List<String> addresses(Launch.Result result) {
        return result.hosts().stream()
                .map(host -> host.name() + " " + host.address() + " " + host.containerBlock())
                .toList();
    }

    @Test
    @DisplayName("retained interfaces: made first, launched on, and a host that was terminated has its addresses back")
    void retained_keepsAddresses() {
        try (VirtualTime time = new VirtualTime(Duration.ofSeconds(3))) {
            Launch.Result first = Launch.run(time.gateway(), retained(time, 2).settings());
            assertThat(time.ec2().writes().stream().collect(Collectors.groupingBy(a -> a, Collectors.counting())))
                    .containsEntry("CreateNetworkInterface", 2L)
                    .containsEntry("AssignIpv6Addresses", 2L)
                    .containsEntry("RunInstances", 2L);
            time.ec2()
                    .client()
                    .terminateInstances(r -> r.instanceIds(first.hosts().get(0).instanceId()));
            int calls = time.ec2().writes().size();

            Launch.Result second = Launch.run(time.gateway(), retained(time, 2).settings());

            assertThat(addresses(second)).isEqualTo(addresses(first));
            assertThat(second.hosts().get(0).interfaceId())
                    .isEqualTo(first.hosts().get(0).interfaceId());
            assertThat(second.hosts().get(0).instanceId())
                    .isNotEqualTo(first.hosts().get(0).instanceId());
            assertThat(time.ec2().writes().subList(calls, time.ec2().writes().size()))
                    .containsExactly("RunInstances");
        }
    }

    @Test
    @DisplayName("retained interfaces: terminate() deletes them after their instances, and a new launch makes new ones")
    void retained_areTerminated() {
        try (VirtualTime time = new VirtualTime(Duration.ofSeconds(3))) {
            int before = time.ec2().interfaces();
            Launch.run(time.gateway(), retained(time, 2).settings());
            assertThat(time.ec2().interfaces()).isEqualTo(before + 2);

            assertThat(Termination.run(time.gateway(), "edge").leftOver()).isEmpty();

            assertThat(time.ec2().interfaces()).isEqualTo(before);
            assertThat(Launch.run(time.gateway(), retained(time, 2).settings()).hosts())
                    .hasSize(2);
        }
    }

    @Test
    @DisplayName("retained interfaces: of two that two runs made for one host, terminate() deletes both")
    void retained_twoOfOneHost() {
        try (VirtualTime time = new VirtualTime(Duration.ofSeconds(3))) {
            int before = time.ec2().interfaces();
            Launch.run(time.gateway(), retained(time, 1).settings());
            NetworkInterface first = time.ec2().client().describeNetworkInterfaces().networkInterfaces().stream()
                    .filter(one -> !one.tagSet().isEmpty())
                    .findFirst()
                    .orElseThrow();
            String token = FleetIdentity.interfaceToken("edge", time.ec2().subnetId(), 1, 0);
            List<Tag> tags = first.tagSet().stream()
                    .map(tag -> tag.key().equals(FleetIdentity.GENERATION)
                            ? tag.toBuilder().value("1").build()
                            : tag)
                    .toList();
            time.ec2()
                    .client()
                    .createNetworkInterface(r -> r.subnetId(time.ec2().subnetId())
                            .description(FleetIdentity.description(token))
                            .tagSpecifications(TagSpecification.builder()
                                    .resourceType("network-interface")
                                    .tags(tags)
                                    .build()));
            assertThat(time.ec2().interfaces()).isEqualTo(before + 2);

            assertThat(Termination.run(time.gateway(), "edge").leftOver()).isEmpty();

            assertThat(time.ec2().interfaces()).isEqualTo(before);
        }
    }

    @Test
    @DisplayName("retained interfaces: when the launch fails the interfaces that it made are deleted too")
    void retained_areRolledBack() {
        try (VirtualTime time = new VirtualTime(Duration.ofSeconds(3))) {
            int before = time.ec2().interfaces();
            time.ec2()
                    .simulator()
                    .faults(FaultScript.of(Fault.error("UnauthorizedOperation")
                            .on("RunInstances")
                            .call(2)));
            assertThatThrownBy(
                            () -> Launch.run(time.gateway(), retained(time, 3).settings()))
                    .hasMessageContaining("terminated again: [eni-")
                    .hasMessageContaining("UnauthorizedOperation");
            assertThat(time.ec2().interfaces()).isEqualTo(before);
            assertThat(time.ec2().runningInstances()).isEmpty();
        }
    }

    @Test
    @DisplayName("an interface with our tags and without our description is somebody else's: neither used nor deleted")
    void retained_forged() {
        try (VirtualTime time = new VirtualTime(Duration.ofSeconds(3))) {
            Launch.run(time.gateway(), retained(time, 1).settings());
            NetworkInterface mine = time.ec2().client().describeNetworkInterfaces().networkInterfaces().stream()
                    .filter(one -> !one.tagSet().isEmpty())
                    .findFirst()
                    .orElseThrow();
            String forged = time.ec2()
                    .client()
                    .createNetworkInterface(r -> r.subnetId(time.ec2().subnetId())
                            .tagSpecifications(TagSpecification.builder()
                                    .resourceType("network-interface")
                                    .tags(mine.tagSet())
                                    .build()))
                    .networkInterface()
                    .networkInterfaceId();

            assertThat(Termination.run(time.gateway(), "edge").leftOver()).isEmpty();

            assertThat(time.ec2().client().describeNetworkInterfaces().networkInterfaces())
                    .extracting(NetworkInterface::networkInterfaceId)
                    .contains(forged)
                    .doesNotContain(mine.networkInterfaceId());
        }
    }
}
