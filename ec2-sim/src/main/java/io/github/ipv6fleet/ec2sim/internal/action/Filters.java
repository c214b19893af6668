package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The filters that one action has. A filter that is not among them is refused, never ignored. */
final class Filters<T> {
    private static final int MOST_VALUES = 200;

    private final Map<String, BiFunction<World, T, ?>> byName = new HashMap<>();
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

    /** Reads {@code Filter.N}: a resource must pass all of them, and match one value of each. */
    BiPredicate<World, T> read(Params params) {
        List<BiPredicate<World, T>> all = params.structures("Filter", this::readOne);
        return (world, each) -> all.stream().allMatch(one -> one.test(world, each));
    }

    private BiPredicate<World, T> readOne(Params filter) {
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
        return (world, each) -> matches(property.apply(world, each), patterns);
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
