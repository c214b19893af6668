package io.github.ipv6fleet.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.aws.ApiLimits.Bucket;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ApiLimitsTest {

    @Test
    @DisplayName("are EC2's: RunInstances 5 and 2 a second, a thousand instances; others as reads or as writes")
    void ec2() {
        ApiLimits limits = ApiLimits.ec2();
        assertThat(limits.requests("RunInstances")).isEqualTo(new Bucket(5, 2));
        assertThat(limits.resources("RunInstances")).contains(new Bucket(1000, 2));
        assertThat(limits.requests("DescribeInstances")).isEqualTo(new Bucket(100, 20));
        assertThat(limits.requests("GetSubnetCidrReservations")).isEqualTo(new Bucket(100, 20));
        assertThat(limits.requests("AssignIpv6Addresses")).isEqualTo(new Bucket(50, 5));
        assertThat(limits.resources("AssignIpv6Addresses")).isEmpty();
        assertThat(limits.inFlight()).isEqualTo(10);
    }

    @Test
    @DisplayName("change one by one, in a copy")
    void with() {
        ApiLimits more = ApiLimits.ec2()
                .withRequests("RunInstances", new Bucket(50, 20))
                .withResources("RunInstances", new Bucket(5000, 20))
                .withInFlight(16);
        assertThat(more.requests("RunInstances")).isEqualTo(new Bucket(50, 20));
        assertThat(more.resources("RunInstances")).contains(new Bucket(5000, 20));
        assertThat(more.inFlight()).isEqualTo(16);
        assertThat(ApiLimits.ec2().requests("RunInstances")).isEqualTo(new Bucket(5, 2));
    }

    @Test
    @DisplayName("that let nothing through are refused, and so is a launch without time")
    void refused() {
        assertThatThrownBy(() -> new Bucket(0.5, 1))
                .hasMessageContaining("capacity 0.5")
                .hasMessageContaining("at least 1");
        assertThatThrownBy(() -> new Bucket(Double.NaN, 1)).hasMessageContaining("capacity NaN");
        assertThatThrownBy(() -> new Bucket(1, 0)).hasMessageContaining("more than 0");
        assertThatThrownBy(() -> ApiLimits.ec2().withInFlight(17)).hasMessageContaining("give 1 to 16");
        assertThatThrownBy(() -> ApiLimits.ec2().withInFlight(0)).hasMessageContaining("give 1 to 16");
        assertThatThrownBy(() -> Ipv6Fleet.named("edge").timeout(Duration.ZERO)).hasMessageContaining("give more");
    }
}
