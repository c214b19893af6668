package io.github.ipv6fleet.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long one waits for EC2: by the clock, whatever the looks take. */
class PollTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 28})
    @DisplayName("patience counts the time that looking takes; the last pause ends with it, and one look comes after")
    void patience_isByTheClock(int secondsOfALook) {
        Duration patience = Duration.ofMinutes(2);
        try (VirtualTime time = new VirtualTime(Duration.ZERO);
                Ec2Gateway ec2 = time.gateway()) {
            Poll poll = new Poll(ec2, patience);
            while (!poll.isOutOfPatience()) {
                time.pass(Duration.ofSeconds(secondsOfALook));
                poll.pause();
            }
            assertThat(time.elapsed())
                    .isBetween(patience, patience.plusSeconds(secondsOfALook).plusMillis(200));
        }
    }
}
