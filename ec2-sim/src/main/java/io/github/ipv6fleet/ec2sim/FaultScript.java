package io.github.ipv6fleet.ec2sim;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * What goes wrong, and when: the first {@link Fault} of the list that is for a call strikes it. Each fault counts the calls
 * of its own action since the script was given to a simulator. Chance comes from a seed, so that a run can be repeated.
 *
 * <pre>{@code
 * ec2.faults(FaultScript.of(
 *     Fault.lostAnswer().on("RunInstances").call(2),
 *     Fault.error("RequestLimitExceeded").probability(0.1)).seed(7));
 * }</pre>
 *
 * <p>Immutable; counting begins anew each time it is given to a simulator.
 */
public final class FaultScript {
    private static final FaultScript NONE = new FaultScript(List.of(), 0);

    private final List<Fault> faults;
    private final long seed;

    private FaultScript(List<Fault> faults, long seed) {
        this.faults = List.copyOf(faults);
        this.seed = seed;
    }

    /** Returns a script in which nothing goes wrong. */
    public static FaultScript none() {
        return NONE;
    }

    /** Returns a script of these faults, with seed 0. */
    public static FaultScript of(Fault... faults) {
        return new FaultScript(List.of(faults), 0);
    }

    /** Returns this script with another seed. */
    public FaultScript seed(long seed) {
        return new FaultScript(faults, seed);
    }

    /** Returns the faults and the seed. */
    @Override
    public String toString() {
        return faults + " with seed " + seed;
    }

    Trouble trouble() {
        return new Running(faults, new Random(seed));
    }

    /** A script that is played; counts calls. */
    private static final class Running implements Trouble {
        private final List<Fault> faults;
        private final int[] calls;
        private final Random chance;

        Running(List<Fault> faults, Random chance) {
            this.faults = faults;
            this.calls = new int[faults.size()];
            this.chance = chance;
        }

        @Override
        public synchronized Effect next(String action) {
            Fault striking = null;
            for (int i = 0; i < calls.length; i++) {
                Fault fault = faults.get(i);
                if (fault.isFor(action)
                        && fault.strikes(++calls[i])
                        && (fault.probability == 1 || chance.nextDouble() < fault.probability)
                        && striking == null) {
                    striking = fault;
                }
            }
            return striking == null ? Effect.NONE : effect(striking);
        }

        private static Effect effect(Fault fault) {
            return switch (fault.kind) {
                case ERROR ->
                    new Effect(
                            Ec2Error.scripted(fault.status, fault.code, fault.message), Duration.ZERO, Ending.ANSWER);
                case SLOW -> new Effect(null, fault.delay, Ending.ANSWER);
                case RESET -> new Effect(null, Duration.ZERO, Ending.RESET);
                case LOST -> new Effect(null, Duration.ZERO, Ending.LOST);
                case MALFORMED -> new Effect(null, Duration.ZERO, Ending.MALFORMED);
            };
        }
    }
}
