package io.github.ipv6fleet.render.internal;

/** What is wrong with what a renderer gave back, as distinct from what it threw. */
final class BadAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String problem;

    BadAnswer(String problem) {
        super(problem);
        this.problem = problem;
    }

    String problem() {
        return problem;
    }
}
