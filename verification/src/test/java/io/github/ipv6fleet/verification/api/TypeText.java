package io.github.ipv6fleet.verification.api;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedTypeVariable;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.TypeVariable;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Types as Java writes them, with what JSpecify says of null, and without packages that every reader knows. */
final class TypeText {
    private static final List<String> KNOWN = List.of(
            "java.lang",
            "java.util",
            "java.util.function",
            "java.time",
            "java.net",
            "java.nio.file",
            "java.math",
            "java.util.concurrent",
            "java.util.stream");

    private TypeText() {}

    static String of(AnnotatedType type) {
        String before = nullable(type);
        if (type instanceof AnnotatedParameterizedType generic) {
            Class<?> raw = (Class<?>) ((java.lang.reflect.ParameterizedType) generic.getType()).getRawType();
            return before + of(raw) + joined(generic.getAnnotatedActualTypeArguments());
        }
        if (type instanceof AnnotatedArrayType array) {
            return of(array.getAnnotatedGenericComponentType()) + before + "[]";
        }
        if (type instanceof AnnotatedWildcardType wildcard) {
            return "?" + bounds(" super ", wildcard.getAnnotatedLowerBounds())
                    + bounds(" extends ", wildcard.getAnnotatedUpperBounds());
        }
        if (type instanceof AnnotatedTypeVariable variable) {
            return before + variable.getType().getTypeName();
        }
        return before + of((Class<?>) type.getType());
    }

    /** {@code Ipv6Fleet.Builder}; a type of another project's has its package. */
    static String of(Class<?> type) {
        if (type.isArray()) {
            return of(type.getComponentType()) + "[]";
        }
        if (type.getEnclosingClass() != null) {
            return of(type.getEnclosingClass()) + "." + type.getSimpleName();
        }
        String family = type.getPackageName();
        return KNOWN.contains(family) || family.startsWith("io.github.ipv6fleet") || type.isPrimitive()
                ? type.getSimpleName()
                : type.getName();
    }

    /** {@code <B extends FleetOptions<B>>}, or nothing. */
    static String parameters(TypeVariable<?>[] variables) {
        return variables.length == 0
                ? ""
                : Stream.of(variables)
                        .map(variable -> variable.getName() + bounds(" extends ", variable.getAnnotatedBounds()))
                        .collect(Collectors.joining(", ", "<", ">"));
    }

    private static String joined(AnnotatedType[] types) {
        return Stream.of(types).map(TypeText::of).collect(Collectors.joining(", ", "<", ">"));
    }

    private static String bounds(String word, AnnotatedType[] bounds) {
        String text = Stream.of(bounds)
                .map(TypeText::of)
                .filter(bound -> !bound.equals("Object"))
                .collect(Collectors.joining(" & "));
        return text.isEmpty() ? "" : word + text;
    }

    private static String nullable(AnnotatedElement element) {
        for (Annotation annotation : element.getAnnotations()) {
            if (annotation.annotationType().getSimpleName().equals("Nullable")) {
                return "@Nullable ";
            }
        }
        return "";
    }
}
