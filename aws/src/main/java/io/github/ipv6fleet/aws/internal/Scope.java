package io.github.ipv6fleet.aws.internal;

import java.util.Set;
import java.util.function.IntPredicate;

/** Which hosts of a fleet an operation is about, by index. The others are left as they are, whatever they are. */
record Scope(IntPredicate hosts) {
    static final Scope ALL = new Scope(index -> true);

    static Scope of(Set<Integer> indices) {
        Set<Integer> copy = Set.copyOf(indices);
        return new Scope(copy::contains);
    }

    boolean has(int index) {
        return hosts.test(index);
    }
}
