package io.github.ipv6fleet.plan;

import java.io.Serializable;
import java.util.Objects;

/**
 * One thing that is wrong with what was asked for. Immutable.
 *
 * @param given what was given, such as {@code host instance-1: 2600:1f18:47b:ca03::8/126}
 * @param problem what is wrong with it
 * @param remedy what to do
 */
public record SpecProblem(String given, String problem, String remedy) implements Serializable {
    /** Checks that nothing is missing. */
    public SpecProblem {
        Objects.requireNonNull(given, "given");
        Objects.requireNonNull(problem, "problem");
        Objects.requireNonNull(remedy, "remedy");
    }

    @Override
    public String toString() {
        return given + ": " + problem + "; " + remedy;
    }
}
