package io.github.ipv6fleet.render;

import io.github.ipv6fleet.annotations.Experimental;
import java.util.Objects;

/**
 * What {@link ConfigCheck} has found at one place of a file. Immutable, safe for use by several threads.
 *
 * <p>The {@link #id()} stays the same from release to release, so that a build can let single ones pass; the words may
 * change.
 */
@Experimental
public final class ConfigFinding {
    /** What happens if the file stays as it is. */
    public enum Severity {
        /** The program does not take the file, or does not start with it. */
        REFUSED,
        /** The program takes it without a word, and this part has no effect. */
        IGNORED,
        /** It has an effect that few will want: hosts cut off, ports open, addresses hidden or lost, secrets read. */
        DANGEROUS,
        /** It works; this is good to know. */
        HINT
    }

    private final Severity severity;
    private final String id;
    private final String where;
    private final String what;
    private final String remedy;

    private ConfigFinding(Severity severity, String id, String where, String what, String remedy) {
        this.severity = Objects.requireNonNull(severity, "severity");
        this.id = Objects.requireNonNull(id, "id");
        this.where = Objects.requireNonNull(where, "where");
        this.what = Objects.requireNonNull(what, "what");
        this.remedy = Objects.requireNonNull(remedy, "remedy");
    }

    /**
     * Returns a finding, for checks of your own.
     *
     * @param where the file and, if it is known, the line: {@code daemon.json:3}
     */
    public static ConfigFinding of(Severity severity, String id, String where, String what, String remedy) {
        return new ConfigFinding(severity, id, where, what, remedy);
    }

    /** Returns what happens if the file stays as it is. */
    public Severity severity() {
        return severity;
    }

    /** Returns what kind of finding it is, as {@code key-unknown}. */
    public String id() {
        return id;
    }

    /** Returns the file and, if it is known, the line, as {@code daemon.json:3}. */
    public String where() {
        return where;
    }

    /** Returns what is found, in words. */
    public String what() {
        return what;
    }

    /** Returns what to do about it. */
    public String remedy() {
        return remedy;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfigFinding finding && toString().equals(finding.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** Returns one line: {@code REFUSED daemon.json:3 key-unknown: what; remedy}. */
    @Override
    public String toString() {
        return severity + " " + where + " " + id + ": " + what + "; " + remedy;
    }
}
