package io.github.ipv6fleet.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.aws.FleetEvent;
import io.github.ipv6fleet.aws.FleetListener;
import io.github.ipv6fleet.aws.HostFailure;
import io.github.ipv6fleet.aws.LaunchedFleet;
import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.aws.TestEc2;
import io.github.ipv6fleet.aws.TestKeys;
import io.github.ipv6fleet.ec2sim.Fault;
import io.github.ipv6fleet.ec2sim.FaultScript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Address;
import software.amazon.awssdk.services.ec2.model.Tag;

/** What replace() returns of the fleet and tells of itself, however it goes. */
class ReplaceTest {
    private final TestEc2 ec2 = new TestEc2();

    @AfterEach
    void close() {
        ec2.close();
    }

    private void untag(LaunchedHost host, String key) {
        ec2.client()
                .deleteTags(r -> r.resources(host.instanceId())
                        .tags(Tag.builder().key(key).build()));
    }

    private void fail(String code, int call) {
        ec2.simulator()
                .faults(FaultScript.of(Fault.error(code).on("RunInstances").call(call)));
    }

    @Test
    @DisplayName("keepPartial(): a host that did not come up again is named with its reason, also the only one")
    void failureIsReturned() {
        Ipv6Fleet two = ec2.edge().hosts(2).keepPartial().build();
        two.launch();
        fail("UnauthorizedOperation", 1);

        LaunchedFleet fleet = two.replace("edge-1");

        assertThat(fleet.hosts()).extracting(LaunchedHost::name).containsExactly("edge-2");
        assertThat(fleet.failures()).extracting(HostFailure::host).containsExactly("edge-1");
        assertThat(fleet.failures().get(0).code()).isEqualTo("UnauthorizedOperation");

        ec2.simulator().faults(FaultScript.none());
        Ipv6Fleet one = ec2.edge().name("lone").hosts(1).keepPartial().build();
        one.launch();
        fail("UnauthorizedOperation", 1);

        assertThat(one.replace("lone-1").failures())
                .extracting(HostFailure::host)
                .containsExactly("lone-1");
    }

    @Test
    @DisplayName("a neighbour that cannot be read is named, and the host is replaced and returned all the same")
    void neighbourThatCannotBeRead() {
        Ipv6Fleet three = ec2.edge().hosts(3).build();
        List<LaunchedHost> before = three.launch().hosts();
        untag(before.get(0), FleetIdentity.ADDRESS);
        untag(before.get(0), FleetIdentity.HOST);

        LaunchedFleet fleet = three.replace("edge-2");

        assertThat(fleet.hosts()).extracting(LaunchedHost::name).containsExactly("edge-2", "edge-3");
        assertThat(fleet.hosts().get(0).instanceId()).isNotEqualTo(before.get(1).instanceId());
        assertThat(fleet.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.host()).isEqualTo("edge-1");
            assertThat(failure.step()).isEqualTo("read");
            assertThat(failure.reason()).contains(before.get(0).instanceId());
        });
    }

    @Test
    @DisplayName("the replaced host is logged in to as the launched one was, with the key whose file is known")
    void keyFileIsKept(@TempDir Path folder) throws Exception {
        Path publicHalf = TestKeys.file(folder, "id.pub", TestKeys.ED25519);
        Files.writeString(folder.resolve("id"), "private");
        Ipv6Fleet fleet = ec2.edge().hosts(1).sshKey(publicHalf).build();
        String launched = fleet.launch().hosts().get(0).sshCommand();
        assertThat(launched).contains("-i ");

        assertThat(fleet.replace("edge-1").hosts().get(0).sshCommand()).isEqualTo(launched);
    }

    private static FleetListener recording(List<String> told) {
        return new FleetListener() {
            @Override
            public void launched(FleetEvent event) {
                told.add("launched " + event.hosts());
            }

            @Override
            public void done(FleetEvent event) {
                told.add("done with " + event.report().orElseThrow().launched());
            }
        };
    }

    @Test
    @DisplayName("a host whose addresses somebody took gets others, and the end of that is told once")
    void otherAddresses_doneOnce() {
        List<String> told = new ArrayList<>();
        Ipv6Fleet fleet = ec2.edge().hosts(1).listener(recording(told)).build();
        LaunchedHost before = fleet.launch().hosts().get(0);
        ec2.client().terminateInstances(r -> r.instanceIds(before.instanceId()));
        ec2.client()
                .createNetworkInterface(r -> r.subnetId(ec2.subnetId())
                        .ipv6Addresses(InstanceIpv6Address.builder()
                                .ipv6Address(before.address().toString())
                                .build()));
        told.clear();

        LaunchedHost after = fleet.replace("edge-1").hosts().get(0);

        assertThat(after.address()).isNotEqualTo(before.address());
        assertThat(told).containsExactly("launched [edge-1]", "done with 1");
    }

    @Test
    @DisplayName("addresses that EC2 has not given back yet are done without, also where a part of the fleet is enough")
    void otherAddresses_ofAPart() {
        for (boolean partial : new boolean[] {false, true}) {
            List<String> told = new ArrayList<>();
            Ipv6Fleet.Builder builder =
                    ec2.edge().name(partial ? "partial" : "whole").hosts(1).listener(recording(told));
            Ipv6Fleet fleet = (partial ? builder.keepPartial() : builder).build();
            fleet.launch();
            told.clear();
            fail(Ec2Errors.ADDRESS_IN_USE, 1);

            LaunchedFleet replaced = fleet.replace(fleet.plan().hosts().get(0).name());

            assertThat(replaced.failures()).isEmpty();
            assertThat(replaced.hosts()).hasSize(1);
            assertThat(told)
                    .containsExactly("launched [" + replaced.hosts().get(0).name() + "]", "done with 1");
            ec2.simulator().faults(FaultScript.none());
        }
    }

    @Test
    @DisplayName("a replacement that fails has its end told once too")
    void failed_doneOnce() {
        List<String> told = new ArrayList<>();
        Ipv6Fleet fleet = ec2.edge().hosts(1).listener(recording(told)).build();
        fleet.launch();
        told.clear();
        fail("UnauthorizedOperation", 1);

        assertThat(catchThrowable(() -> fleet.replace("edge-1"))).hasMessageContaining("UnauthorizedOperation");

        assertThat(told).containsExactly("done with 0");
    }
}
