package io.github.ipv6fleet.ec2sim;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Objects;

/**
 * Something that goes wrong with a call: what, and by {@link #on}, {@link #call}, {@link #calls} and {@link #probability}
 * when. By default it strikes every call of every action. Immutable.
 */
public final class Fault {
    /** What happens. */
    enum Kind {
        ERROR,
        SLOW,
        RESET,
        LOST,
        MALFORMED
    }

    private static final String ANY = "*";

    final Kind kind;
    final int status;
    final String code;
    final String message;
    final Duration delay;
    private final String action;
    private final int first;
    private final int last;
    final double probability;

    private Fault(
            Kind kind,
            int status,
            String code,
            String message,
            Duration delay,
            String action,
            int first,
            int last,
            double probability) {
        this.kind = kind;
        this.status = status;
        this.code = code;
        this.message = message;
        this.delay = delay;
        this.action = action;
        this.first = first;
        this.last = last;
        this.probability = probability;
    }

    private static Fault of(Kind kind) {
        return new Fault(kind, 0, "", "", Duration.ZERO, ANY, 1, Integer.MAX_VALUE, 1);
    }

    /**
     * Returns an error in the place of the call, which has no effect; its status is EC2's for that code: 500 for
     * {@code InternalError} and {@code InsufficientInstanceCapacity}, 503 for {@code RequestLimitExceeded},
     * {@code Unavailable} and {@code ServiceUnavailable}, 403 for {@code UnauthorizedOperation}, else 400.
     */
    public static Fault error(String code) {
        return error(status(requireNonNull(code, "code")), code, "ec2-sim was told to answer " + code);
    }

    /** Returns an error in the place of the call, which has no effect. */
    public static Fault error(int status, String code, String message) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status " + status + " is no error's; give 400 to 599");
        }
        return new Fault(
                Kind.ERROR,
                status,
                requireNonNull(code, "code"),
                requireNonNull(message, "message"),
                Duration.ZERO,
                ANY,
                1,
                Integer.MAX_VALUE,
                1);
    }

    private static int status(String code) {
        return switch (code) {
            case "InternalError", "InsufficientInstanceCapacity" -> 500;
            case "RequestLimitExceeded", "EC2ThrottledException", "Unavailable", "ServiceUnavailable" -> 503;
            case "UnauthorizedOperation" -> 403;
            default -> 400;
        };
    }

    /** Returns an answer that comes that much later; the call takes effect when it arrives. */
    public static Fault slow(Duration delay) {
        return new Fault(Kind.SLOW, 0, "", "", requireNonNull(delay, "delay"), ANY, 1, Integer.MAX_VALUE, 1);
    }

    /** Returns a connection that ends before the call has an effect. */
    public static Fault reset() {
        return of(Kind.RESET);
    }

    /** Returns a connection that ends after the call took effect: its answer is lost. */
    public static Fault lostAnswer() {
        return of(Kind.LOST);
    }

    /** Returns an answer that ends in its midst, so that it is no XML; the call takes effect. */
    public static Fault malformedAnswer() {
        return of(Kind.MALFORMED);
    }

    /** Returns this fault for calls of one action only. */
    public Fault on(String action) {
        return new Fault(
                kind, status, code, message, delay, requireNonNull(action, "action"), first, last, probability);
    }

    /** Returns this fault for the call of that number only, counted from 1 among those of its action. */
    public Fault call(int number) {
        return calls(number, number);
    }

    /** Returns this fault for calls of those numbers, both included, counted from 1 among those of its action. */
    public Fault calls(int first, int last) {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException("calls " + first + " to " + last + ": count from 1, and upwards");
        }
        return new Fault(kind, status, code, message, delay, action, first, last, probability);
    }

    /** Returns this fault with that probability, 0 to 1, for each call that it is for. */
    public Fault probability(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability " + probability + ": give 0 to 1");
        }
        return new Fault(kind, status, code, message, delay, action, first, last, probability);
    }

    boolean isFor(String called) {
        return action.equals(ANY) || action.equals(called);
    }

    boolean strikes(int number) {
        return number >= first && number <= last;
    }

    /** Returns such as {@code lost answer of RunInstances, calls 2 to 2}. */
    @Override
    public String toString() {
        String what = kind == Kind.ERROR ? code : kind == Kind.SLOW ? delay + " later" : kind.toString();
        return what + " of " + (Objects.equals(action, ANY) ? "any action" : action)
                + (last == Integer.MAX_VALUE && first == 1 ? "" : ", calls " + first + " to " + last)
                + (probability == 1 ? "" : ", probability " + probability);
    }
}
