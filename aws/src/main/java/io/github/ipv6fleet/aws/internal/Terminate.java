package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Terminates instances, also those so new that EC2 does not know them everywhere yet. */
final class Terminate {
    /** AWS advises to break up large requests (EC2 API reference, RunInstances). */
    private static final int AT_ONCE = 100;

    private static final int TRIES = 30;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private Terminate() {}

    static void all(Ec2Gateway ec2, Collection<String> instanceIds) {
        parts(instanceIds).forEach(some -> some(ec2, some));
    }

    /** As many as one call should have. */
    static List<List<String>> parts(Collection<String> instanceIds) {
        return Ec2Gateway.parts(instanceIds, AT_ONCE);
    }

    /** One id that EC2 does not know makes it terminate none. */
    private static void some(Ec2Gateway ec2, List<String> ids) {
        for (int attempt = 1; ; attempt++) {
            try {
                ec2.terminate(ids);
                return;
            } catch (FleetException e) {
                if (attempt == TRIES || !e.code().equals(Ec2Errors.INSTANCE_NOT_FOUND)) {
                    throw e;
                }
                ec2.pause(PAUSE);
            }
        }
    }
}
