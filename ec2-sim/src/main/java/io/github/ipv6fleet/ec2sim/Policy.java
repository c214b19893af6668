package io.github.ipv6fleet.ec2sim;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.ec2sim.internal.auth.Rules;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the callers of a simulator may do: everything, some actions, or what a policy document of IAM says, so that a test
 * shows whether the permissions that a program is given are enough. Who calls makes no difference.
 *
 * <p>Of a document these are understood, and anything else is refused when the document is read, never passed over:
 *
 * <ul>
 *   <li>statements with Sid, Effect, Action, Resource, Condition; in actions and ARNs {@code *} and {@code ?};
 *   <li>the operators StringEquals, StringNotEquals, both with IgnoreCase, StringLike, StringNotLike, Bool, also with
 *       {@code IfExists} and after {@code ForAllValues:} or {@code ForAnyValue:}; and Null;
 *   <li>the keys aws:RequestTag/…, aws:ResourceTag/…, aws:TagKeys, aws:RequestedRegion, aws:SecureTransport,
 *       aws:ViaAWSService, ec2:CreateAction, ec2:InstanceType, ec2:Region, ec2:ResourceTag/…, iam:PassedToService.
 * </ul>
 *
 * <p>As on EC2, a call needs its action on every resource that it names or makes, {@code ec2:CreateTags} with
 * {@code ec2:CreateAction} on everything that it tags as it makes it, and {@code iam:PassRole} on the role that it gives
 * to instances; a role is taken to have the name of its instance profile. Immutable.
 */
public final class Policy {
    final Rules rules;

    private Policy(Rules rules) {
        this.rules = rules;
    }

    /** Returns the policy that allows everything: the default. */
    public static Policy everything() {
        return new Policy(Rules.everything());
    }

    /**
     * Returns the policy that allows these actions on everything, and no other.
     *
     * @param actions such as {@code ec2:RunInstances} or {@code ec2:Describe*}; without a prefix they are EC2's
     * @throws IllegalArgumentException if there is none, or one is no name of an action
     */
    public static Policy actions(String... actions) {
        String names = List.of(actions).stream()
                .map(each -> each.contains(":") || each.equals("*") ? each : "ec2:" + each)
                .map(each -> "\"" + each.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .collect(Collectors.joining(","));
        return document(
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Resource\":\"*\",\"Action\":["
                        + names + "]}]}");
    }

    /**
     * Reads a policy document.
     *
     * @param json such as {@code {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ec2:*", "Resource":
     *     "*"}]}}
     * @throws IllegalArgumentException if it is no JSON, or says something that is not simulated; the message names it
     */
    public static Policy document(String json) {
        if (requireNonNull(json, "json").isBlank()) {
            throw new IllegalArgumentException("policy: the document is empty; everything() allows everything");
        }
        return new Policy(Rules.parse(json));
    }

    /** Returns the document. */
    @Override
    public String toString() {
        return rules.allowsEverything() ? "everything is allowed" : rules.document();
    }
}
