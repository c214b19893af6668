package io.github.ipv6fleet.ec2sim;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The clock of a simulator, which stands at moments of the past while a state file is read. */
final class ReplayClock implements InstantSource {
    private final InstantSource clock;
    private volatile @Nullable Instant past;

    ReplayClock(InstantSource clock) {
        this.clock = clock;
    }

    void standAt(Instant moment) {
        past = moment;
    }

    void go() {
        past = null;
    }

    @Override
    public Instant instant() {
        Instant moment = past;
        return moment != null ? moment : clock.instant();
    }
}
