package io.github.ipv6fleet.aws;

import io.github.ipv6fleet.ec2sim.Policy;
import io.github.ipv6fleet.ec2sim.RecordedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** One of the documents docs/iam-policy-*.json, as its statements; the role of the instance profile is named "edge". */
record IamDocument(List<String> statements) {
    private static final Pattern STATEMENT = Pattern.compile("(?ms)^    \\{\\n.*?^    \\}");
    private static final Pattern ACTIONS = Pattern.compile("\"Action\": (\\[[^\\]]*\\]|\"[^\"]*\")");
    private static final Pattern NAME = Pattern.compile("\"([a-z0-9]+:[A-Za-z0-9]+)\"");
    private static final Pattern SID = Pattern.compile("\"Sid\": \"([A-Za-z]+)\"");

    static IamDocument read(String variant) {
        Path file = Path.of("..", "docs", "iam-policy-" + variant + ".json");
        try {
            String text = Files.readString(file).replace("NAME-OF-THE-ROLE", "edge");
            Policy.document(text); // the whole of it, as users take it
            return new IamDocument(all(STATEMENT, text, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read; it is part of the repository", e);
        }
    }

    private static List<String> all(Pattern pattern, String text, int group) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(group))
                .toList();
    }

    IamDocument and(IamDocument other) {
        List<String> both = new ArrayList<>(statements);
        both.addAll(other.statements);
        return new IamDocument(both);
    }

    IamDocument without(String sid) {
        return new IamDocument(
                statements.stream().filter(one -> !sid(one).equals(sid)).toList());
    }

    List<String> sids() {
        return statements.stream().map(IamDocument::sid).toList();
    }

    private static String sid(String statement) {
        return all(SID, statement, 1).get(0);
    }

    Set<String> actions() {
        Set<String> actions = new TreeSet<>();
        for (String statement : statements) {
            all(ACTIONS, statement, 1).forEach(some -> actions.addAll(all(NAME, some, 1)));
        }
        return actions;
    }

    Policy policy() {
        if (statements.isEmpty()) {
            return Policy.actions("DescribeAvailabilityZones"); // a policy has to allow something
        }
        return Policy.document("{\"Version\": \"2012-10-17\", \"Statement\": [" + String.join(",", statements) + "]}");
    }

    /** What one must have been allowed to do for these calls, by name. */
    static Set<String> needed(List<RecordedRequest> requests) {
        Set<String> actions = new TreeSet<>();
        for (RecordedRequest request : requests) {
            actions.add("ec2:" + request.action());
            if (request.parameters().keySet().stream().anyMatch(key -> key.startsWith("TagSpecification."))) {
                actions.add("ec2:CreateTags");
            }
            if (request.parameters().keySet().stream().anyMatch(key -> key.startsWith("IamInstanceProfile."))) {
                actions.add("iam:PassRole");
            }
        }
        return actions;
    }
}
