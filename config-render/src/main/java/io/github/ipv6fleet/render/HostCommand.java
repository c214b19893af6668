package io.github.ipv6fleet.render;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.annotations.Experimental;
import io.github.ipv6fleet.render.internal.BootMarks;
import io.github.ipv6fleet.render.internal.Shell;
import io.github.ipv6fleet.text.Shown;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One command that a host runs at its first boot, and at each further one until all of them have succeeded, in a shell of
 * its own under {@code set -eu}. It must do no harm when it is run again. What it says on standard error last is the reason shown when it fails. Immutable, safe for use by
 * several threads.
 */
public final class HostCommand {
    private static final int LONGEST_STEP = 40;

    /** Upper case is the system's: PATH must stay what it is. */
    private static final Pattern VARIABLE = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    private final String step;
    private final String variables;
    private final String body;

    private HostCommand(String step, String variables, String body) {
        this.step = step;
        this.variables = variables;
        this.body = body;
    }

    /**
     * Returns a command.
     *
     * @param step what it is called in the boot log: lower-case words, such as {@code docker install}
     * @param script POSIX sh text of one or more lines; the last gets its newline if it has none
     * @throws IllegalArgumentException if the step's name is something else, or a marker of the boot log such as
     *     {@code engine up}; or if the script cannot be one
     */
    public static HostCommand of(String step, String script) {
        requireNonNull(step, "step");
        requireNonNull(script, "script");
        if (!isWords(step)) {
            throw new IllegalArgumentException(
                    "step \"" + Shown.of(step) + "\": is not a step's name; give 1 to 40 lower-case"
                            + " letters, digits, spaces and hyphens, such as docker install");
        }
        if (BootMarks.isMark(step)) {
            throw new IllegalArgumentException("step \"" + Shown.of(step)
                    + "\": is what the boot log says of the host as a whole;" + " name the step after what it does");
        }
        if (script.isBlank() || script.indexOf('\0') >= 0 || script.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("step " + step + ": its script is empty, or has a NUL or a carriage"
                    + " return; give lines of POSIX sh");
        }
        return new HostCommand(step, "", script.endsWith("\n") ? script : script + "\n");
    }

    /**
     * Returns this command with one variable more; by default it has none. It is set before the script runs, after those
     * that were said before, and is not exported. The value is quoted here: to the script {@code "$name"} is the text as it
     * was given. Keep the command itself as a constant, and say what is a host's own by this, as in
     * {@code MOTD.with("name", host.name())}: thousands of hosts are rendered faster so.
     *
     * @param variable 1 to 40 lower-case letters, digits and underscores, a letter first, such as {@code address}
     * @throws IllegalArgumentException if the variable's name is something else, or the value has a NUL or a carriage
     *     return, which a script cannot carry
     */
    @Experimental
    public HostCommand with(String variable, String value) {
        requireNonNull(variable, "variable");
        requireNonNull(value, "value");
        if (!VARIABLE.matcher(variable).matches()) {
            throw new IllegalArgumentException("variable \"" + Shown.of(variable) + "\" of step " + step
                    + ": is not a name for one; give 1 to 40 lower-case letters, digits and underscores, a letter first,"
                    + " such as address");
        }
        if (value.indexOf('\0') >= 0 || value.indexOf('\r') >= 0) {
            throw new IllegalArgumentException(
                    "variable " + variable + " of step " + step + ": has a NUL or a carriage return; remove it");
        }
        return new HostCommand(step, variables + Shell.assign(variable, value), body);
    }

    /** The boot log is read by machines: a step ends at the first colon. */
    static boolean isWords(String step) {
        for (int i = 0; i < step.length(); i++) {
            char c = step.charAt(i);
            boolean inside = i > 0 && " ._-".indexOf(c) >= 0;
            if (!inside && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')) {
                return false;
            }
        }
        return !step.isEmpty() && step.length() <= LONGEST_STEP;
    }

    /** Returns what the command is called in the boot log. */
    public String step() {
        return step;
    }

    /** Returns what runs, of complete lines: {@link #variables()}, and then {@link #body()}. */
    public String script() {
        return variables + body;
    }

    /** Returns the lines that set variables, quoted for the shell; empty text if there are none. */
    @Experimental
    public String variables() {
        return variables;
    }

    /** Returns the script as it was given, with a newline at its end; {@link #with} passes on the same object. */
    @Experimental
    public String body() {
        return body;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HostCommand command
                && step.equals(command.step)
                && variables.equals(command.variables)
                && body.equals(command.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(step, variables, body);
    }

    /** Returns the name of the step; its script does not belong into logs. */
    @Override
    public String toString() {
        return "step " + step;
    }
}
