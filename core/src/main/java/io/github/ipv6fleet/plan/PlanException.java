package io.github.ipv6fleet.plan;

import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Thrown when what was asked for cannot be; lists every problem at once, each with its remedy. */
public final class PlanException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** A message is for people; the list is for programs. */
    private static final int SHOWN = 50;

    private final ArrayList<SpecProblem> problems;

    /**
     * Makes an exception of what was found.
     *
     * @param problems at least one
     */
    public PlanException(List<SpecProblem> problems) {
        super(message(problems));
        this.problems = new ArrayList<>(problems);
    }

    private static String message(List<SpecProblem> problems) {
        String shown = problems.stream().limit(SHOWN).map(SpecProblem::toString).collect(Collectors.joining("\n"));
        return problems.size() <= SHOWN
                ? shown
                : shown + "\n... and " + (problems.size() - SHOWN) + " more problems, all in problems()";
    }

    /** Returns every problem, in the order of the hosts. */
    public List<SpecProblem> problems() {
        return List.copyOf(problems);
    }
}
