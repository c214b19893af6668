package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.text.Shown;
import java.util.Locale;
import java.util.regex.Pattern;

/** Checks of single values that come from a caller and go to EC2. */
public final class Input {
    private static final Pattern TYPE = Pattern.compile("[a-z0-9-]{1,32}\\.[a-z0-9-]{1,32}");

    private static final Pattern PROFILE_NAME = Pattern.compile("[\\w+=,.@-]{1,128}");
    private static final Pattern PROFILE_ARN =
            Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:instance-profile/([!-~]*/)?[\\w+=,.@-]{1,128}");
    private static final Pattern ROLE_ARN =
            Pattern.compile("arn:aws[a-z-]*:(iam::[0-9]{12}:role|sts:.*assumed-role)/.*");

    /** Of the 50 tags that EC2 allows a resource, the library needs ten (Amazon EC2 User Guide, "Tag restrictions"). */
    public static final int MOST_TAGS = 40;

    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;
    private static final int LONGEST_KEY_PAIR = 255;

    private Input() {}

    /** Returns {@code id} if it has the form of EC2's ids, such as {@code subnet-0123456789abcdef0}. */
    public static String checked(String kind, String id) {
        if (!id.matches(kind + "-[0-9a-f]{8,17}")) {
            throw new IllegalArgumentException("\"" + Shown.of(id) + "\": is not the id of a" + article(kind)
                    + "; give one such as " + kind + "-0123456789abcdef0");
        }
        return id;
    }

    /** Returns {@code type} if it has the form of an instance type. */
    public static String type(String type) {
        if (!TYPE.matcher(type).matches()) {
            throw new IllegalArgumentException(
                    "\"" + Shown.of(type) + "\": is not an instance type; give one such as t3.small");
        }
        return type;
    }

    /** Returns {@code key} if it can be the key of a caller's tag. */
    public static String tagKey(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        if (key.isBlank() || lower.startsWith("aws:") || lower.startsWith(FleetIdentity.PREFIX)) {
            throw new IllegalArgumentException(
                    "tag key \"" + Shown.of(key) + "\": is empty or begins with \"aws:\" or \"" + FleetIdentity.PREFIX
                            + "\", which are taken; choose another");
        }
        if (key.length() > LONGEST_KEY) {
            throw new IllegalArgumentException("tag key \"" + Shown.of(key) + "\": has " + key.length()
                    + " characters; EC2 allows " + LONGEST_KEY);
        }
        return written("tag key", key);
    }

    /** Returns {@code value} if it can be the value of a tag. */
    public static String tagValue(String key, String value) {
        if (value.length() > LONGEST_VALUE) {
            throw new IllegalArgumentException("tag " + Shown.of(key) + ": its value has " + value.length()
                    + " characters; EC2 allows " + LONGEST_VALUE);
        }
        return written("tag " + Shown.of(key) + ": value", value);
    }

    /** EC2 answers in XML 1.0, which can write no other characters (section 2.2): it could not give such a tag back. */
    private static String written(String what, String text) {
        boolean possible = text.codePoints()
                .allMatch(c -> c == '\t'
                        || c == '\n'
                        || c == '\r'
                        || (c >= ' ' && c < Character.MIN_SURROGATE)
                        || (c > Character.MAX_SURROGATE && c < 0xfffe)
                        || c > 0xffff);
        if (!possible) {
            throw new IllegalArgumentException(what + " \"" + Shown.of(text)
                    + "\": has a control character or half a surrogate pair, which EC2 cannot give back; remove it");
        }
        return text;
    }

    /** Returns the name or the ARN if it can be one of an instance profile (IAM API reference, CreateInstanceProfile). */
    public static String instanceProfile(String nameOrArn) {
        if (ROLE_ARN.matcher(nameOrArn).matches()) {
            throw new IllegalArgumentException("instance profile \"" + Shown.of(nameOrArn)
                    + "\": is the ARN of a role; give the instance profile that holds the role");
        }
        if (!PROFILE_NAME.matcher(nameOrArn).matches()
                && !PROFILE_ARN.matcher(nameOrArn).matches()) {
            throw new IllegalArgumentException("instance profile \"" + Shown.of(nameOrArn)
                    + "\": is neither a name nor an ARN of one; give one such as edge or"
                    + " arn:aws:iam::123456789012:instance-profile/edge");
        }
        return nameOrArn;
    }

    /** Returns the name if it can be one of a key pair (EC2 API reference, CreateKeyPair). */
    public static String keyPair(String name) {
        if (name.isBlank() || name.length() > LONGEST_KEY_PAIR || !name.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new IllegalArgumentException(
                    "key pair \"" + Shown.of(name) + "\": is empty, has other characters than" + " ASCII, or more than "
                            + LONGEST_KEY_PAIR + "; give its name, such as edge, or leave the call away");
        }
        return name;
    }

    private static String article(String kind) {
        return switch (kind) {
            case "sg" -> " security group";
            case "ami" -> "n image";
            default -> " " + kind;
        };
    }

    /** The id of a kind of finding. */
    public static String finding(String id) {
        return FindingKind.of(id)
                .map(FindingKind::id)
                .orElseThrow(() -> new IllegalArgumentException(
                        "accept(\"" + Shown.of(id) + "\"): no finding has that id; give one of " + FindingKind.ids()));
    }
}
