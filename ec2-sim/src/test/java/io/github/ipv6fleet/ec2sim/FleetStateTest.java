package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens by itself, and what was decided beside EC2's rules, is the same when a file is read again. */
class FleetStateTest {
    private static final String TEMPLATE = "Action=CreateLaunchTemplate&LaunchTemplateName=edge"
            + "&LaunchTemplateData.ImageId=" + Region.BIONIC + "&LaunchTemplateData.InstanceType=r5d.large"
            + "&LaunchTemplateData.NetworkInterface.1.DeviceIndex=0&LaunchTemplateData.NetworkInterface.1.Ipv6PrefixCount=1"
            + "&LaunchTemplateData.NetworkInterface.1.SubnetId=" + Region.SUBNET;
    private static final String FLEET = "Action=CreateFleet"
            + "&LaunchTemplateConfigs.1.LaunchTemplateSpecification.LaunchTemplateName=edge"
            + "&LaunchTemplateConfigs.1.LaunchTemplateSpecification.Version=1"
            + "&TargetCapacitySpecification.TotalTargetCapacity=";

    @TempDir
    Path folder;

    private final VirtualClock clock = new VirtualClock();

    private Ec2Simulator start() {
        return Ec2Simulator.builder()
                .clock(clock)
                .stateDelay(Duration.ofSeconds(10))
                .throttling(Throttling.none().resources("RunInstances", 5, 1))
                .stateFile(folder.resolve("state"))
                .start();
    }

    @Test
    @DisplayName("replacements, capacity and limits of the first process are those of the second")
    void replayed() throws Exception {
        String before;
        try (Ec2Simulator ec2 = start()) {
            ec2.handle(TEMPLATE);
            ec2.handle(FLEET + "2&Type=maintain");
            clock.advance(Duration.ofSeconds(30));
            assertThat(ec2.instances()).hasSize(2);
            ec2.handle("Action=TerminateInstances&InstanceId.1="
                    + ec2.instances().get(0).id());
            clock.advance(Duration.ofSeconds(60));
            assertThat(ec2.instances())
                    .as("seen, by a call that changes nothing")
                    .hasSize(3);
            ec2.capacity("r5d.large", "us-east-1a", 12);
            clock.advance(Duration.ofSeconds(60));
            ec2.handle(FLEET + "9&Type=instant&ClientToken=a");
            assertThat(ec2.instances()).as("limited to 5").hasSize(8);
            ec2.handle("Action=TerminateInstances&InstanceId.1="
                    + ec2.instances().get(1).id());
            clock.advance(Duration.ofMinutes(5));
            before = seen(ec2);
            assertThat(ec2.instances()).hasSize(9);
        }
        try (Ec2Simulator ec2 = start()) {
            assertThat(seen(ec2)).isEqualTo(before);
            ec2.handle(FLEET + "9&Type=instant&ClientToken=a");
            assertThat(ec2.instances()).as("the same token").hasSize(9);
            clock.advance(Duration.ofSeconds(10));
            ec2.handle(FLEET + "9&Type=instant");
            assertThat(ec2.instances()).as("7 run, 12 have room, 5 are allowed").hasSize(14);
        }
    }

    private static String seen(Ec2Simulator ec2) throws Exception {
        return (ec2.handle("Action=DescribeInstances").body()
                        + ec2.handle("Action=DescribeNetworkInterfaces").body()
                        + ec2.handle("Action=DescribeFleets").body())
                .replaceAll("<requestId>[^<]*", "");
    }
}
