package io.github.ipv6fleet.ec2sim.internal.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** An EC2 Fleet: so many units of instances, out of pools that launch templates describe. */
public final class Fleet {
    private final String id;
    private final long order;
    private final Instant created;
    private final @Nullable String clientToken;
    private final boolean instant;
    private final Options options;
    private List<Config> configs;
    private Target target;
    private String excessPolicy;
    private final List<Member> members = new ArrayList<>();
    private List<Failure> failures = List.of();
    private State state;
    private @Nullable Instant due;

    public Fleet(
            String id,
            long order,
            Instant created,
            @Nullable String clientToken,
            boolean instant,
            Options options,
            List<Config> configs,
            Target target,
            String excessPolicy) {
        this.id = id;
        this.order = order;
        this.created = created;
        this.clientToken = clientToken;
        this.instant = instant;
        this.options = options;
        this.configs = configs;
        this.target = target;
        this.excessPolicy = excessPolicy;
        this.state = instant ? State.ACTIVE : State.SUBMITTED;
    }

    /** The states of a fleet, in EC2's words with small letters. */
    public enum State {
        SUBMITTED,
        ACTIVE,
        MODIFYING,
        DELETED_RUNNING,
        DELETED_TERMINATING;

        public boolean isDeleted() {
            return this == DELETED_RUNNING || this == DELETED_TERMINATING;
        }
    }

    /** What does not change; strategies are EC2's words, there are no prices to choose by. */
    public record Options(
            String onDemandStrategy,
            int onDemandMinimum,
            String spotStrategy,
            int spotMinimum,
            boolean replaceUnhealthy) {}

    /** A launch template, its version as it was asked for, and what is put over it. */
    public record Config(
            String templateId, String templateName, String version, List<NavigableMap<String, String>> overrides) {}

    /** So many units in all, of which some are on demand and some spot; null where nothing was said. */
    public record Target(
            int total,
            @Nullable Integer onDemand,
            @Nullable Integer spot,
            @Nullable String defaultType) {

        /** What nobody shared out goes to the default type. */
        public int onDemandUnits() {
            int shared = value(onDemand);
            return "spot".equals(defaultType) ? shared : total - value(spot);
        }

        public int spotUnits() {
            return total - onDemandUnits();
        }

        private static int value(@Nullable Integer units) {
            return units == null ? 0 : units;
        }
    }

    /** One of the pools to launch from: a template with one override and one subnet. */
    public record Pool(Config config, NavigableMap<String, String> override, double weight, double priority) {}

    /** An instance of the fleet, and how many units it stands for. */
    public record Member(Instance instance, Pool pool, boolean spot) {
        public double weight() {
            return pool.weight();
        }
    }

    /** That a pool gave nothing. */
    public record Failure(Pool pool, boolean spot, String code, String message) {}

    public String id() {
        return id;
    }

    public long order() {
        return order;
    }

    public Instant created() {
        return created;
    }

    public @Nullable String clientToken() {
        return clientToken;
    }

    /** Returns whether it launches once, in the call that makes it; else it is maintained. */
    public boolean instant() {
        return instant;
    }

    public Options options() {
        return options;
    }

    public List<Config> configs() {
        return configs;
    }

    public Target target() {
        return target;
    }

    public String excessPolicy() {
        return excessPolicy;
    }

    /** Changes what was asked for; {@code due} is when that takes effect. */
    public void modify(List<Config> newConfigs, Target newTarget, String newPolicy, Instant when) {
        configs = newConfigs;
        target = newTarget;
        excessPolicy = newPolicy;
        state = State.MODIFYING;
        due = when;
    }

    /** Returns every instance that was launched for it and is not forgotten; the caller may change the list. */
    public List<Member> members() {
        return members;
    }

    /** Returns those that are neither terminated nor on their way there. */
    public List<Member> living() {
        return members.stream()
                .filter(each -> each.instance().terminating() == null)
                .toList();
    }

    /** Returns how many units live, on demand or spot. */
    public double units(boolean spot) {
        return living().stream()
                .filter(each -> each.spot() == spot)
                .mapToDouble(Member::weight)
                .sum();
    }

    /** Returns what went wrong when it last launched. */
    public List<Failure> failures() {
        return failures;
    }

    public void failures(List<Failure> latest) {
        failures = latest;
    }

    public State state() {
        return state;
    }

    public void state(State next) {
        state = next;
    }

    /** Returns when it is to be looked at next; null while nothing is to be done. */
    public @Nullable Instant due() {
        return due;
    }

    public void due(@Nullable Instant when) {
        due = when;
    }

    /** Brings the next look forward. */
    void dueBy(Instant when) {
        if (!instant && !state.isDeleted() && (due == null || when.isBefore(due))) {
            due = when;
        }
    }
}
