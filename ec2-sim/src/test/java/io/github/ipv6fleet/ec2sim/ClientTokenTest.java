package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;

/** EC2 API reference, "Ensuring idempotency in Amazon EC2 API requests". */
class ClientTokenTest extends Region {
    private static final String MISMATCH =
            "Arguments on this idempotent request are inconsistent with arguments used in previous request(s).";

    @Test
    @DisplayName("same token, same parameters: the same reservation, in its present state")
    void same() {
        RunInstancesResponse first = ec2.runInstances(each -> oneHost(each).clientToken("a"));
        RunInstancesResponse again = ec2.runInstances(each -> oneHost(each).clientToken("a"));

        assertThat(again.reservationId()).isEqualTo(first.reservationId());
        assertThat(again.instances().get(0).instanceId())
                .isEqualTo(first.instances().get(0).instanceId());
        assertThat(again.instances().get(0).state().name()).isEqualTo(InstanceStateName.RUNNING);
        assertThat(instanceCount()).isEqualTo(1);
    }

    @Test
    @DisplayName("same token, other parameters: rust-lang/bors#830; user data and tags are parameters too")
    void mismatch() {
        run(each -> each.clientToken("a"));

        assertRefused(
                () -> run(each -> each.clientToken("a").instanceType("t3.micro")),
                "IdempotentParameterMismatch",
                MISMATCH);
        assertRefused(
                () -> run(each -> each.clientToken("a").userData("IyEvYmluL3No")), "IdempotentParameterMismatch", "");
        assertRefused(
                () -> run(each -> each.clientToken("a").tagSpecifications(tags("instance", "a", "b"))),
                "IdempotentParameterMismatch",
                "");
        assertThat(instanceCount()).isEqualTo(1);
    }

    @Test
    @DisplayName("other token, same parameters: another instance")
    void otherToken() {
        run(each -> each.clientToken("a"));
        run(each -> each.clientToken("A"));

        assertThat(instanceCount()).as("tokens are case-sensitive").isEqualTo(2);
    }

    @Test
    @DisplayName("a token whose instance was terminated: boto/boto3#4406; long after it is forgotten too")
    void terminated() {
        String id = run(each -> each.clientToken("a")).instanceId();
        ec2.terminateInstances(each -> each.instanceIds(id));

        assertRefused(
                () -> run(each -> each.clientToken("a")),
                "IdempotentInstanceTerminated",
                "The client token you have provided is associated with a terminated instance."
                        + " Please use a different client token.");
        clock.advance(Duration.ofHours(2));
        assertRefused(() -> run(each -> each.clientToken("a")), "IdempotentInstanceTerminated", "");
    }

    @Test
    @DisplayName("as long as one instance of the batch lives, the batch is answered")
    void partlyTerminated() {
        var first = ec2.runInstances(each -> oneHost(each).maxCount(2).clientToken("a"));
        ec2.terminateInstances(each -> each.instanceIds(first.instances().get(0).instanceId()));

        var again = ec2.runInstances(each -> oneHost(each).maxCount(2).clientToken("a"));

        assertThat(again.instances())
                .extracting(each -> each.state().nameAsString())
                .containsExactly("terminated", "running");
    }

    @Test
    @DisplayName("a failed call burns its token for other parameters: ubicloud/ubicloud#5898; it may be repeated")
    void burnt() {
        String holder = create(each -> each.ipv6Addresses(address("2600:1f18:47b:ca03::8")))
                .networkInterfaceId();
        assertRefused(() -> launchAt("2600:1f18:47b:ca03::8"), "InvalidIPAddress.InUse", "");

        assertRefused(() -> launchAt("2600:1f18:47b:ca03::9"), "IdempotentParameterMismatch", MISMATCH);
        assertThat(instanceCount()).isZero();
        ec2.deleteNetworkInterface(each -> each.networkInterfaceId(holder));
        assertThat(launchAt("2600:1f18:47b:ca03::8").instanceId()).startsWith("i-");
    }

    private Instance launchAt(String address) {
        return run(each -> each.clientToken("a")
                .networkInterfaces(
                        nic(0).toBuilder().ipv6Addresses(address(address)).build()));
    }

    @Test
    @DisplayName("a token has at most 64 ASCII characters")
    void malformed() {
        String longest = "0".repeat(64);
        assertThat(run(each -> each.clientToken(longest)).clientToken()).isEqualTo(longest);
        assertRefused(() -> run(each -> each.clientToken("0".repeat(65))), "InvalidClientToken", "64");
        assertRefused(() -> run(each -> each.clientToken("é")), "InvalidClientToken", "ASCII");
    }

    @Test
    @DisplayName("CreateNetworkInterface has tokens of its own")
    void interfaces() {
        run(each -> each.clientToken("a"));
        var first = create(each -> each.clientToken("a").ipv6AddressCount(1));
        var again = create(each -> each.clientToken("a").ipv6AddressCount(1));

        assertThat(again.networkInterfaceId()).isEqualTo(first.networkInterfaceId());
        assertRefused(() -> create(each -> each.clientToken("a")), "IdempotentParameterMismatch", MISMATCH);
    }

    @Test
    @DisplayName("an instance is found by its token")
    void found() {
        String id = run(each -> each.clientToken("generation-7")).instanceId();
        run(each -> each.clientToken("generation-8"));

        assertThat(ec2.describeInstances(each -> each.filters(filter("client-token", "generation-7")))
                        .reservations())
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.instances().get(0).instanceId()).isEqualTo(id);
                    assertThat(each.instances().get(0).clientToken()).isEqualTo("generation-7");
                });
    }
}
