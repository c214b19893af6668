package io.github.ipv6fleet.aws;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an object says of itself: its {@code toString()}, and that of all which its accessors lead to. */
final class Reachable {
    /** Who asks for these by name has the text itself. */
    private static final Set<String> TEXTS = Set.of("content", "text", "script", "command", "bytes");

    /** These do something, or make another thing each time. */
    private static final Set<String> ACTS =
            Set.of("terminate", "terminationPlan", "drift", "reconcile", "toBuilder", "build");

    /** Values without a text of anybody's: they are asked for themselves only. */
    private static final String VALUES = "io.github.ipv6fleet.net.";

    private static final int MANY = 20_000;

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> ahead = new ArrayDeque<>();
    private final List<String> said = new ArrayList<>();

    private Reachable() {}

    static List<String> from(Object root) {
        Reachable reachable = new Reachable();
        reachable.ahead.add(root);
        while (!reachable.ahead.isEmpty()) {
            if (reachable.seen.size() > MANY) {
                throw new AssertionError("no end of " + root.getClass() + "; among the last " + reachable.ahead.peek());
            }
            reachable.look(reachable.ahead.remove());
        }
        return reachable.said;
    }

    private void look(Object here) {
        if (!seen.add(here)) {
            return;
        }
        said.add(here.toString());
        if (here instanceof Iterable<?> all) {
            all.forEach(ahead::add);
        } else if (here instanceof Map<?, ?> map) {
            ahead.addAll(map.keySet());
            ahead.addAll(map.values());
        } else if (here instanceof Optional<?> one) {
            one.ifPresent(ahead::add);
        } else if (here instanceof Throwable thrown) {
            ahead.addAll(Arrays.asList(thrown.getSuppressed()));
            Optional.ofNullable(thrown.getCause()).ifPresent(ahead::add);
        }
        if (here.getClass().getName().startsWith("io.github.ipv6fleet.")
                && !here.getClass().getName().startsWith("io.github.ipv6fleet.Ipv6Fleet")
                && !here.getClass().getName().startsWith(VALUES)) {
            Arrays.stream(here.getClass().getMethods())
                    .filter(Reachable::isAccessor)
                    .forEach(each -> follow(here, each));
        }
    }

    private static boolean isAccessor(Method method) {
        return method.getParameterCount() == 0
                && Modifier.isPublic(method.getModifiers())
                && !Modifier.isStatic(method.getModifiers())
                && Modifier.isPublic(method.getDeclaringClass().getModifiers())
                && method.getReturnType() != void.class
                && method.getDeclaringClass().getName().startsWith("io.github.ipv6fleet.")
                && !TEXTS.contains(method.getName())
                && !ACTS.contains(method.getName());
    }

    private void follow(Object here, Method accessor) {
        try {
            Optional.ofNullable(accessor.invoke(here)).ifPresent(ahead::add);
        } catch (InvocationTargetException e) {
            ahead.add(e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(accessor.toString(), e);
        }
    }
}
