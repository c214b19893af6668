package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceAttributeName;

/** (D) is "Error codes for the Amazon EC2 API". */
class InstanceLifeTest extends Region {
    @Override
    Ec2Simulator.Builder settings(Ec2Simulator.Builder builder) {
        return builder.stateDelay(Duration.ofSeconds(10));
    }

    private String running(Instance instance) {
        clock.advance(Duration.ofSeconds(10));
        return instance.instanceId();
    }

    private String state(String id) {
        return describe(id).state().nameAsString();
    }

    private void stopAndWait(String id) {
        ec2.stopInstances(each -> each.instanceIds(id));
        clock.advance(Duration.ofSeconds(10));
    }

    @Test
    @DisplayName("stopping, stopped, pending, running, each for its time (EC2 User Guide, Instance lifecycle)")
    void states() {
        String id = running(run(each -> {}));

        var stopping = ec2.stopInstances(each -> each.instanceIds(id))
                .stoppingInstances()
                .get(0);
        assertThat(stopping.previousState().nameAsString()).isEqualTo("running");
        assertThat(stopping.currentState().nameAsString()).isEqualTo("stopping");
        assertThat(state(id)).isEqualTo("stopping");
        assertRefused(
                () -> ec2.startInstances(each -> each.instanceIds(id)), "IncorrectInstanceState", "can be started");
        clock.advance(Duration.ofSeconds(10));
        assertThat(state(id)).isEqualTo("stopped");

        var starting = ec2.startInstances(each -> each.instanceIds(id))
                .startingInstances()
                .get(0);
        assertThat(starting.previousState().nameAsString()).isEqualTo("stopped");
        assertThat(starting.currentState().nameAsString()).isEqualTo("pending");
        assertThat(state(id)).isEqualTo("pending");
        assertThat(describe(id).launchTime()).isEqualTo(clock.instant());
        clock.advance(Duration.ofSeconds(10));
        assertThat(state(id)).isEqualTo("running");
    }

    @Test
    @DisplayName("a stop takes the public IPv4 address and leaves what is IPv6 (EC2 User Guide, Stop and start)")
    void addresses() {
        Instance launched = launch(each -> each.ipv6AddressCount(1));
        String id = running(launched);
        String publicIp = describe(id).publicIpAddress();
        String ipv6 = describe(id).ipv6Address();
        assertThat(publicIp).isNotNull();

        stopAndWait(id);
        assertThat(describe(id).publicIpAddress()).isNull();
        assertThat(describe(id).ipv6Address()).isEqualTo(ipv6);

        ec2.startInstances(each -> each.instanceIds(id));
        assertThat(describe(id).publicIpAddress()).isNotNull().isNotEqualTo(publicIp);
        assertThat(describe(id).ipv6Address()).isEqualTo(ipv6);
    }

    @Test
    @DisplayName("one that cannot be stopped, and none is (D) IncorrectInstanceState")
    void allOrNone() {
        String id = running(run(each -> {}));
        String gone = run(each -> {}).instanceId();
        ec2.terminateInstances(each -> each.instanceIds(gone));

        assertRefused(() -> ec2.stopInstances(each -> each.instanceIds(id, gone)), "IncorrectInstanceState", gone);
        assertThat(state(id)).isEqualTo("running");
        stopAndWait(id);
        assertThat(ec2.terminateInstances(each -> each.instanceIds(id))
                        .terminatingInstances()
                        .get(0)
                        .previousState()
                        .nameAsString())
                .isEqualTo("stopped");
    }

    @Test
    @DisplayName("a protected instance saves those of its zone (EC2 API reference, TerminateInstances)")
    void protection() {
        String guarded = running(run(each -> each.disableApiTermination(true).disableApiStop(true)));
        String beside = run(each -> {}).instanceId();
        String elsewhere = run(each -> each.subnetId(OTHER_SUBNET)).instanceId();

        assertRefused(
                () -> ec2.terminateInstances(each -> each.instanceIds(guarded, beside, elsewhere)),
                "OperationNotPermitted",
                "disableApiTermination");
        assertRefused(
                () -> ec2.stopInstances(each -> each.instanceIds(guarded)), "OperationNotPermitted", "disableApiStop");
        assertThat(state(guarded)).isEqualTo("running");
        assertThat(state(beside)).isEqualTo("pending");
        assertThat(state(elsewhere)).isEqualTo("shutting-down");

        ec2.modifyInstanceAttribute(
                each -> each.instanceId(guarded).disableApiTermination(value -> value.value(false)));
        ec2.terminateInstances(each -> each.instanceIds(guarded));
        assertThat(state(guarded)).isEqualTo("shutting-down");
    }

    @Test
    @DisplayName("the status of running instances; of all when asked (EC2 API reference, DescribeInstanceStatus)")
    void status() {
        String id = running(run(each -> {}));
        String pending = run(each -> {}).instanceId();

        assertThat(ec2.describeInstanceStatus().instanceStatuses())
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.instanceId()).isEqualTo(id);
                    assertThat(each.instanceStatus().statusAsString()).isEqualTo("ok");
                    assertThat(each.systemStatus().details().get(0).statusAsString())
                            .isEqualTo("passed");
                });
        assertThat(ec2.describeInstanceStatus(each -> each.includeAllInstances(true))
                        .instanceStatuses())
                .extracting(each -> each.instanceId())
                .containsExactly(id, pending);
    }

    @Test
    @DisplayName("type and user data change while stopped; the new type must hold the interfaces (D)")
    void attributes() {
        String id = running(launch(each -> each.ipv6AddressCount(5)));
        assertRefused(() -> changeType(id, "t3.large"), "IncorrectInstanceState", "'stopped' state");

        stopAndWait(id);
        assertRefused(() -> changeType(id, "t3.micro"), "InvalidInterface.IpAddressLimitExceeded", "t3.micro");
        assertRefused(() -> changeType(id, "zz.large"), "InvalidParameterValue", "zz.large");
        changeType(id, "t3.large");

        assertThat(describe(id).instanceTypeAsString()).isEqualTo("t3.large");
        assertThat(ec2.describeInstanceAttribute(
                                each -> each.instanceId(id).attribute(InstanceAttributeName.INSTANCE_TYPE))
                        .instanceType()
                        .value())
                .isEqualTo("t3.large");
        assertRefused(
                () -> ec2.modifyInstanceAttribute(each -> each.instanceId(id)
                        .ebsOptimized(value -> value.value(true))
                        .disableApiStop(value -> value.value(true))),
                "InvalidParameterCombination",
                "multiple");
    }

    private void changeType(String id, String type) {
        ec2.modifyInstanceAttribute(each -> each.instanceId(id).instanceType(value -> value.value(type)));
    }

    @Test
    @DisplayName("metadata options that are not given stay (EC2 API reference, ModifyInstanceMetadataOptions)")
    void metadataOptions() {
        String id = running(run(each ->
                each.metadataOptions(options -> options.httpTokens("required").httpPutResponseHopLimit(3))));
        String beside = run(each -> {}).instanceId();

        var changed = ec2.modifyInstanceMetadataOptions(
                        each -> each.instanceId(id).httpProtocolIpv6("enabled"))
                .instanceMetadataOptions();

        assertThat(changed.stateAsString()).isEqualTo("pending");
        assertThat(describe(id).metadataOptions()).satisfies(each -> {
            assertThat(each.httpProtocolIpv6AsString()).isEqualTo("enabled");
            assertThat(each.httpTokensAsString()).isEqualTo("required");
            assertThat(each.httpPutResponseHopLimit()).isEqualTo(3);
        });
        assertThat(describe(beside).metadataOptions().httpProtocolIpv6AsString())
                .isEqualTo("disabled");
    }
}
