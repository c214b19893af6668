package io.github.ipv6fleet.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.ec2sim.Ec2Simulator;
import io.github.ipv6fleet.ec2sim.MetadataListener;
import io.github.ipv6fleet.ec2sim.VirtualClock;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.BlockSource;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataEndpointState;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataProtocolState;

/** Hosts that the library launched, read from their own metadata services. */
class ThisHostTest {
    private final TestEc2 ec2 = new TestEc2();

    @AfterEach
    void close() {
        ec2.close();
    }

    private static ThisHost.Reader at(MetadataListener service) {
        return ThisHost.reader().endpoint(service.endpoint());
    }

    private ThisHost read(String instanceId) {
        try (MetadataListener service = ec2.simulator().metadataService().listen(instanceId)) {
            return at(service).read();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    @DisplayName("over IPv4 and over IPv6: a host is what it was launched as")
    void values(String address) throws Exception {
        LaunchedHost launched = ec2.edge().hosts(2).launch().hosts().get(1);
        Instance instance = ec2.runningInstances().stream()
                .filter(i -> i.instanceId().equals(launched.instanceId()))
                .findFirst()
                .orElseThrow();
        ec2.client()
                .modifyInstanceMetadataOptions(r ->
                        r.instanceId(launched.instanceId()).httpProtocolIpv6(InstanceMetadataProtocolState.ENABLED));

        try (MetadataListener service = ec2.simulator()
                .metadataService()
                .open(
                        new InetSocketAddress(InetAddress.getByName(address), 0),
                        from -> Optional.of(launched.instanceId()))) {
            ThisHost host = at(service).read();

            assertThat(host.instanceId()).isEqualTo(launched.instanceId());
            assertThat(host.instanceType()).isEqualTo("t3.small");
            assertThat(host.imageId()).isEqualTo(instance.imageId());
            assertThat(host.region()).isEqualTo("us-east-1");
            assertThat(host.availabilityZone()).isEqualTo(instance.placement().availabilityZone());
            assertThat(host.macAddress())
                    .isEqualTo(instance.networkInterfaces().get(0).macAddress());
            assertThat(host.interfaceId()).isEqualTo(launched.interfaceId());
            assertThat(host.ipv6Prefixes()).containsExactly(launched.containerBlock());
            assertThat(host.ipv6Addresses()).containsExactly(launched.address());
            assertThat(host.subnetId()).isEqualTo(ec2.subnetId());
            assertThat(host.subnetIpv6Blocks()).containsExactly(Ipv6Block.parse(TestEc2.P + ":/64"));
            assertThat(host.vpcId()).isEqualTo(instance.vpcId());
            assertThat(host.securityGroupIds()).containsExactly(ec2.groupId());
            assertThat(host.privateIpv4()).contains(instance.privateIpAddress());
            assertThat(host.awaitPrefix(Duration.ZERO)).isEqualTo(launched.containerBlock());
            assertThat(host)
                    .hasToString(launched.instanceId() + " t3.small in " + host.availabilityZone() + " addresses ["
                            + launched.address() + "] prefixes [" + launched.containerBlock() + "]");
        }
    }

    @Test
    @DisplayName("an address run: addresses in numeric order, no prefix; EC2's own choice: a prefix, no address")
    void shapes() {
        ThisHost run = read(ec2.procedure().launch().hosts().get(0).instanceId());
        ThisHost chosen = read(ec2.edge()
                .hosts(1)
                .blockSource(BlockSource.chosenByEc2())
                .launch()
                .hosts()
                .get(0)
                .instanceId());

        assertThat(run.ipv6Prefixes()).isEmpty();
        assertThat(run.ipv6Addresses()).hasSize(5).isSorted();
        assertThat(chosen.ipv6Prefixes()).hasSize(1);
        assertThat(chosen.ipv6Addresses()).isEmpty();
    }

    @Test
    @DisplayName("switched off for the instance: said, with the command that switches it on")
    void switchedOff() {
        String id = ec2.edge().hosts(1).launch().hosts().get(0).instanceId();
        assertThat(read(id).instanceId()).isEqualTo(id);
        ec2.client()
                .modifyInstanceMetadataOptions(
                        r -> r.instanceId(id).httpEndpoint(InstanceMetadataEndpointState.DISABLED));

        assertThatThrownBy(() -> read(id))
                .isInstanceOf(FleetException.class)
                .hasMessageContaining(
                        "switched off for the instance; switch it on with aws ec2 modify-instance-metadata");
    }

    @Test
    @DisplayName("a prefix that is delegated an hour later, and with it a token that has ended: awaited in no time")
    void latePrefix() {
        VirtualClock clock = new VirtualClock();
        try (TestEc2 world = new TestEc2(Ec2Simulator.builder().clock(clock).start())) {
            Instance instance = world.client()
                    .runInstances(r -> r.imageId("ami-096ea6a12ea24a797")
                            .instanceType("m7g.large")
                            .minCount(1)
                            .maxCount(1)
                            .subnetId(world.subnetId())
                            .metadataOptions(o -> o.httpTokens("required")))
                    .instances()
                    .get(0);
            String nic = instance.networkInterfaces().get(0).networkInterfaceId();
            Instant late = clock.instant().plus(Duration.ofHours(7)); // a token ends after six
            FleetTime time = new FleetTime() {
                private boolean delegated;

                @Override
                public Instant now() {
                    return clock.instant();
                }

                @Override
                public void sleep(Duration length) throws InterruptedException {
                    clock.sleep(length.multipliedBy(600));
                    if (!delegated && !now().isBefore(late)) {
                        delegated = true;
                        world.client()
                                .assignIpv6Addresses(
                                        r -> r.networkInterfaceId(nic).ipv6Prefixes(TestEc2.P + "9::/80"));
                    }
                }
            };
            try (MetadataListener service = world.simulator().metadataService().listen(instance.instanceId())) {
                ThisHost host = at(service).time(time).read();

                assertThat(host.ipv6Prefixes()).isEmpty();
                assertThat(host.awaitPrefix(Duration.ofHours(8))).isEqualTo(Ipv6Block.parse(TestEc2.P + "9::/80"));
            }
        }
    }
}
