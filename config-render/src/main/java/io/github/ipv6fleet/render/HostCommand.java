package io.github.ipv6fleet.render;

import java.util.regex.Pattern;

/**
 * One command that a host runs at its first boot, in a shell of its own under {@code set -eu}. It must do no harm when
 * it is run again. What it says on standard error last is the reason shown when it fails. Immutable.
 *
 * @param step what it is called in the boot log: lower-case words, such as {@code docker install}
 * @param script POSIX sh text of one or more complete lines
 */
public record HostCommand(String step, String script) {
    /** The boot log is read by machines: a step ends at the first colon. */
    private static final Pattern WORDS = Pattern.compile("[a-z0-9][a-z0-9 ._-]{0,39}");

    /** Checks the step's name; a script without a last newline gets it. */
    public HostCommand {
        if (!WORDS.matcher(step).matches()) {
            throw new IllegalArgumentException("step \"" + step + "\": is not a step's name; give 1 to 40 lower-case"
                    + " letters, digits, spaces and hyphens, such as docker install");
        }
        if (script.isBlank() || script.indexOf('\0') >= 0 || script.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("step " + step + ": its script is empty, or has a NUL or a carriage"
                    + " return; give lines of POSIX sh");
        }
        script = script.endsWith("\n") ? script : script + "\n";
    }
}
