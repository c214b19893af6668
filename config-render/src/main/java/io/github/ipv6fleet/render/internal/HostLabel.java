package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.plan.HostPlan;
import java.util.ArrayList;
import java.util.List;

/** What a picture says about a host, in lines. Names in plans are such that they need no escaping. */
final class HostLabel {
    private static final int CONTAINERS = 6;

    private final List<String> lines = new ArrayList<>();
    private int width;

    HostLabel(HostPlan host) {
        add("<b>", host.name(), "</b>", "");
        add("", "", "", host.address().toString());
        add("", "block ", "", host.containerBlock().toString());
        if (!host.containerNetwork().equals(host.containerBlock())) {
            add("", "network ", "", host.containerNetwork().toString());
        }
        add("", "bridge ", "", host.bridgeAddress().toString());
        host.namedContainers().entrySet().stream()
                .limit(CONTAINERS)
                .forEach(container -> add(
                        "<i>", container.getKey(), "</i> ", container.getValue().toString()));
        int more = host.namedContainers().size() - CONTAINERS;
        if (more > 0) {
            add("", "and " + more + " more", "", "");
        }
    }

    private void add(String open, String word, String close, String value) {
        lines.add(open + word + close + value);
        width = Math.max(width, word.length() + close.length() + value.length());
    }

    /** Returns about how many characters the longest line has. */
    int width() {
        return width;
    }

    @Override
    public String toString() {
        return String.join("<br>", lines);
    }
}
