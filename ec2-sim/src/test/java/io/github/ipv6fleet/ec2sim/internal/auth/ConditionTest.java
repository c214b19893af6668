package io.github.ipv6fleet.ec2sim.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** IAM User Guide, "Condition operators" and "Single-valued vs. multivalued context keys". */
class ConditionTest {
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            StringEquals,                  ec2:Region,            us-east-1, us-east-1, true
            StringEquals,                  EC2:REGION,            us-east-1, us-east-1, true
            StringEquals,                  ec2:Region,            us-east-1, US-EAST-1, false
            StringEquals,                  ec2:Region,            us-east-1, -,         false
            StringEqualsIgnoreCase,        ec2:Region,            us-east-1, US-EAST-1, true
            StringEqualsIfExists,          ec2:Region,            us-east-1, -,         true
            StringEqualsIfExists,          ec2:Region,            us-east-1, eu-west-1, false
            StringNotEquals,               ec2:Region,            us-east-1, eu-west-1, true
            StringNotEquals,               ec2:Region,            us-east-1, us-east-1, false
            StringNotEquals,               ec2:Region,            us-east-1, -,         true
            StringLike,                    aws:RequestTag/a,      us-*,      us-east-1, true
            StringLike,                    aws:RequestTag/a,      us-????-1, us-east-1, true
            StringLike,                    aws:RequestTag/a,      us-?,      us-east-1, false
            StringEquals,                  aws:RequestTag/a,      us-*,      us-east-1, false
            StringNotLike,                 aws:RequestTag/a,      us-*,      eu-west-1, true
            Null,                          aws:RequestTag/a,      true,      -,         true
            Null,                          aws:RequestTag/a,      true,      x,         false
            Null,                          aws:RequestTag/a,      false,     x,         true
            Bool,                          aws:SecureTransport,   true,      true,      true
            Bool,                          aws:SecureTransport,   FALSE,     true,      false
            ForAllValues:StringEquals,     aws:TagKeys,           a|b,       a|b,       true
            ForAllValues:StringEquals,     aws:TagKeys,           a|b,       a,         true
            ForAllValues:StringEquals,     aws:TagKeys,           a|b,       a|c,       false
            ForAllValues:StringEquals,     aws:TagKeys,           a|b,       -,         true
            ForAnyValue:StringEquals,      aws:TagKeys,           a|b,       a|c,       true
            ForAnyValue:StringEquals,      aws:TagKeys,           a|b,       c,         false
            ForAnyValue:StringEquals,      aws:TagKeys,           a|b,       -,         false
            ForAllValues:StringNotEquals,  aws:TagKeys,           a|b,       c|d,       true
            ForAllValues:StringNotEquals,  aws:TagKeys,           a|b,       a|d,       false
            """)
    @DisplayName("operators, with the key there and not there")
    void holds(String operator, String key, String wanted, String there, boolean holds) {
        Map<String, List<String>> context = new TreeMap<>();
        if (there != null) {
            context.put(key.toLowerCase(java.util.Locale.ROOT), List.of(there.split("[|]")));
        }

        assertThat(Condition.of(operator, key, List.of(wanted.split("[|]")))
                        .holds(new Check("ec2:x", "*", context).context()))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:ec2:*:*:instance/*, arn:aws:ec2:us-east-1:123456789012:instance/i-1, true",
        "arn:aws:ec2:us-east-1:*:*/i-1, arn:aws:ec2:us-east-1:123456789012:instance/i-1, true",
        "arn:aws:ec2:*, arn:aws:ec2:us-east-1:123456789012:instance/i-1, false",
        "arn:aws:ec2:*:*:volume/*, arn:aws:ec2:us-east-1:123456789012:instance/i-1, false",
        "arn:aws:ec2:*:*:instance/*, *, false",
        "arn:aws:ec2:*::image/*, arn:aws:ec2:us-east-1::image/ami-1, true",
        "*, arn:aws:ec2:us-east-1::image/ami-1, true"
    })
    @DisplayName("resources: a wildcard stays in its part of the ARN")
    void resources(String pattern, String resource, boolean fits) {
        Statement statement = new Statement(true, List.of("ec2:Run*"), List.of(pattern), List.of());

        assertThat(statement.concerns(new Check("EC2:runInstances", resource, Map.of())))
                .isEqualTo(fits);
        assertThat(statement.concerns(new Check("ec2:StopInstances", resource, Map.of())))
                .isFalse();
    }
}
