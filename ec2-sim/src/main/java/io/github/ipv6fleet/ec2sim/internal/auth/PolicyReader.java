package io.github.ipv6fleet.ec2sim.internal.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads policy documents (IAM User Guide, "IAM JSON policy elements"); whatever it does not know it refuses. */
final class PolicyReader {
    private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");
    private static final Set<String> ELEMENTS = Set.of("Sid", "Effect", "Action", "Resource", "Condition");

    private PolicyReader() {}

    static List<Statement> read(String document) {
        Map<String, @Nullable Object> policy = object(Json.parse(document), "a policy");
        only(policy, Set.of("Version", "Id", "Statement"), "a policy");
        if (!VERSIONS.contains(String.valueOf(policy.get("Version")))) {
            throw wrong("Version", "\"" + policy.get("Version") + "\" is none; give \"2012-10-17\"");
        }
        Object statements = policy.get("Statement");
        List<?> all = statements instanceof List<?> several ? several : oneOrNone(statements);
        List<Statement> read = new ArrayList<>();
        for (Object each : all) {
            read.add(statement(each, "Statement " + (read.size() + 1)));
        }
        if (read.isEmpty()) {
            throw wrong("Statement", "there is none; a policy without any allows nothing");
        }
        return read;
    }

    private static Statement statement(@Nullable Object value, String where) {
        Map<String, @Nullable Object> statement = object(value, where);
        only(statement, ELEMENTS, where);
        Object effect = statement.get("Effect");
        if (!"Allow".equals(effect) && !"Deny".equals(effect)) {
            throw wrong(where, "Effect is \"" + effect + "\"; give \"Allow\" or \"Deny\"");
        }
        List<String> actions = texts(statement.get("Action"), where + ", Action");
        for (String each : actions) {
            if (!each.equals("*") && !each.matches("[a-zA-Z0-9-]+:[a-zA-Z0-9*?]+")) {
                throw wrong(
                        where,
                        "Action \"" + each + "\" is none; write it as \"ec2:RunInstances\" or \"ec2:Describe*\"");
            }
        }
        List<String> resources = texts(statement.get("Resource"), where + ", Resource");
        for (String each : resources) {
            if (!each.equals("*") && !each.matches("arn:[^:]*:[^:]*:[^:]*:[^:]*:.+")) {
                throw wrong(
                        where,
                        "Resource \"" + each + "\" is none; write \"*\" or such as \"arn:aws:ec2:*:*:instance/*\"");
            }
            if (each.contains("${")) {
                throw wrong(where, "Resource \"" + each + "\" has a policy variable, which is not simulated");
            }
        }
        return new Statement("Allow".equals(effect), actions, resources, conditions(statement, where));
    }

    private static List<Condition> conditions(Map<String, @Nullable Object> statement, String where) {
        List<Condition> conditions = new ArrayList<>();
        if (statement.containsKey("Condition")) {
            object(statement.get("Condition"), where + ", Condition")
                    .forEach((operator, keys) -> object(keys, where + ", " + operator)
                            .forEach((key, wanted) -> {
                                try {
                                    conditions.add(Condition.of(operator, key, texts(wanted, where + ", " + key)));
                                } catch (IllegalArgumentException e) {
                                    String message = String.valueOf(e.getMessage());
                                    throw message.startsWith("policy") ? e : wrong(where, message);
                                }
                            }));
        }
        return conditions;
    }

    private static List<?> oneOrNone(@Nullable Object value) {
        return value == null ? List.of() : List.of(value);
    }

    /** One text, or a list of them; a boolean stands for its word. */
    private static List<String> texts(@Nullable Object value, String where) {
        List<?> all = value instanceof List<?> several ? several : oneOrNone(value);
        List<String> texts = new ArrayList<>();
        for (Object each : all) {
            if (!(each instanceof String) && !(each instanceof Boolean)) {
                throw wrong(where, "\"" + each + "\" is no text");
            }
            texts.add(each.toString());
        }
        if (texts.isEmpty()) {
            throw wrong(where, "is missing or empty");
        }
        return texts;
    }

    private static Map<String, @Nullable Object> object(@Nullable Object value, String where) {
        if (!(value instanceof Map<?, ?>)) {
            throw wrong(where, "an object is wanted, and there is " + value);
        }
        @SuppressWarnings("unchecked") // Json makes no other
        Map<String, @Nullable Object> object = (Map<String, @Nullable Object>) value;
        return object;
    }

    private static void only(Map<String, @Nullable Object> object, Set<String> known, String where) {
        for (String name : object.keySet()) {
            if (!known.contains(name)) {
                throw wrong(
                        where,
                        "the element \"" + name + "\" is not simulated; there are "
                                + String.join(", ", known.stream().sorted().toList()));
            }
        }
    }

    private static IllegalArgumentException wrong(String where, String problem) {
        return new IllegalArgumentException("policy, " + where + ": " + problem);
    }
}
