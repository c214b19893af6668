package io.github.ipv6fleet.aws.internal;

import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Which hosts of a fleet an operation is about, by index. The others are left as they are, whatever they are. */
record Scope(IntPredicate hosts) {
    static final Scope ALL = new Scope(index -> true);

    static Scope of(Set<Integer> indices) {
        Set<Integer> copy = Set.copyOf(indices);
        return new Scope(copy::contains);
    }

    /** The indices that it has of a fleet of that size. */
    List<Integer> of(int size) {
        return IntStream.range(0, size).filter(hosts).boxed().toList();
    }

    /** The same but for some. */
    Scope without(IntPredicate some) {
        return new Scope(hosts.and(some.negate()));
    }

    boolean has(int index) {
        return hosts.test(index);
    }
}
