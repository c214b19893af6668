package io.github.ipv6fleet.render;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.render.internal.BootMarks;
import io.github.ipv6fleet.text.Shown;
import java.util.Objects;

/**
 * One command that a host runs at its first boot, in a shell of its own under {@code set -eu}. It must do no harm when
 * it is run again. What it says on standard error last is the reason shown when it fails. Immutable, safe for use by
 * several threads.
 */
public final class HostCommand {
    private static final int LONGEST_STEP = 40;

    private final String step;
    private final String script;

    private HostCommand(String step, String script) {
        this.step = step;
        this.script = script;
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
        return new HostCommand(step, script.endsWith("\n") ? script : script + "\n");
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

    /** Returns the text, of complete lines. */
    public String script() {
        return script;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HostCommand command && step.equals(command.step) && script.equals(command.script);
    }

    @Override
    public int hashCode() {
        return Objects.hash(step, script);
    }

    /** Returns the name of the step; its script does not belong into logs. */
    @Override
    public String toString() {
        return "step " + step;
    }
}
