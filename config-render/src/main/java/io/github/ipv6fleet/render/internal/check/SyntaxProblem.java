package io.github.ipv6fleet.render.internal.check;

/** A text is not of its language at all. Internal, and always turned into a finding. */
final class SyntaxProblem extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    SyntaxProblem(int line, String message) {
        super(message);
        this.line = line;
    }

    int line() {
        return line;
    }

    /** Returns what is wrong. */
    String problem() {
        return String.valueOf(getMessage());
    }
}
