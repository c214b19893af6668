package io.github.ipv6fleet.verification.api;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

/** Values that callers have compiled into their own classes. */
final class Constants {
    private Constants() {}

    /** {@code  = 16384} of a number or a text that never changes, else nothing. */
    static String text(Field field) {
        int modifiers = field.getModifiers();
        boolean constant = field.getType().isPrimitive() || field.getType() == String.class;
        if (!constant || !Modifier.isStatic(modifiers) || !Modifier.isFinal(modifiers)) {
            return "";
        }
        try {
            Object value = field.get(null);
            return " = " + (value instanceof String ? "\"" + value + "\"" : value);
        } catch (IllegalAccessException e) {
            return ""; // protected: shown to few
        }
    }
}
