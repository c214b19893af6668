package io.github.ipv6fleet.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.aws.internal.FleetIdentity;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** An instance of somebody else's with the tags of a fleet, which anybody can write. */
class ForgedTagTest {

    @Test
    @DisplayName("it is left alone by whoever reads or ends the fleet, and warned of by its id")
    void isWarnedOf() {
        try (TestEc2 ec2 = new TestEc2()) {
            LaunchedHost host = ec2.edge().hosts(1).launch().hosts().get(0);
            String forged = likeness(ec2, ec2.runningInstances().get(0));
            Ipv6Fleet.Builder edge = Ipv6Fleet.named("edge").client(ec2.client());

            List<Runnable> readers =
                    List.of(() -> edge.find(), () -> ec2.edge().hosts(1).launch(), () -> edge.terminate());
            for (Runnable reader : readers) {
                assertThat(Warnings.of(reader))
                        .contains("fleet=edge instance=" + forged + ": carries our tag but not our token; left alone")
                        .noneMatch(warning -> warning.contains(host.instanceId()));
            }

            assertThat(ec2.runningInstances()).extracting(Instance::instanceId).containsExactly(forged);
        }
    }

    /** Launches an instance with all tags of another one. */
    private static String likeness(TestEc2 ec2, Instance of) {
        assertThat(of.tags()).extracting(Tag::key).contains(FleetIdentity.FLEET);
        return ec2.client()
                .runInstances(r -> r.minCount(1)
                        .maxCount(1)
                        .imageId(of.imageId())
                        .instanceType(of.instanceTypeAsString())
                        .subnetId(of.subnetId())
                        .clientToken("mine")
                        .tagSpecifications(TagSpecification.builder()
                                .resourceType("instance")
                                .tags(of.tags())
                                .build()))
                .instances()
                .get(0)
                .instanceId();
    }
}
