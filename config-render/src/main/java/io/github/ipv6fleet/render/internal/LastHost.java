package io.github.ipv6fleet.render.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * What the parts of a host's configuration became in the document of the host before. Most parts are the same objects
 * for each host of a profile, see {@link PerProfile}, and come in the same order: what the n-th became is kept as long
 * as the n-th of the next host is the same. To ask and to say are two calls and not one with a function: what a young JVM
 * compiles for thousands of hosts is then without what one in thousands needs.
 */
final class LastHost {
    /** Never changed once it is here. */
    private static volatile List<Kept> last = List.of();

    private final List<Kept> before = last;
    private final List<Kept> now = new ArrayList<>(64);

    private record Kept(Object part, String text) {}

    /** Returns the text that the next part became; empty text if that is not known, then say what it becomes. */
    String of(Object part) {
        int place = now.size();
        Kept kept = place < before.size() ? before.get(place) : null;
        if (kept == null || kept.part() != part || kept.text().isEmpty()) {
            return "";
        }
        now.add(kept);
        return kept.text();
    }

    /** Says, and returns, the text that the next part becomes. */
    String becomes(Object part, String text) {
        now.add(new Kept(part, text));
        return text;
    }

    /** Says that the document of this host is whole. */
    void keep() {
        last = now;
    }
}
