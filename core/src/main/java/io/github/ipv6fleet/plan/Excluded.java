package io.github.ipv6fleet.plan;

import io.github.ipv6fleet.net.Ipv6AddressSet;
import java.util.ArrayList;
import java.util.List;

/** What is excluded, in a message. */
final class Excluded {
    /** Somebody may exclude 100,000 addresses; who reads of them knows after a few which they are. */
    private static final int SHOWN = 3;

    private Excluded() {}

    static String text(Ipv6AddressSet excluded) {
        List<String> ranges = new ArrayList<>();
        int[] more = {0};
        excluded.forEachRange((first, last) -> {
            if (ranges.size() < SHOWN) {
                ranges.add(first.equals(last) ? first.toString() : first + "-" + last);
            } else {
                more[0]++;
            }
        });
        String text = String.join(", ", ranges);
        return more[0] == 0 ? text : text + " and " + more[0] + " more ranges";
    }
}
