package io.github.ipv6fleet.verification.api;

import static java.lang.reflect.Modifier.isProtected;
import static java.lang.reflect.Modifier.isPublic;

import io.github.ipv6fleet.annotations.Experimental;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a type shows to its users, a line each: itself, what it extends, and its members that are public or protected. */
final class ApiText {
    private ApiText() {}

    static String of(Class<?> type) {
        StringBuilder text = new StringBuilder(marks(type) + head(type) + "\n");
        members(type).forEach(line -> text.append("  ").append(line).append('\n'));
        return text.toString();
    }

    static boolean isShown(Class<?> type) {
        boolean shown = isPublic(type.getModifiers()) || isProtected(type.getModifiers());
        return shown && (type.getEnclosingClass() == null || isShown(type.getEnclosingClass()));
    }

    private static String head(Class<?> type) {
        String kind = type.isAnnotation()
                ? "@interface"
                : type.isInterface() ? "interface" : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
        List<String> words = new ArrayList<>();
        int modifiers = type.getModifiers();
        if (!type.isInterface() && Modifier.isAbstract(modifiers)) {
            words.add("abstract");
        }
        if (Modifier.isFinal(modifiers) && !type.isRecord() && !type.isEnum()) {
            words.add("final");
        }
        if (type.isSealed()) {
            words.add("sealed");
        }
        words.add(kind);
        words.add(type.getPackageName() + "."
                + type.getName().substring(type.getPackageName().length() + 1).replace('$', '.')
                + TypeText.parameters(type.getTypeParameters()));
        AnnotatedType above = type.getAnnotatedSuperclass();
        if (above != null && !List.of(Object.class, Record.class).contains(type.getSuperclass()) && !type.isEnum()) {
            words.add("extends " + TypeText.of(above));
        }
        if (type.getInterfaces().length > 0 && !type.isAnnotation()) {
            words.add((type.isInterface() ? "extends " : "implements ")
                    + Stream.of(type.getAnnotatedInterfaces()).map(TypeText::of).collect(Collectors.joining(", ")));
        }
        return String.join(" ", words);
    }

    private static Set<String> members(Class<?> type) {
        Set<String> lines = new TreeSet<>();
        Stream.of(type.getDeclaredFields())
                .filter(f -> isShown(type, f))
                .map(ApiText::of)
                .forEach(lines::add);
        Stream.of(type.getDeclaredConstructors())
                .filter(constructor -> isShown(type, constructor))
                .map(ApiText::of)
                .forEach(lines::add);
        // What a superclass that is not shown declares is inherited, and callable, all the same.
        for (Class<?> from = type;
                from != null && (from == type || !isPublic(from.getModifiers()));
                from = from.getSuperclass()) {
            Stream.of(from.getDeclaredMethods())
                    .filter(method -> isShown(type, method))
                    .map(ApiText::of)
                    .forEach(lines::add);
        }
        return lines;
    }

    private static boolean isShown(Class<?> type, Member member) {
        boolean canExtend = !Modifier.isFinal(type.getModifiers());
        return !member.isSynthetic()
                && (isPublic(member.getModifiers()) || (canExtend && isProtected(member.getModifiers())));
    }

    private static String of(Field field) {
        return marks(field) + modifiers(field) + TypeText.of(field.getAnnotatedType()) + " " + field.getName()
                + (field.isEnumConstant() ? "" : Constants.text(field));
    }

    private static String of(Constructor<?> constructor) {
        return marks(constructor) + modifiers(constructor) + "new" + parameters(constructor);
    }

    private static String of(Method method) {
        String generic = TypeText.parameters(method.getTypeParameters());
        return marks(method) + modifiers(method) + (method.isDefault() ? "default " : "")
                + (generic.isEmpty() ? "" : generic + " ")
                + TypeText.of(method.getAnnotatedReturnType()) + " " + method.getName() + parameters(method);
    }

    private static String parameters(Executable executable) {
        AnnotatedType[] types = executable.getAnnotatedParameterTypes();
        String parameters = Stream.of(types).map(TypeText::of).collect(Collectors.joining(", "));
        if (executable.isVarArgs()) {
            parameters = parameters.substring(0, parameters.length() - 2) + "...";
        }
        AnnotatedType[] thrown = executable.getAnnotatedExceptionTypes();
        return "(" + parameters + ")"
                + (thrown.length == 0
                        ? ""
                        : " throws " + Stream.of(thrown).map(TypeText::of).collect(Collectors.joining(", ")));
    }

    private static String modifiers(Member member) {
        int modifiers = member.getModifiers();
        return (isProtected(modifiers) ? "protected " : "")
                + (Modifier.isStatic(modifiers) ? "static " : "")
                + (Modifier.isAbstract(modifiers) ? "abstract " : "")
                + (Modifier.isFinal(modifiers) && !isFinalAnyway(member) ? "final " : "");
    }

    private static boolean isFinalAnyway(Member member) {
        return !(member instanceof Field)
                && Modifier.isFinal(member.getDeclaringClass().getModifiers());
    }

    private static String marks(AnnotatedElement element) {
        return (element.isAnnotationPresent(Experimental.class) ? "@Experimental " : "")
                + (element.isAnnotationPresent(Deprecated.class) ? "@Deprecated " : "");
    }
}
