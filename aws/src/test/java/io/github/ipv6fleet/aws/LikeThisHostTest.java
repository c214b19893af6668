package io.github.ipv6fleet.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.ec2sim.MetadataListener;
import io.github.ipv6fleet.plan.PlanException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Instance;

/** What a fleet takes from the instance that its program runs on, and what it does not. */
class LikeThisHostTest {
    private final TestEc2 ec2 = new TestEc2();
    private final MetadataStandIn elsewhere = new MetadataStandIn();

    @AfterEach
    void close() {
        elsewhere.close();
        ec2.close();
    }

    /** A program's own instance. */
    private Instance controlPlane() {
        LaunchedHost host = ec2.edge()
                .name("control")
                .instanceType("m6i.large")
                .hosts(1)
                .launch()
                .hosts()
                .get(0);
        return instance(host);
    }

    private Instance instance(LaunchedHost host) {
        return ec2.runningInstances().stream()
                .filter(i -> i.instanceId().equals(host.instanceId()))
                .findFirst()
                .orElseThrow();
    }

    private ThisHost read(Instance instance) {
        try (MetadataListener service = ec2.simulator().metadataService().listen(instance.instanceId())) {
            return ThisHost.reader().endpoint(service.endpoint()).read();
        }
    }

    @Test
    @DisplayName("nothing said but the name: subnet, groups, type and image are this host's")
    void everything() {
        Instance mine = controlPlane();

        Instance made = instance(Ipv6Fleet.named("edge")
                .client(ec2.client())
                .likeThisHost(read(mine))
                .hosts(1)
                .launch()
                .hosts()
                .get(0));

        assertThat(made.subnetId()).isEqualTo(mine.subnetId());
        assertThat(made.instanceTypeAsString()).isEqualTo("m6i.large");
        assertThat(made.imageId()).isEqualTo(mine.imageId());
        assertThat(made.securityGroups()).isEqualTo(mine.securityGroups());
    }

    @Test
    @DisplayName("what is said stands, before or after: the rest alone is taken")
    void whatIsSaid() {
        elsewhere.says(MetadataStandIn.NIC + "security-group-ids", "sg-0123456789abcdef0");
        ThisHost stranger = ThisHost.reader().endpoint(elsewhere.endpoint()).read();
        String image = instance(ec2.edge().name("any").hosts(1).launch().hosts().get(0))
                .imageId();

        Instance made = instance(Ipv6Fleet.named("edge")
                .client(ec2.client())
                .subnet(ec2.subnetId())
                .instanceType("t3.medium")
                .likeThisHost(stranger)
                .securityGroup(ec2.groupId())
                .image(image)
                .hosts(1)
                .launch()
                .hosts()
                .get(0));

        assertThat(stranger.imageId()).isNotEqualTo(image);
        assertThat(stranger.securityGroupIds()).doesNotContain(ec2.groupId());
        assertThat(made.subnetId()).isEqualTo(ec2.subnetId());
        assertThat(made.instanceTypeAsString()).isEqualTo("t3.medium");
        assertThat(made.imageId()).isEqualTo(image);
        assertThat(made.securityGroups()).extracting(g -> g.groupId()).containsExactly(ec2.groupId());
    }

    @Test
    @DisplayName("without it a fleet has no subnet, which is said")
    void control() {
        assertThatThrownBy(() -> Ipv6Fleet.named("edge").hosts(1).build())
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("has no subnet");
        assertThat(Ipv6Fleet.named("edge")
                        .hosts(1)
                        .likeThisHost(
                                ThisHost.reader().endpoint(elsewhere.endpoint()).read())
                        .build())
                .isNotNull();
    }

    @Test
    @DisplayName(
            "likeThisHost() reads where the SDK is configured to; the default client is of that Region, whatever AWS_REGION")
    void region() {
        Map<String, String> settings = Map.of(
                "aws.ec2MetadataServiceEndpoint", elsewhere.endpoint().toString(),
                "aws.endpointUrlEc2", elsewhere.endpoint().toString(),
                "aws.region", "us-west-2",
                "aws.accessKeyId", "anybody",
                "aws.secretAccessKey", "nothing");
        settings.forEach(System::setProperty);
        try {
            Ipv6Fleet.Builder edge = Ipv6Fleet.named("edge").hosts(1);
            assertThatThrownBy(edge.subnet(ec2.subnetId())::plan).isInstanceOf(FleetException.class);
            assertThat(signedFor()).contains("/us-west-2/ec2/").doesNotContain("/eu-west-3/");

            assertThatThrownBy(edge.likeThisHost()::plan).isInstanceOf(FleetException.class);
            assertThat(signedFor()).contains("/eu-west-3/ec2/");
        } finally {
            settings.keySet().forEach(System::clearProperty);
        }
    }

    /** The signature of the last request that was meant for EC2, which nobody here answers. */
    private String signedFor() {
        List<MetadataStandIn.Request> all = elsewhere.requests("/");
        return all.get(all.size() - 1).headers().get("authorization");
    }
}
