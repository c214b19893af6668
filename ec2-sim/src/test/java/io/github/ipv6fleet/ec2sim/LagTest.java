package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceIpv6Address;
import software.amazon.awssdk.services.ec2.model.Tag;

/** EC2 Developer Guide, "Eventual consistency in the Amazon EC2 API": describes show changes late, of old resources too. */
class LagTest extends Region {
    private static final Duration LATE = Duration.ofSeconds(3);

    private Instance host;
    private String nic;

    @TempDir
    Path folder;

    @Override
    Ec2Simulator.Builder settings(Ec2Simulator.Builder builder) {
        return builder.consistencyDelay(LATE).stateFile(folder.resolve("state"));
    }

    @BeforeEach
    void old() {
        host = launch(each -> each.ipv6AddressCount(1));
        nic = host.networkInterfaces().get(0).networkInterfaceId();
        clock.advance(LATE);
    }

    private List<String> addresses() {
        return describeInterface(nic).ipv6Addresses().stream()
                .map(NetworkInterfaceIpv6Address::ipv6Address)
                .toList();
    }

    @Test
    @DisplayName("what is assigned and unassigned is answered at once, and described late")
    void assigned() {
        List<String> before = addresses();
        String more = ec2.assignIpv6Addresses(
                        each -> each.networkInterfaceId(nic).ipv6AddressCount(1))
                .assignedIpv6Addresses()
                .get(0);
        ec2.assignIpv6Addresses(each -> each.networkInterfaceId(nic).ipv6PrefixCount(1));

        assertThat(addresses()).isEqualTo(before);
        assertThat(describeInterface(nic).ipv6Prefixes()).isEmpty();
        clock.advance(LATE.minusMillis(1));
        assertThat(addresses()).isEqualTo(before);
        clock.advance(Duration.ofMillis(1));
        assertThat(addresses()).contains(more).hasSize(2);
        assertThat(describe(host.instanceId()).networkInterfaces().get(0).ipv6Prefixes())
                .hasSize(1);

        ec2.unassignIpv6Addresses(each -> each.networkInterfaceId(nic).ipv6Addresses(more));
        assertThat(addresses()).hasSize(2);
        assertRefused(
                () -> ec2.unassignIpv6Addresses(
                        each -> each.networkInterfaceId(nic).ipv6Addresses(more)),
                "InvalidParameterValue",
                more);
        clock.advance(LATE);
        assertThat(addresses()).isEqualTo(before);
    }

    @Test
    @DisplayName("tags, attachments and the end of an instance are described late; the calls themselves are not")
    void changed() {
        String second = create(each -> {}).networkInterfaceId();
        clock.advance(LATE);
        ec2.createTags(each ->
                each.resources(nic).tags(Tag.builder().key("a").value("b").build()));
        ec2.attachNetworkInterface(each ->
                each.instanceId(host.instanceId()).networkInterfaceId(second).deviceIndex(1));
        ec2.terminateInstances(each -> each.instanceIds(host.instanceId()));

        assertThat(ec2.describeTags().tags()).isEmpty();
        assertThat(ec2.describeNetworkInterfaces(each -> each.filters(filter("tag:a", "b")))
                        .networkInterfaces())
                .isEmpty();
        assertThat(describeInterface(second).statusAsString()).isEqualTo("available");
        assertThat(describe(host.instanceId()).state().nameAsString()).isEqualTo("running");
        assertThat(simulator.instances().get(0).state()).as("the truth").isEqualTo("terminated");
        assertRefused(
                () -> ec2.createTags(each -> each.resources(nic)
                        .tags(Tag.builder().key("a").value("b").build())),
                "InvalidNetworkInterfaceID.NotFound",
                nic);
        clock.advance(LATE);
        assertThat(describe(host.instanceId()).state().nameAsString()).isEqualTo("terminated");
        assertRefused(() -> describeInterface(nic), "InvalidNetworkInterfaceID.NotFound", nic);
    }

    @Test
    @DisplayName("other resources are late too: groups, templates, subnets, with the ids that their calls answered")
    void others() {
        String group = ec2.createSecurityGroup(
                        each -> each.groupName("web").description("d").vpcId(VPC))
                .groupId();
        String subnet = ec2.createSubnet(each -> each.vpcId(VPC).cidrBlock("172.31.200.0/24"))
                .subnet()
                .subnetId();
        create(each -> each.groups(group).subnetId(subnet));

        assertRefused(() -> ec2.describeSecurityGroups(each -> each.groupIds(group)), "InvalidGroup.NotFound", group);
        assertThat(ec2.describeSubnets().subnets()).hasSize(6);
        clock.advance(LATE);
        assertThat(ec2.describeSecurityGroups(each -> each.groupIds(group)).securityGroups())
                .hasSize(1);
        assertThat(ec2.describeSubnets(each -> each.subnetIds(subnet)).subnets())
                .hasSize(1);
    }

    @Test
    @DisplayName("what was refused is refused again: a call for an id that is not known yet has no late effect")
    void refusedAgain() {
        String fresh = create(each -> {}).networkInterfaceId();
        assertRefused(
                () -> ec2.assignIpv6Addresses(
                        each -> each.networkInterfaceId(fresh).ipv6AddressCount(1)),
                "InvalidNetworkInterfaceID.NotFound",
                fresh);
        clock.advance(LATE.multipliedBy(3));

        assertThat(describeInterface(fresh).ipv6Addresses()).isEmpty();
        ec2.assignIpv6Addresses(each -> each.networkInterfaceId(fresh).ipv6AddressCount(1));
        clock.advance(LATE);
        assertThat(describeInterface(fresh).ipv6Addresses()).hasSize(1);
        assertThat(describeInterface(fresh).ipv6Addresses().get(0).ipv6Address())
                .as("the same that it has in truth")
                .isEqualTo(simulator.interfaces().get(1).ipv6Addresses().get(0));
    }

    @Test
    @DisplayName("a file brings the late view to the next process, as it was")
    void stateFile() {
        ec2.createTags(each ->
                each.resources(nic).tags(Tag.builder().key("a").value("b").build()));
        simulator.close();
        try (Ec2Simulator next = settings(Ec2Simulator.builder().clock(clock)).start();
                var client = client(next)) {
            assertThat(client.describeInstances(each -> each.instanceIds(host.instanceId()))
                            .reservations())
                    .hasSize(1);
            assertThat(client.describeTags().tags()).isEmpty();
            clock.advance(LATE);
            assertThat(client.describeTags().tags()).hasSize(1);
        }
    }
}
