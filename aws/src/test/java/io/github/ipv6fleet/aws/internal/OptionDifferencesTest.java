package io.github.ipv6fleet.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.aws.FleetDiffers;
import io.github.ipv6fleet.aws.TestKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceLifecycleType;

/** Options that were changed while hosts run, as far as EC2 shows them. */
class OptionDifferencesTest {
    private static final String ARN = "arn:aws:iam::123456789012:instance-profile/";

    private final VirtualTime time = new VirtualTime(Duration.ZERO);

    @TempDir
    Path folder;

    @BeforeEach
    void launch() {
        Launch.run(time.gateway(), settings(o -> {}));
    }

    @AfterEach
    void close() {
        time.close();
    }

    private FleetSettings settings(Consumer<OptionsDraft> options) {
        FleetDraft draft = time.draft();
        draft.count = 1;
        options.accept(draft.options);
        return draft.settings();
    }

    /** What differs, if EC2 said of the running instance what {@code shown} makes of it. */
    private List<String> differences(UnaryOperator<Instance.Builder> shown, Consumer<OptionsDraft> options) {
        ExecutionInterceptor changing = new ExecutionInterceptor() {
            @Override
            public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
                if (!(context.response() instanceof DescribeInstancesResponse described)) {
                    return context.response();
                }
                return described.toBuilder()
                        .reservations(described.reservations().stream()
                                .map(each -> each.toBuilder()
                                        .instances(each.instances().stream()
                                                .map(i -> shown.apply(i.toBuilder())
                                                        .build())
                                                .toList())
                                        .build())
                                .toList())
                        .build();
            }
        };
        try (Ec2Client client = time.ec2().clientWith(changing)) {
            Planning.of(time.gateway(client), settings(options));
            return List.of();
        } catch (FleetDiffers e) {
            return e.differences();
        }
    }

    @Test
    void same() {
        assertThat(differences(i -> i, o -> {})).isEmpty();
    }

    @Test
    @DisplayName("the instance profile, asked for by name or by ARN")
    void profile() {
        UnaryOperator<Instance.Builder> edge = i -> i.iamInstanceProfile(p -> p.arn(ARN + "path/edge"));
        assertThat(differences(edge, o -> o.instanceProfile = "edge")).isEmpty();
        assertThat(differences(edge, o -> o.instanceProfile = ARN + "path/edge"))
                .isEmpty();
        assertThat(differences(edge, o -> o.instanceProfile = "dge"))
                .singleElement()
                .asString()
                .contains("instance profile is " + ARN + "path/edge, asked for was dge");
        assertThat(differences(edge, o -> {})).singleElement().asString().contains("asked for was none");
        assertThat(differences(i -> i, o -> o.instanceProfile = "edge"))
                .singleElement()
                .asString()
                .contains("instance profile is none, asked for was edge");
    }

    @Test
    void spot() {
        UnaryOperator<Instance.Builder> spot = i -> i.instanceLifecycle(InstanceLifecycleType.SPOT);
        assertThat(differences(spot, o -> o.spot = true)).isEmpty();
        assertThat(differences(spot, o -> {}))
                .singleElement()
                .asString()
                .contains("purchase is spot, asked for was on demand");
        assertThat(differences(i -> i, o -> o.spot = true))
                .singleElement()
                .asString()
                .contains("purchase is on demand, asked for was spot");
    }

    @Test
    @DisplayName("a public IPv4 address: Amazon's has to be asked for, an elastic one is not our business")
    void publicIpv4() {
        UnaryOperator<Instance.Builder> amazons = i -> withAddress(i, "amazon");
        UnaryOperator<Instance.Builder> elastic = i -> withAddress(i, "123456789012");
        assertThat(differences(amazons, o -> o.publicIpv4 = true)).isEmpty();
        assertThat(differences(elastic, o -> o.publicIpv4 = true)).isEmpty();
        assertThat(differences(elastic, o -> {})).isEmpty();
        assertThat(differences(amazons, o -> {}))
                .singleElement()
                .asString()
                .contains("public IPv4 address is 192.0.2.1, asked for was none");
        assertThat(differences(i -> i, o -> o.publicIpv4 = true))
                .singleElement()
                .asString()
                .contains("public IPv4 address is none, asked for was one");
    }

    private static Instance.Builder withAddress(Instance.Builder instance, String owner) {
        return instance.publicIpAddress("192.0.2.1")
                .networkInterfaces(instance.build().networkInterfaces().get(0).toBuilder()
                        .association(a -> a.publicIp("192.0.2.1").ipOwnerId(owner))
                        .build());
    }

    @Test
    @DisplayName("keys that cloud-init authorised, by a tag")
    void keys() throws Exception {
        SshKey key = SshKeyFile.read("sshKey", TestKeys.file(folder, "id.pub", TestKeys.ED25519));
        assertThat(differences(i -> i, o -> o.authorise(key)))
                .singleElement()
                .asString()
                .containsPattern("profile is .*, asked for was .* keys-[0-9a-f]{8}");
    }
}
