package io.github.ipv6fleet.render;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.annotations.Experimental;
import io.github.ipv6fleet.render.internal.BootMarks;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the self-test of a host has said on its console, as EC2's {@code GetConsoleOutput} answers it (once its base64 is
 * undone). A host looks at itself once a minute as soon as it has booted, and says what it found when that is another
 * thing than before, so the last word counts. Immutable, safe for use by several threads.
 */
@Experimental
public final class SelfTest {
    private static final Pattern FOUND = Pattern.compile("(\\d{1,4}) found\\b.*");

    private static final Pattern PROBLEM = Pattern.compile("([a-z][a-z0-9-]{0,60}): (.*)");

    private final boolean said;
    private final List<Problem> problems;

    private SelfTest(boolean said, List<Problem> problems) {
        this.said = said;
        this.problems = List.copyOf(problems);
    }

    /**
     * One thing that is not as it was rendered.
     *
     * @param id what kind of thing, such as {@code forwarding-is-off}; the same from release to release
     * @param detail what the host saw, on one line of at most 300 characters
     */
    public record Problem(String id, String detail) {
        /** Checks that both are there. */
        public Problem {
            requireNonNull(id, "id");
            requireNonNull(detail, "detail");
        }

        @Override
        public String toString() {
            return id + ": " + detail;
        }
    }

    /** Returns what {@code console} says; any text will do. */
    public static SelfTest parse(String console) {
        requireNonNull(console, "console");
        boolean said = false;
        int open = 0;
        List<Problem> problems = new ArrayList<>();
        for (String line : console.split("[\r\n]+", -1)) {
            int mark = line.indexOf(BootMarks.SELF_TEST);
            String word = mark < 0
                    ? ""
                    : line.substring(mark + BootMarks.SELF_TEST.length()).replaceAll("\\p{Cntrl}", "");
            Matcher found = FOUND.matcher(word);
            Matcher problem = PROBLEM.matcher(word);
            if (found.matches()) {
                said = true;
                open = Integer.parseInt(found.group(1));
                problems.clear();
            } else if (open > 0 && problem.matches()) {
                open--;
                problems.add(new Problem(problem.group(1), problem.group(2).strip()));
            }
        }
        return new SelfTest(said, problems);
    }

    /** Returns whether the console has a word of it; if not, the host has not come so far, or it is not there any more. */
    public boolean isSaid() {
        return said;
    }

    /** Returns what was found; none if all is as it should be, and none if nothing is said. */
    public List<Problem> problems() {
        return problems;
    }

    /** Returns such as {@code 1 found: forwarding-is-off: …}, or {@code nothing said}. */
    @Override
    public String toString() {
        return said
                ? problems.size() + " found"
                        + (problems.isEmpty() ? "" : ": ")
                        + String.join(
                                "; ", problems.stream().map(Problem::toString).toList())
                : "nothing said";
    }
}
