package io.github.ipv6fleet.aws.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** EC2 shows what is new a while late: how long that is waited for, and how. */
final class Late {
    /** By then whatever was made is shown; only after that is it held not to be there. */
    static final Duration SHOWN_AFTER = Duration.ofSeconds(18);

    static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private Late() {}

    /** Looks until something is shown, once at least, and a last time when {@code until} has come. */
    static <T> Optional<T> look(Ec2Gateway ec2, Instant until, Supplier<Optional<T>> look) {
        while (true) {
            boolean last = !ec2.now().isBefore(until);
            Optional<T> seen = look.get();
            if (seen.isPresent() || last) {
                return seen;
            }
            ec2.pause(BETWEEN_LOOKS);
        }
    }

    /** The same for as long as something that is made by now may take to be shown. */
    static <T> Optional<T> look(Ec2Gateway ec2, Supplier<Optional<T>> look) {
        return look(ec2, ec2.now().plus(SHOWN_AFTER), look);
    }
}
