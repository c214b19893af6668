package io.github.ipv6fleet.aws.internal;

import java.time.Duration;
import java.time.Instant;

/** Looking again and again, first soon, then every five seconds, until patience is at its end. */
final class Poll {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** EC2 has instances running within a minute; what takes ten needs a person. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Ec2Gateway ec2;
    private final Instant end;
    private Duration pause = FIRST_PAUSE;

    Poll(Ec2Gateway ec2) {
        this(ec2, PATIENCE);
    }

    Poll(Ec2Gateway ec2, Duration patience) {
        this.ec2 = ec2;
        this.end = ec2.now().plus(patience);
    }

    boolean isOutOfPatience() {
        return !ec2.now().isBefore(end);
    }

    /** Waits until the next look, which is not after the end of patience but for the time that looking takes. */
    void pause() {
        Duration left = Duration.between(ec2.now(), end);
        ec2.pause(left.compareTo(FIRST_PAUSE) < 0 ? FIRST_PAUSE : left.compareTo(pause) < 0 ? left : pause);
        Duration longer = pause.multipliedBy(2);
        pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }
}
