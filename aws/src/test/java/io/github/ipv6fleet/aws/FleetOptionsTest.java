package io.github.ipv6fleet.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.plan.PlanException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of the instances, before EC2 is asked anything. */
class FleetOptionsTest {
    @TempDir
    Path folder;

    private static Ipv6Fleet.Builder edge() {
        return Ipv6Fleet.named("edge").subnet("subnet-09a931730fa9e0000").securityGroup("sg-0eaf4395729820000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "edge",
                "Edge_1+=,.@-",
                "arn:aws:iam::123456789012:instance-profile/edge",
                "arn:aws-us-gov:iam::123456789012:instance-profile/a/b/edge"
            })
    void instanceProfile_isANameOrAnArn(String profile) {
        assertThatCode(() -> edge().hosts(1).instanceProfile(profile).build()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                       | is neither a name nor an ARN
            a b                                      | is neither a name nor an ARN
            arn:aws:iam::1:instance-profile/edge     | is neither a name nor an ARN
            arn:aws:s3:::bucket                      | is neither a name nor an ARN
            arn:aws:iam::123456789012:role/edge      | is the ARN of a role; give the instance profile that holds the role
            """)
    void instanceProfile_ofAnotherKind(String profile, String expected) {
        assertThatThrownBy(() -> edge().instanceProfile(profile))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65_537})
    void rootVolume_ofNoSize(int gib) {
        assertThatThrownBy(() -> edge().rootVolume(gib, true))
                .hasMessageContaining("rootVolume of " + gib + " GiB: EC2 has volumes of 1 to 65536 GiB");
    }

    @Test
    @DisplayName("more than 50 hosts have to be said, also in a plan of somebody else; fewer may be the most")
    void maxHosts() {
        assertThatThrownBy(() -> edge().hosts(51).build())
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("51 hosts: are more than 50, which has to be meant; say maxHosts(51)");
        assertThatThrownBy(() -> edge().hosts(3).maxHosts(2).build())
                .hasMessageContaining("3 hosts: are more than 2, the most that was said; say maxHosts(3)");
        assertThatCode(() -> edge().hosts(50).build()).doesNotThrowAnyException();
        assertThatCode(() -> edge().hosts(51).maxHosts(51).build()).doesNotThrowAnyException();
        assertThatThrownBy(() -> edge().maxHosts(0)).hasMessageContaining("maxHosts(0)");
    }

    @Test
    @DisplayName("two key pairs of one instance are refused, one said twice is not")
    void keyPairs() throws Exception {
        Path key = TestKeys.file(folder, "id.pub", TestKeys.ED25519);
        assertThatThrownBy(() ->
                        edge().hosts(1).keyPair("a").importKeyPair("b", key).build())
                .hasMessageContaining("keyPair(\"a\") and importKeyPair(\"b\", ...): an instance has one key pair");
        assertThatCode(() ->
                        edge().hosts(1).keyPair("a").importKeyPair("a", key).build())
                .doesNotThrowAnyException();
    }

    @Test
    @DisplayName("the forecast needs no EC2, and knows the options' calls")
    void forecast() throws Exception {
        Path key = TestKeys.file(folder, "id.pub", TestKeys.ED25519);
        LaunchForecast plain = edge().hosts(2).build().forecast();
        assertThat(plain.writes()).isEqualTo(4);
        assertThat(plain.reads()).isEqualTo(11);

        LaunchForecast more = edge().hosts(2)
                .importKeyPair("me", key)
                .allowPingWithinGroup()
                .build()
                .forecast();
        assertThat(more.calls())
                .containsEntry("ImportKeyPair", 1)
                .containsEntry("AuthorizeSecurityGroupIngress", 1)
                .containsEntry("DescribeKeyPairs", 1)
                .containsEntry("DescribeSecurityGroups", 1);
        assertThat(more.duration()).isGreaterThan(plain.duration());
    }
}
