package io.github.ipv6fleet.render;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.render.internal.BootMarks;
import io.github.ipv6fleet.render.internal.Shell;
import io.github.ipv6fleet.text.Shown;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One command that a host runs at its first boot, in a shell of its own under {@code set -eu}. It must do no harm when
 * it is run again. What it says on standard error last is the reason shown when it fails. Immutable, safe for use by
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
     * Returns the command with a variable that is set before its script runs. The value is quoted here: the script has
     * it as it is, whatever it is, as {@code "$address"}. What differs from host to host is best said so, and the script
     * is the same for all.
     *
     * @param variable lower-case letters, digits and underscores, such as {@code address}; set twice, the later counts
     * @throws IllegalArgumentException if the variable's name is something else, or the value has a NUL or a carriage
     *     return
     */
    public HostCommand with(String variable, String value) {
        requireNonNull(variable, "variable");
        requireNonNull(value, "value");
        if (!VARIABLE.matcher(variable).matches()) {
            throw new IllegalArgumentException("variable \"" + Shown.of(variable) + "\" of step " + step
                    + ": is not a name for one; give lower-case letters, digits and underscores, such as address");
        }
        if (value.indexOf('\0') >= 0 || value.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("variable " + variable + " of step " + step
                    + ": has a NUL or a carriage return; give text that a shell can have");
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

    /** Returns the text, of complete lines: the variables, and what they are set for. */
    public String script() {
        return variables + body;
    }

    /** Returns the lines that set variables, quoted for the shell; empty text if there are none. */
    public String variables() {
        return variables;
    }

    /** Returns the script that was given, of complete lines: the same object for each command made of this one. */
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
