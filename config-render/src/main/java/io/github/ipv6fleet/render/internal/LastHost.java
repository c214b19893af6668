package io.github.ipv6fleet.render.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What the parts of a host's configuration became in the document of the host before. Most parts are the same objects
 * for each host of a profile, see {@link PerProfile}, and come in the same order: what the n-th became is kept as long
 * as the n-th of the next host is the same.
 */
final class LastHost {
    /** Never changed once it is here. */
    private static volatile List<Kept> last = List.of();

    private final List<Kept> before = last;
    private final List<Kept> now = new ArrayList<>(64);

    private record Kept(Object part, String text) {}

    /** Returns the text that a part becomes. */
    <T> String of(T part, Function<T, String> text) {
        int place = now.size();
        Kept kept = place < before.size() ? before.get(place) : null;
        if (kept == null || kept.part() != part) {
            kept = new Kept(part, text.apply(part));
        }
        now.add(kept);
        return kept.text();
    }

    /** Says that the document of this host is whole. */
    void keep() {
        last = now;
    }
}
