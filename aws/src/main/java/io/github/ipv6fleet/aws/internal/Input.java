package io.github.ipv6fleet.aws.internal;

import java.util.regex.Pattern;

/** Checks of single values that come from a caller and go to EC2. */
public final class Input {
    private static final Pattern TYPE = Pattern.compile("[a-z0-9-]+\\.[a-z0-9-]+");

    private Input() {}

    /** Returns {@code id} if it has the form of EC2's ids, such as {@code subnet-0123456789abcdef0}. */
    public static String checked(String kind, String id) {
        if (!id.matches(kind + "-[0-9a-f]{8,17}")) {
            throw new IllegalArgumentException("\"" + shown(id) + "\": is not the id of a" + article(kind)
                    + "; give one such as " + kind + "-0123456789abcdef0");
        }
        return id;
    }

    /** Returns {@code type} if it has the form of an instance type. */
    public static String type(String type) {
        if (!TYPE.matcher(type).matches()) {
            throw new IllegalArgumentException(
                    "\"" + shown(type) + "\": is not an instance type; give one such as t3.small");
        }
        return type;
    }

    /** Returns {@code text} if there is something in it. */
    public static String notBlank(String what, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(what + " \"\": is empty; give its name, or leave the call away");
        }
        return text;
    }

    private static String article(String kind) {
        return switch (kind) {
            case "sg" -> " security group";
            case "ami" -> "n image";
            default -> " " + kind;
        };
    }

    private static String shown(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "..." : text;
    }
}
