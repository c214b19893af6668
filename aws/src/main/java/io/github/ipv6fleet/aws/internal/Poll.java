package io.github.ipv6fleet.aws.internal;

import java.time.Duration;

/** Looking again and again, first soon, then every five seconds, until patience is at its end. */
final class Poll {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** EC2 has instances running within a minute; what takes ten needs a person. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Ec2Gateway ec2;
    private final Duration patience;
    private Duration pause = FIRST_PAUSE;
    private Duration waited = Duration.ZERO;

    Poll(Ec2Gateway ec2) {
        this(ec2, PATIENCE);
    }

    Poll(Ec2Gateway ec2, Duration patience) {
        this.ec2 = ec2;
        this.patience = patience;
    }

    boolean isOutOfPatience() {
        return waited.compareTo(patience) >= 0;
    }

    void pause() {
        ec2.pause(pause);
        waited = waited.plus(pause);
        Duration longer = pause.multipliedBy(2);
        pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }
}
