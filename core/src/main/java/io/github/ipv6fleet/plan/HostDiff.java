package io.github.ipv6fleet.plan;

import java.util.List;
import java.util.Objects;

/** What becomes of one host on the way from what is to what is planned. Immutable, safe for use by several threads. */
public final class HostDiff {
    private final Change change;
    private final String name;
    private final List<String> details;

    HostDiff(Change change, String name, List<String> details) {
        this.change = change;
        this.name = name;
        this.details = List.copyOf(details);
    }

    /** What would happen to a host. */
    public enum Change {
        /** It is planned and not there. */
        LAUNCH("+"),
        /** It is there as planned. */
        KEEP("="),
        /** It is there, but not as planned. */
        DRIFTED("~"),
        /** It is there and not planned. */
        REMOVE("-");

        private final String mark;

        Change(String mark) {
            this.mark = mark;
        }
    }

    /** Returns what would happen. */
    public Change change() {
        return change;
    }

    /** Returns the host's name. */
    public String name() {
        return name;
    }

    /** Returns its address and block, or of a drifted host each thing that differs. */
    public List<String> details() {
        return details;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HostDiff host
                && change == host.change
                && name.equals(host.name)
                && details.equals(host.details);
    }

    @Override
    public int hashCode() {
        return Objects.hash(change, name, details);
    }

    /** Returns one line, such as {@code + edge-3: 2001:db8::6, containers 2001:db8:0:0:3::/80}. */
    @Override
    public String toString() {
        return change.mark + " " + name + ": " + String.join("; ", details);
    }
}
