package io.github.ipv6fleet.render;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.annotations.Experimental;
import io.github.ipv6fleet.render.internal.BootMarks;
import io.github.ipv6fleet.text.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the boot program of a host has said on its console, as EC2's {@code GetConsoleOutput} answers it (once its base64
 * is undone): how far the host has come and, if it failed, in which step and why. By that nobody needs a shell on it.
 *
 * <p>Of several runs, as after a reboot in the midst of the first boot, the last one counts. Lines of others, and what
 * the kernel or a login prompt put before or after ours, are passed over; so is a line that the console's 64 KB cut in
 * two. A console without a word of ours is {@link BootState#SILENT}, never an error. Immutable, safe for use by several
 * threads.
 *
 * <pre>{@code
 * BootLog log = BootLog.parse(console);
 * if (log.state() == BootState.FAILED) {
 *     throw new IllegalStateException(log + "\n" + String.join("\n", log.lines()));
 * }
 * }</pre>
 */
@Experimental
public final class BootLog {
    /** Colours and the like, of those who share the console. */
    private static final Pattern ESCAPES = Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]");

    /** The kernel may begin to speak in the middle of a line. */
    private static final Pattern KERNEL = Pattern.compile("\\[ *\\d+\\.\\d{6}\\].*");

    private final BootState reached;
    private final List<String> steps;
    private final @Nullable String reason;
    private final List<String> lines;

    private BootLog(Run run) {
        reached = run.reached;
        steps = List.copyOf(run.steps);
        reason = run.reason;
        int first = Math.max(0, run.lines.size() - BootMarks.LINES);
        lines = run.reason == null ? List.of() : List.copyOf(run.lines.subList(first, run.lines.size()));
    }

    /** Returns what {@code console} says; any text will do. */
    public static BootLog parse(String console) {
        requireNonNull(console, "console");
        Run run = new Run();
        for (String line : console.split("[\r\n]+", -1)) {
            run = run.read(ESCAPES.matcher(line).replaceAll(""));
        }
        return new BootLog(run);
    }

    /** Returns how the host is: {@link BootState#FAILED}, or how far it has come. */
    public BootState state() {
        return reason == null ? reached : BootState.FAILED;
    }

    /** Returns how far the host has come, also if it failed after that; never {@link BootState#FAILED}. */
    public BootState reached() {
        return reached;
    }

    /** Returns the step that is being taken, or failed; empty before the first and when all are done. */
    public Optional<String> step() {
        return steps.isEmpty() || (reason == null && reached == BootState.CONTAINERS_UP)
                ? Optional.empty()
                : Optional.of(steps.get(steps.size() - 1));
    }

    /** Returns the steps that were begun, in their order. */
    public List<String> steps() {
        return steps;
    }

    /** Returns why the step failed, on one line; empty if none did. */
    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    /** Returns what the step that failed said last on standard error, at most 20 lines; none if none failed. */
    public List<String> lines() {
        return lines;
    }

    /** Returns such as {@code FAILED docker install: E: Unable to locate package docker-ce} or {@code ENGINE_UP}. */
    @Override
    public String toString() {
        return reason == null
                ? state() + step().map(step -> ", in step " + step).orElse("")
                : BootMarks.FAILED + step().orElse("") + ": " + reason;
    }

    /** One run of the boot program, as far as it was read. */
    private static final class Run {
        private BootState reached = BootState.SILENT;
        private final List<String> steps = new ArrayList<>();
        private final List<String> lines = new ArrayList<>();
        private @Nullable String reason;

        /** Returns the run that goes on behind the line: this one, or a new one. */
        Run read(String line) {
            int mark = line.indexOf(BootMarks.PREFIX);
            int quote = line.indexOf(BootMarks.QUOTE);
            if (quote >= 0 && (mark < 0 || quote < mark)) {
                lines.add(Shown.line(line.substring(quote + BootMarks.QUOTE.length())));
                return this;
            }
            if (mark < 0) {
                return this;
            }
            String said = line.substring(mark + BootMarks.PREFIX.length());
            if (said.startsWith(BootMarks.FAILED)) {
                fail(said.substring(BootMarks.FAILED.length()));
                return this;
            }
            String word = KERNEL.matcher(said).replaceFirst("").strip();
            // A failure ends a run; whatever follows is of another one, also if its beginning is lost.
            Run run = word.equals(BootMarks.STARTING) || reason != null ? new Run() : this;
            run.say(word);
            return run;
        }

        private void say(String word) {
            switch (word) {
                case BootMarks.STARTING -> reach(BootState.STARTED);
                case BootMarks.BOOTED -> reach(BootState.BOOTED);
                case BootMarks.ENGINE_UP -> reach(BootState.ENGINE_UP);
                case BootMarks.CONTAINERS_UP -> reach(BootState.CONTAINERS_UP);
                default -> {
                    if (HostCommand.isWords(word)) {
                        reach(BootState.STARTED);
                        steps.add(word);
                        lines.clear();
                    }
                }
            }
        }

        private void reach(BootState state) {
            reached = Stream.of(reached, state).max(BootState::compareTo).orElseThrow();
        }

        private void fail(String said) {
            int colon = said.indexOf(':');
            String step = colon < 0 ? "" : said.substring(0, colon);
            if (!HostCommand.isWords(step)) {
                return;
            }
            reach(BootState.STARTED);
            if (steps.isEmpty() || !steps.get(steps.size() - 1).equals(step)) {
                steps.add(step);
            }
            reason = Shown.line(said.substring(colon + 1).strip());
        }
    }
}
