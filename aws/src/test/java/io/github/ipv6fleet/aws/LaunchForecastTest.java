package io.github.ipv6fleet.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.ipv6fleet.aws.ApiLimits.Bucket;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forecast against the arithmetic of EC2's buckets, done by hand. */
class LaunchForecastTest {

    @ParameterizedTest(name = "{0}, {1} hosts")
    @CsvSource(delimiter = '|', textBlock = """
            ADDRESS_RUN             |     5 |     5 |    1.5  | latency
            ADDRESS_RUN             |    10 |    10 |    4.0  | RunInstances requests
            ADDRESS_RUN             |   100 |   100 |   49.0  | RunInstances requests
            ADDRESS_RUN             |  1000 |  1000 |  499.0  | RunInstances requests
            ADDRESS_RUN             | 10000 | 10000 | 4999.0  | RunInstances requests
            PLANNED_PREFIX          |     1 |     2 |    2.1  | latency
            PLANNED_PREFIX          |   100 |   200 |   49.6  | RunInstances requests
            PLANNED_PREFIX          | 10000 | 20000 | 4999.6  | RunInstances requests
            PREFIX_CHOSEN_BY_EC2    |    10 |     1 |    1.5  | latency
            PREFIX_CHOSEN_BY_EC2    |   500 |     5 |    1.5  | latency
            PREFIX_CHOSEN_BY_EC2    |   501 |     6 |    2.0  | RunInstances requests
            PREFIX_CHOSEN_BY_EC2    |  1000 |    10 |    4.0  | RunInstances requests
            PREFIX_CHOSEN_BY_EC2    | 10000 |   100 | 4501.5  | RunInstances instances
            RETAINED_ADDRESS_RUN    |   100 |   200 |   49.85 | RunInstances requests
            RETAINED_PLANNED_PREFIX |   100 |   300 |   50.45 | RunInstances requests
            """)
    void acting_isLatencyAndTheFullestBucket(
            LaunchShape shape, int hosts, int writes, double seconds, String limitedBy) {
        LaunchForecast forecast = LaunchForecast.of(shape, hosts);

        assertThat(forecast.writes()).isEqualTo(writes);
        assertThat(forecast.acting().toMillis() / 1000.0).isCloseTo(seconds, within(0.001));
        assertThat(forecast.limitedBy()).isEqualTo(limitedBy);
    }

    @Test
    @DisplayName("reads: what is there, one after the other, and a look at each thousand instances")
    void reads() {
        LaunchForecast two = LaunchForecast.of(LaunchShape.PLANNED_PREFIX, 2);
        assertThat(two.reads()).isEqualTo(11);
        assertThat(two.preparing()).isEqualTo(Duration.ofMillis(2500));
        assertThat(two.readingBack()).isEqualTo(Duration.ofMillis(250));
        assertThat(two.duration()).isEqualTo(Duration.ofMillis(2500 + 2100 + 250));
        assertThat(two).hasToString("15 calls (11 reads, 4 writes), about 5 seconds until EC2 has taken all hosts");
        assertThat(LaunchForecast.of(LaunchShape.PREFIX_CHOSEN_BY_EC2, 2).reads())
                .isEqualTo(9);
        assertThat(LaunchForecast.of(LaunchShape.RETAINED_PLANNED_PREFIX, 2).reads())
                .isEqualTo(13);
        assertThat(LaunchForecast.builder(LaunchShape.PLANNED_PREFIX, 2)
                        .subnets(3)
                        .build()
                        .reads())
                .isEqualTo(13);
        assertThat(LaunchForecast.of(LaunchShape.PLANNED_PREFIX, 1000).reads()).isEqualTo(11);
        assertThat(LaunchForecast.of(LaunchShape.PLANNED_PREFIX, 1001).reads()).isEqualTo(12);
        assertThat(LaunchForecast.of(LaunchShape.PLANNED_PREFIX, 10_000).readingBack())
                .isEqualTo(Duration.ofMillis(2500));
    }

    @Test
    @DisplayName("other limits and latencies: a narrow bucket, nothing but latency, calls in flight, smaller batches")
    void builder() {
        LaunchForecast narrow = LaunchForecast.builder(LaunchShape.PLANNED_PREFIX, 100)
                .limits(ApiLimits.ec2().withRequests("AssignIpv6Addresses", new Bucket(10, 1)))
                .build();
        assertThat(narrow.acting()).isEqualTo(Duration.ofMillis(90_000 + 2_100));
        assertThat(narrow.limitedBy()).isEqualTo("AssignIpv6Addresses requests");

        LaunchForecast free = LaunchForecast.builder(LaunchShape.PLANNED_PREFIX, 101)
                .limits(ApiLimits.unlimited())
                .latency("RunInstances", Duration.ofSeconds(4))
                .writeLatency(Duration.ofSeconds(1))
                .readLatency(Duration.ZERO)
                .build();
        assertThat(free.duration()).isEqualTo(Duration.ofSeconds(11 * 5));
        assertThat(free.limitedBy()).isEqualTo("calls in flight");

        assertThat(LaunchForecast.builder(LaunchShape.PREFIX_CHOSEN_BY_EC2, 5)
                        .hostsPerCall(2)
                        .also("ImportKeyPair")
                        .build()
                        .calls())
                .containsEntry("RunInstances", 3)
                .containsEntry("ImportKeyPair", 1);
    }

    @Test
    void refused() {
        assertThatThrownBy(() -> LaunchForecast.of(LaunchShape.ADDRESS_RUN, 0)).hasMessageContaining("give 1 or more");
        LaunchForecast.Builder builder = LaunchForecast.builder(LaunchShape.ADDRESS_RUN, 1);
        assertThatThrownBy(() -> builder.hostsPerCall(0)).hasMessageContaining("give 1 or more");
        assertThatThrownBy(() -> builder.subnets(0)).hasMessageContaining("give 1 or more");
        assertThatThrownBy(() -> builder.latency("RunInstances", Duration.ofSeconds(-1)))
                .hasMessageContaining("is negative");
    }
}
