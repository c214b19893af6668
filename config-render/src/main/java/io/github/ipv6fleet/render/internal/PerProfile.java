package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostProfile;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a renderer makes for every host of a profile alike: made for the first, and kept for the others until another
 * profile comes. A fleet has one profile and thousands of hosts.
 */
final class PerProfile {
    private final Function<HostProfile, HostConfig> made;
    private volatile @Nullable Kept kept;

    private record Kept(HostProfile profile, HostConfig config) {}

    PerProfile(Function<HostProfile, HostConfig> made) {
        this.made = made;
    }

    HostConfig of(HostProfile profile) {
        Kept last = kept;
        if (last == null || last.profile() != profile) {
            last = new Kept(profile, made.apply(profile));
            kept = last;
        }
        return last.config();
    }
}
