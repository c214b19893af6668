package io.github.ipv6fleet.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** EC2 takes 200 values a filter. */
class LongFilterTest {

    @Test
    @DisplayName("more values are asked for in parts and answered in one list; no value asks for nothing")
    void longFilter_isCut() {
        try (VirtualTime time = new VirtualTime(Duration.ZERO)) {
            Ec2Gateway ec2 = time.gateway();
            List<String> values = new ArrayList<>();
            for (int i = 0; i < 401; i++) {
                values.add("edge-%d".formatted(i));
            }
            Launch.run(ec2, time.settings(VirtualTime.host("edge-7"), VirtualTime.host("edge-400")));
            int before = time.ec2().count("DescribeInstances");

            assertThat(ec2.instancesBy("tag:Name", values)).hasSize(2);
            assertThat(time.ec2().count("DescribeInstances") - before).isEqualTo(3);
            assertThat(ec2.interfacesBy("tag:Name", values)).hasSize(2);

            assertThat(ec2.instancesBy("tag:Name", List.of())).isEmpty();
            assertThat(ec2.interfacesBy("tag:Name", List.of())).isEmpty();
            assertThat(time.ec2().count("DescribeInstances") - before).isEqualTo(3);
        }
    }
}
