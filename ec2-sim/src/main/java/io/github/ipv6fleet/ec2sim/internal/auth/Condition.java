package io.github.ipv6fleet.ec2sim.internal.auth;

import io.github.ipv6fleet.ec2sim.internal.wire.Wildcard;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** One condition of a statement: an operator on a key, with the values of which one must fit (IAM User Guide). */
final class Condition {
    /** Values of the key against one of the policy. */
    private static final Map<String, BiPredicate<String, String>> OPERATORS = Map.of(
            "StringEquals", String::equals,
            "StringNotEquals", String::equals,
            "StringEqualsIgnoreCase", String::equalsIgnoreCase,
            "StringNotEqualsIgnoreCase", String::equalsIgnoreCase,
            "StringLike", (value, pattern) -> Wildcard.ofPolicy(pattern).matches(value),
            "StringNotLike", (value, pattern) -> Wildcard.ofPolicy(pattern).matches(value),
            "Bool", String::equalsIgnoreCase,
            "Null", (value, wanted) -> false);

    private static final Set<String> KEYS = Set.of(
            "aws:requestedregion",
            "aws:securetransport",
            "aws:tagkeys",
            "aws:viaawsservice",
            "ec2:createaction",
            "ec2:instancetype",
            "ec2:region",
            "iam:passedtoservice");

    private static final List<String> TAG_KEYS = List.of("aws:requesttag/", "aws:resourcetag/", "ec2:resourcetag/");

    /** The one key that has several values. */
    private static final String MANY = "aws:tagkeys";

    private final String operator;
    private final Quantifier quantifier;
    private final boolean ifExists;
    private final String key;
    private final List<String> wanted;

    private enum Quantifier {
        NONE,
        ALL,
        ANY
    }

    private Condition(String operator, Quantifier quantifier, boolean ifExists, String key, List<String> wanted) {
        this.operator = operator;
        this.quantifier = quantifier;
        this.ifExists = ifExists;
        this.key = key;
        this.wanted = wanted;
    }

    /** @throws IllegalArgumentException if operator or key are none that are simulated */
    static Condition of(String name, String key, List<String> wanted) {
        String operator = name;
        Quantifier quantifier = Quantifier.NONE;
        if (operator.startsWith("ForAllValues:")) {
            quantifier = Quantifier.ALL;
        } else if (operator.startsWith("ForAnyValue:")) {
            quantifier = Quantifier.ANY;
        }
        operator = operator.substring(operator.indexOf(':') + 1);
        boolean ifExists = operator.endsWith("IfExists");
        operator = ifExists ? operator.substring(0, operator.length() - "IfExists".length()) : operator;
        if (!OPERATORS.containsKey(operator)
                || (name.contains(":") && quantifier == Quantifier.NONE)
                || (operator.equals("Null") && (ifExists || quantifier != Quantifier.NONE))) {
            throw new IllegalArgumentException("the condition operator \"" + name + "\" is not simulated; there are "
                    + String.join(", ", OPERATORS.keySet().stream().sorted().toList())
                    + ", all but Null also with IfExists and after ForAllValues: or ForAnyValue:");
        }
        String small = key.toLowerCase(Locale.ROOT);
        if (!KEYS.contains(small)
                && TAG_KEYS.stream().noneMatch(each -> small.startsWith(each) && small.length() > each.length())) {
            throw new IllegalArgumentException("the condition key \"" + key + "\" is not simulated; there are "
                    + String.join(", ", KEYS.stream().sorted().toList()) + ", " + String.join("…, ", TAG_KEYS) + "…");
        }
        if (small.equals(MANY) && quantifier == Quantifier.NONE && !operator.equals("Null")) {
            throw new IllegalArgumentException("the condition key \"" + key
                    + "\" has several values; put ForAllValues: or ForAnyValue: before \"" + name + "\"");
        }
        for (String each : wanted) {
            if (each.contains("${")) {
                throw new IllegalArgumentException(
                        "\"" + each + "\" has a policy variable, which is not simulated; write the value");
            }
            if ((operator.equals("Bool") || operator.equals("Null")) && !each.matches("(?i)true|false")) {
                throw new IllegalArgumentException("\"" + each + "\" for " + name + ": give true or false");
            }
        }
        return new Condition(operator, quantifier, ifExists, key, wanted);
    }

    boolean holds(Map<String, List<String>> context) {
        List<String> values = context.get(key);
        boolean there = values != null && !values.isEmpty();
        if (operator.equals("Null")) {
            return wanted.stream().anyMatch(each -> Boolean.parseBoolean(each) != there);
        }
        boolean negated = operator.contains("Not");
        if (values == null || values.isEmpty()) {
            return ifExists || quantifier == Quantifier.ALL || (negated && quantifier == Quantifier.NONE);
        }
        Predicate<String> fits =
                value -> wanted.stream().anyMatch(each -> operator().test(value, each)) != negated;
        return quantifier == Quantifier.ANY
                ? values.stream().anyMatch(fits)
                : values.stream().allMatch(fits);
    }

    private BiPredicate<String, String> operator() {
        return OPERATORS.getOrDefault(operator, (value, pattern) -> false);
    }
}
