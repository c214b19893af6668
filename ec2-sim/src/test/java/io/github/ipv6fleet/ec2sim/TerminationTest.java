package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Instance;

class TerminationTest extends Region {

    @Test
    @DisplayName("one unknown id, and none is terminated (EC2 API reference, TerminateInstances)")
    void allOrNone() {
        String id = run(each -> {}).instanceId();

        assertRefused(
                () -> ec2.terminateInstances(
                        each -> each.instanceIds(id, "i-0123456789abcdef0", "i-0123456789abcdef1")),
                "InvalidInstanceID.NotFound",
                "The instance IDs 'i-0123456789abcdef0, i-0123456789abcdef1' do not exist");
        assertThat(describe(id).state().nameAsString()).isEqualTo("running");
    }

    @Test
    @DisplayName("a malformed id: error codes for the EC2 API")
    void malformed() {
        assertRefused(
                () -> ec2.terminateInstances(each -> each.instanceIds("i-xyz")),
                "InvalidInstanceID.Malformed",
                "Invalid id: \"i-xyz\"");
    }

    @Test
    @DisplayName("DeleteOnTermination: true for what the launch makes unless said otherwise, false for an existing one")
    void deleteOnTermination() {
        String kept = create(each -> {}).networkInterfaceId();
        Instance inline = launch(each -> each);
        Instance inlineKept = launch(each -> each.deleteOnTermination(false));
        Instance onExisting = run(each -> each.networkInterfaces(existing(kept)));

        ec2.terminateInstances(
                each -> each.instanceIds(inline.instanceId(), inlineKept.instanceId(), onExisting.instanceId()));

        assertThat(ec2.describeNetworkInterfaces().networkInterfaces())
                .allMatch(each -> each.statusAsString().equals("available") && each.attachment() == null)
                .extracting(each -> each.networkInterfaceId())
                .containsExactlyInAnyOrder(
                        kept, inlineKept.networkInterfaces().get(0).networkInterfaceId());
    }

    @Test
    @DisplayName("an existing interface cannot be deleted with the instance (EC2 API reference, RunInstances)")
    void existingNotDeleted() {
        String eni = create(each -> {}).networkInterfaceId();

        assertRefused(
                () -> run(each -> each.networkInterfaces(
                        existing(eni).toBuilder().deleteOnTermination(true).build())),
                "InvalidParameterCombination",
                "delete on termination");
    }
}
