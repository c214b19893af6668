package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a test sees of a simulator, and what the next process sees of it. */
class SeeingTest {
    private static final String RUN = "Action=RunInstances&ImageId=" + Region.BIONIC
            + "&InstanceType=t3.small&SubnetId=" + Region.SUBNET + "&MinCount=1&MaxCount=2&ClientToken=one"
            + "&TagSpecification.1.ResourceType=instance&TagSpecification.1.Tag.1.Key=a&TagSpecification.1.Tag.1.Value=b%20%C3%A9";
    private static final String CREATE =
            "Action=CreateNetworkInterface&Ipv6Prefix.1.Ipv6Prefix=2600:1f18:47b:ca03:1::/80" + "&SubnetId="
                    + Region.SUBNET;
    private static final String RESERVE = "Action=CreateSubnetCidrReservation&ReservationType=explicit&SubnetId="
            + Region.SUBNET + "&Cidr=2600:1f18:47b:ca03:8::/77";

    @TempDir
    Path folder;

    private final VirtualClock clock = new VirtualClock();

    private Ec2Simulator.Builder builder() {
        return Ec2Simulator.builder().clock(clock).stateDelay(Duration.ofSeconds(10));
    }

    @Test
    @DisplayName("instances and interfaces are values: of the moment at which they were asked for")
    void values() throws Exception {
        try (Ec2Simulator ec2 = builder().start()) {
            ec2.handle(RUN);
            ec2.handle(CREATE);
            SimulatedInstance first = ec2.instances().get(0);
            clock.advance(Duration.ofSeconds(10));

            assertThat(first.state()).isEqualTo("pending");
            assertThat(first.type()).isEqualTo("t3.small");
            assertThat(first.subnetId()).isEqualTo(Region.SUBNET);
            assertThat(first.clientToken()).hasValue("one");
            assertThat(first.tags()).containsEntry("a", "b é");
            assertThat(ec2.instances()).hasSize(2).allMatch(each -> each.state().equals("running"));
            assertThat(ec2.interfaces())
                    .hasSize(3)
                    .filteredOn(each -> each.status().equals("available"))
                    .singleElement()
                    .satisfies(each -> assertThat(each.ipv6Prefixes()).containsExactly("2600:1f18:47b:ca03:1::/80"))
                    .satisfies(each -> assertThat(each.instanceId()).isEmpty())
                    .satisfies(each -> assertThat(each.ipv6Addresses()).isEmpty());
            assertThat(ec2.interfaces().get(0).instanceId()).hasValue(first.id());
            assertThat(first.interfaceIds())
                    .containsExactly(ec2.interfaces().get(0).id());
        }
    }

    @Test
    @DisplayName("everything that is left is named, and nothing at the start or when all has gone")
    void leaks() throws Exception {
        try (Ec2Simulator ec2 = builder().start()) {
            ec2.assertNothingLeaked();
            ec2.handle(RUN);
            ec2.handle(CREATE);
            ec2.handle(RESERVE);
            assertThatThrownBy(ec2::assertNothingLeaked)
                    .isInstanceOf(AssertionError.class)
                    .message()
                    .matches("ec2-sim has left: instance i-\\w+ \\(pending\\), instance i-\\w+ \\(pending\\), interface"
                            + " eni-\\w+ \\(in-use\\), interface eni-\\w+ \\(in-use\\), interface eni-\\w+ \\(available\\),"
                            + " reservation scr-\\w+ of 2600:1f18:47b:ca03:8::/77");

            String alone = ec2.interfaces().get(2).id();
            for (SimulatedInstance each : ec2.instances()) {
                ec2.handle("Action=TerminateInstances&InstanceId.1=" + each.id());
            }
            assertThatThrownBy(ec2::assertNothingLeaked)
                    .hasMessageContaining(alone)
                    .hasMessageNotContaining("instance");
            ec2.handle("Action=DeleteNetworkInterface&NetworkInterfaceId=" + alone);
            String reservation = ec2.handle("Action=GetSubnetCidrReservations&SubnetId=" + Region.SUBNET)
                    .body()
                    .replaceAll("(?s).*<subnetCidrReservationId>([^<]*)<.*", "$1");
            ec2.handle("Action=DeleteSubnetCidrReservation&SubnetCidrReservationId=" + reservation);
            assertThatCode(ec2::assertNothingLeaked).as("going").doesNotThrowAnyException();
            clock.advance(Duration.ofMinutes(1));
            assertThatCode(ec2::assertNothingLeaked).doesNotThrowAnyException();
        }
    }

    @Test
    @DisplayName("the next process finds the same EC2: ids, addresses, states, tokens, and what was refused")
    void stateFile() throws Exception {
        Path file = folder.resolve("state");
        String before;
        try (Ec2Simulator ec2 = builder().stateFile(file).start()) {
            ec2.handle(CREATE);
            ec2.handle(CREATE + "&SecurityGroupId.1=sg-00000000000000000"); // refused, and may have drawn an id
            clock.advance(Duration.ofHours(1));
            ec2.handle(RUN);
            ec2.handle("Action=TerminateInstances&InstanceId.1="
                    + ec2.instances().get(0).id());
            clock.advance(Duration.ofSeconds(3));
            before = seen(ec2);
        }
        Files.writeString(file, Files.readString(file) + "2026-01-01T01:00:03Z Action=RunInst");
        try (Ec2Simulator ec2 = builder().stateFile(file).start()) {
            assertThat(seen(ec2)).isEqualTo(before);
            assertThat(ec2.handle(RUN).status()).as("the same token").isEqualTo(200);
            assertThat(ec2.instances()).hasSize(2);
            ec2.handle(RUN.replace("one", "two"));
            clock.advance(Duration.ofSeconds(20));
            before = seen(ec2);
        }
        try (Ec2Simulator ec2 = builder().stateFile(file).start()) {
            assertThat(seen(ec2)).isEqualTo(before);
            assertThat(ec2.instances()).hasSize(4);
            assertThat(ec2.instances().get(0).state()).isEqualTo("terminated");
        }
    }

    private static String seen(Ec2Simulator ec2) throws Exception {
        return (ec2.handle("Action=DescribeInstances").body()
                        + ec2.handle("Action=DescribeNetworkInterfaces").body())
                .replaceAll("<requestId>[^<]*", "");
    }

    @Test
    @DisplayName("a file that is in use, is something else, is damaged, or has other settings: said, and left as it is")
    void stateFile_refused() throws Exception {
        Path file = folder.resolve("state");
        try (Ec2Simulator ec2 = builder().stateFile(file).start()) {
            ec2.handle(CREATE);
            assertThatThrownBy(() -> builder().stateFile(file).start())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(file + " is in use by another simulator; end that first");
        }
        String text = Files.readString(file);
        assertThatThrownBy(() -> builder()
                        .assumptions(Ec2Assumptions.defaults().without(AssumedRule.EDGE_PREFIXES_ARE_KEPT_BACK))
                        .stateFile(file)
                        .start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("without [], fleetRetry PT1M, not with")
                .hasMessageContaining("; start with the same settings");
        assertThat(file).hasContent(text);
        Files.writeString(file, text + "yesterday Action=RunInstances\n");
        assertThatThrownBy(() -> builder().stateFile(file).start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file + ", line 3: a line begins with a moment");
        Files.writeString(file, "shopping list\n");
        assertThatThrownBy(() -> builder().stateFile(file).start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 1: this is no state file of this version");
        assertThat(file).hasContent("shopping list\n");
        Files.writeString(file, text);
        try (Ec2Simulator ec2 = builder().stateFile(file).start()) {
            assertThat(ec2.interfaces()).hasSize(1);
        }
    }
}
