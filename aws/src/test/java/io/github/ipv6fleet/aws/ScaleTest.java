package io.github.ipv6fleet.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The arithmetic of docs/scale.md. */
class ScaleTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    @DisplayName("every row of the forecasts in docs/scale.md is what LaunchForecast says")
    void forecasts() throws IOException {
        String text = Files.readString(Path.of("..", "docs", "scale.md"));
        int start = text.indexOf("<!-- forecasts -->");
        int end = text.indexOf("<!-- end of forecasts -->");
        assertThat(start).isBetween(0, end);
        List<List<String>> rows = text.substring(start, end)
                .lines()
                .filter(line -> line.matches("\\| [0-9].*"))
                .map(line -> Arrays.stream(line.split("\\|"))
                        .map(String::strip)
                        .skip(1)
                        .toList())
                .toList();
        assertThat(rows).hasSize(15);
        for (List<String> row : rows) {
            LaunchForecast forecast = LaunchForecast.of(
                    LaunchShape.valueOf(row.get(1)), Integer.parseInt(row.get(0).replace(",", "")));
            assertThat(row.subList(2, 5))
                    .as(row.toString())
                    .containsExactly(
                            "%,d".formatted(forecast.writes()),
                            "%,.1f".formatted(forecast.acting().toMillis() / 1000.0),
                            forecast.limitedBy());
        }
    }

    @Test
    @DisplayName(
            "one account takes 8,197 hosts an hour whose prefixes EC2 chooses, 7,200 with planned ones; 5,000 in 2,001.5 s")
    void anHour() {
        assertThat(acting(LaunchShape.PREFIX_CHOSEN_BY_EC2, 8_197)).isLessThanOrEqualTo(HOUR);
        assertThat(acting(LaunchShape.PREFIX_CHOSEN_BY_EC2, 8_198)).isGreaterThan(HOUR);
        assertThat(acting(LaunchShape.PLANNED_PREFIX, 7_200)).isLessThanOrEqualTo(HOUR);
        assertThat(acting(LaunchShape.PLANNED_PREFIX, 7_201)).isGreaterThan(HOUR);
        assertThat(acting(LaunchShape.PREFIX_CHOSEN_BY_EC2, 5_000)).isEqualTo(Duration.ofMillis(2_001_500));
        assertThat(acting(LaunchShape.PLANNED_PREFIX, 5_000)).isEqualTo(Duration.ofMillis(2_499_600));
    }

    private static Duration acting(LaunchShape shape, int hosts) {
        return LaunchForecast.of(shape, hosts).acting();
    }
}
