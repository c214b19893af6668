package io.github.ipv6fleet.net;

import java.io.Serial;
import java.util.List;

/** Thrown when what is said of a subnet cannot be so; says everything at once, and for each what to do. */
public final class InvalidSnapshotException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** A message is for people; the list is for programs. */
    private static final int SHOWN = 50;

    private final String[] problems;

    InvalidSnapshotException(List<String> problems) {
        super(String.join("\n", problems.subList(0, Math.min(SHOWN, problems.size())))
                + (problems.size() > SHOWN ? "\n... and " + (problems.size() - SHOWN) + " more" : ""));
        this.problems = problems.toArray(String[]::new);
    }

    /** Returns every problem. */
    public List<String> problems() {
        return List.of(problems);
    }
}
