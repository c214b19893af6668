package io.github.ipv6fleet.aws;

import io.github.ipv6fleet.Ipv6Fleet;
import java.util.List;

/**
 * One thing that {@link Ipv6Fleet#check} found before anything is launched. Immutable, safe for use by several threads.
 */
public final class Finding {
    private final String id;
    private final Severity severity;
    private final String subject;
    private final String statement;
    private final String why;
    private final String remedy;
    private final List<String> objects;

    /** How much a finding matters. */
    public enum Severity {
        /** It cannot work, or not as it was meant: a launch is stopped before its first write. */
        ERROR,

        /** It may not work as it was meant; a launch goes on, and its report has it among its notes. */
        WARNING,

        /** Good to know; nothing has to be done. */
        NOTE
    }

    /**
     * Makes a finding.
     *
     * @param id what kind of finding it is; it stays the same from release to release
     * @param subject what it was found at
     * @param statement what is so with it
     * @param why it matters
     * @param remedy a command or a call
     * @param objects the ids or names of what it was found at
     */
    Finding(
            String id,
            Severity severity,
            String subject,
            String statement,
            String why,
            String remedy,
            List<String> objects) {
        this.id = id;
        this.severity = severity;
        this.subject = subject;
        this.statement = statement;
        this.why = why;
        this.remedy = remedy;
        this.objects = List.copyOf(objects);
    }

    /**
     * Returns what kind of finding it is, such as {@code no-default-route}: the same from release to release, and a title
     * in docs/findings.md.
     */
    public String id() {
        return id;
    }

    /** Returns how much it matters. */
    public Severity severity() {
        return severity;
    }

    /** Returns what it was found at, such as {@code route table rtb-1}. */
    public String subject() {
        return subject;
    }

    /** Returns what is so with that, such as {@code has no route for ::/0}. */
    public String statement() {
        return statement;
    }

    /** Returns what was found, subject and statement: {@code route table rtb-1: has no route for ::/0}. */
    public String what() {
        return subject + ": " + statement;
    }

    /** Returns why it matters; the same for every finding of that id. */
    public String why() {
        return why;
    }

    /** Returns what to do: a command of the AWS CLI, or a call of the builder. */
    public String remedy() {
        return remedy;
    }

    /** Returns the ids or names of the AWS objects that it was found at, the first being the one to be changed; may be empty. */
    public List<String> objects() {
        return objects;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Finding finding
                && severity == finding.severity
                && toString().equals(finding.toString())
                && objects.equals(finding.objects);
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** Returns such as {@code ERROR no-default-route: route table rtb-1: has no route for ::/0; aws ec2 create-route ...}. */
    @Override
    public String toString() {
        return severity + " " + id + ": " + what() + "; " + remedy;
    }
}
