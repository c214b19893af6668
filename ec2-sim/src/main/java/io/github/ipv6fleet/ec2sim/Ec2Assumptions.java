package io.github.ipv6fleet.ec2sim;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What the simulator does where no public source says what EC2 does. By default that is {@link AssumedCode#byDefault} for
 * refusals, every {@link AssumedRule}, and a minute between the launches of a fleet that could not have all. A program
 * that lives with the alternatives as well does not depend on our guesses:
 *
 * <pre>{@code
 * Ec2Simulator.builder()
 *     .assumptions(Ec2Assumptions.defaults().with(AssumedCode.PREFIX_IN_USE, "InvalidParameterValue"))
 * }</pre>
 *
 * <p>Immutable: each method returns a changed copy.
 */
public final class Ec2Assumptions {
    private static final Ec2Assumptions DEFAULTS =
            new Ec2Assumptions(Map.of(), EnumSet.noneOf(AssumedRule.class), Duration.ofMinutes(1));

    private final Map<AssumedCode, String> codes;
    private final Set<AssumedRule> without;
    private final Duration fleetRetry;

    private Ec2Assumptions(Map<AssumedCode, String> codes, Set<AssumedRule> without, Duration fleetRetry) {
        this.codes = codes;
        this.without = without;
        this.fleetRetry = fleetRetry;
    }

    /** Returns what is assumed by default. */
    public static Ec2Assumptions defaults() {
        return DEFAULTS;
    }

    /**
     * Answers a refusal with that code: one of its alternatives, or one that was seen on EC2.
     *
     * @throws IllegalArgumentException if it is no code
     */
    public Ec2Assumptions with(AssumedCode refusal, String code) {
        requireNonNull(refusal, "refusal");
        if (!requireNonNull(code, "code").matches("[A-Za-z0-9]+([.][A-Za-z0-9]+)*")) {
            throw new IllegalArgumentException(
                    "\"" + code + "\" is no error code; give one such as " + refusal.byDefault());
        }
        Map<AssumedCode, String> changed = new EnumMap<>(AssumedCode.class);
        changed.putAll(codes);
        changed.put(refusal, code);
        return new Ec2Assumptions(changed, without, fleetRetry);
    }

    /** Does not assume that rule; what is done instead is written there. */
    public Ec2Assumptions without(AssumedRule rule) {
        Set<AssumedRule> more = EnumSet.copyOf(without);
        more.add(requireNonNull(rule, "rule"));
        return new Ec2Assumptions(codes, more, fleetRetry);
    }

    /**
     * Sets when a fleet of type maintain tries again to launch what it could not.
     *
     * @throws IllegalArgumentException if it is not more than zero
     */
    public Ec2Assumptions fleetRetry(Duration after) {
        if (requireNonNull(after, "after").isNegative() || after.isZero()) {
            throw new IllegalArgumentException("a fleet cannot try again after " + after + "; give more than zero");
        }
        return new Ec2Assumptions(codes, without, after);
    }

    /** Returns the code of that refusal. */
    public String code(AssumedCode refusal) {
        return codes.getOrDefault(refusal, refusal.byDefault());
    }

    /** Returns whether that rule is assumed. */
    public boolean holds(AssumedRule rule) {
        return !without.contains(rule);
    }

    /** Returns when a fleet tries again. */
    public Duration fleetRetry() {
        return fleetRetry;
    }

    /** Returns everything that differs from the defaults, in one line. */
    @Override
    public String toString() {
        return "assumptions " + codes + ", without " + without + ", fleetRetry " + fleetRetry;
    }
}
