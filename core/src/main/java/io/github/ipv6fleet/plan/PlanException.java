package io.github.ipv6fleet.plan;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** Thrown when what was asked for cannot be; lists every problem at once, each with its remedy. */
public final class PlanException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<SpecProblem> problems;

    /**
     * Makes an exception of what was found.
     *
     * @param problems at least one
     */
    public PlanException(List<SpecProblem> problems) {
        super(problems.stream().map(SpecProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Returns every problem, in the order of the hosts. */
    public List<SpecProblem> problems() {
        return problems;
    }
}
