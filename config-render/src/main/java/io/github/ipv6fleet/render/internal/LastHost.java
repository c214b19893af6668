package io.github.ipv6fleet.render.internal;

import java.util.IdentityHashMap;
import java.util.function.Function;

/**
 * What the parts of a host's configuration became in the document of the host before. Most parts are the same objects
 * for each host of a profile, see {@link PerProfile}: what they become is made for the first host, and kept as long as
 * the next host has them too.
 */
final class LastHost {
    /** Never changed once it is here. */
    private static volatile IdentityHashMap<Object, String> last = new IdentityHashMap<>();

    private final IdentityHashMap<Object, String> before = last;
    private final IdentityHashMap<Object, String> now = new IdentityHashMap<>(64);

    /** Returns the text that a part becomes. One function for each type of parts. */
    <T> String of(T part, Function<T, String> text) {
        String kept = before.get(part);
        String made = kept == null ? text.apply(part) : kept;
        now.put(part, made);
        return made;
    }

    /** Says that the document of this host is whole. */
    void keep() {
        last = now;
    }
}
