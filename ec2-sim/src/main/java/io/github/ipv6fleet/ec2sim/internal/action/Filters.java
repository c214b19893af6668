package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import io.github.ipv6fleet.ec2sim.internal.wire.Wildcard;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The filters that one action has. A filter that is not among them is refused, never ignored. */
final class Filters<T> {
    private static final int MOST_VALUES = 200;

    private final Map<String, BiFunction<World, T, ?>> byName = new HashMap<>();

    /** For some filters: which resources have a value, by id, without looking at all there are. */
    private final Map<String, BiFunction<World, String, Collection<String>>> indexes = new HashMap<>();

    private @Nullable Function<T, String> id;

    /** Adds a filter; what it looks at is a value, null, or a collection of which one must match. */
    Filters<T> on(String name, Function<T, ? extends @Nullable Object> value) {
        byName.put(name, (world, each) -> value.apply(each));
        return this;
    }

    /** Adds a filter on something that depends on more than the resource, such as the time. */
    Filters<T> onWorld(String name, BiFunction<World, T, ?> value) {
        byName.put(name, value);
        return this;
    }

    /** Adds {@code tag:<key>} and {@code tag-key}. */
    Filters<T> tags(Function<T, String> resourceId) {
        id = resourceId;
        return onWorld(
                "tag-key",
                (world, each) -> world.tags().of(resourceId.apply(each)).keySet());
    }

    /** Says where the ids of those are found that have a value of this filter. */
    Filters<T> indexed(String name, BiFunction<World, String, Collection<String>> ids) {
        indexes.put(name, ids);
        return this;
    }

    /** Reads {@code Filter.N}: a resource must pass all of them, and match one value of each. */
    Selection<T> read(Params params) {
        return new Selection<>(params.structures("Filter", this::readOne));
    }

    /** What filters select. */
    static final class Selection<T> implements BiPredicate<World, T> {
        private final List<One<T>> all;

        private Selection(List<One<T>> all) {
            this.all = all;
        }

        @Override
        public boolean test(World world, T each) {
            return all.stream().allMatch(one -> one.test().test(world, each));
        }

        /** Returns those that may pass, as one of the filters finds them; null if all must be looked at. */
        @Nullable
        List<T> candidates(World world, Map<String, T> byId) {
            for (One<T> one : all) {
                if (one.ids() != null) {
                    return one.ids().apply(world).stream()
                            .flatMap(id -> Stream.ofNullable(byId.get(id)))
                            .toList();
                }
            }
            return null;
        }
    }

    /** One filter, and where those are found that pass it, if it has an index. */
    private record One<T>(
            BiPredicate<World, T> test, @Nullable Function<World, Set<String>> ids) {}

    private One<T> readOne(Params filter) {
        String name = filter.required("Name");
        List<String> values = filter.list("Value");
        BiFunction<World, T, ?> property = property(name);
        if (values.isEmpty()) {
            throw Ec2Error.invalidValue("The filter '" + name + "' has no value");
        }
        if (values.size() > MOST_VALUES) {
            throw Ec2Error.refused(
                    "FilterLimitExceeded",
                    "The maximum number of filter values specified on a single call is " + MOST_VALUES);
        }
        List<Wildcard> patterns = values.stream().map(Wildcard::new).toList();
        return new One<>((world, each) -> matches(property.apply(world, each), patterns), ids(name, values));
    }

    private @Nullable Function<World, Set<String>> ids(String name, List<String> values) {
        BiFunction<World, String, Collection<String>> index = name.startsWith("tag:") && id != null
                ? (world, value) -> world.tags().having(name.substring("tag:".length()), value)
                : indexes.get(name);
        if (index == null || !values.stream().allMatch(Wildcard::isPlain)) {
            return null;
        }
        return world -> values.stream()
                .flatMap(value -> index.apply(world, value).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private BiFunction<World, T, ?> property(String name) {
        BiFunction<World, T, ?> property = byName.get(name);
        if (property != null) {
            return property;
        }
        Function<T, String> resourceId = id;
        if (resourceId != null && name.startsWith("tag:")) {
            String key = name.substring("tag:".length());
            return (world, each) -> Stream.ofNullable(
                            world.tags().of(resourceId.apply(each)).get(key))
                    .toList();
        }
        throw Ec2Error.invalidFilter(name);
    }

    private static boolean matches(@Nullable Object property, List<Wildcard> patterns) {
        if (property instanceof Collection<?> several) {
            return several.stream().anyMatch(one -> matches(one, patterns));
        }
        return property != null && patterns.stream().anyMatch(each -> each.matches(property.toString()));
    }
}
