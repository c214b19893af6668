package io.github.ipv6fleet.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.aws.HandedOver;
import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.plan.BlockSource;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Instances that some EC2 Fleet launched, and that somebody tagged as ours. */
class ForgedEc2FleetTest {

    @Test
    @DisplayName("EC2 says whose EC2 Fleet it is: another's hosts are neither found nor ended, ours are")
    void another_isLeftAlone() {
        try (VirtualTime time = new VirtualTime(Duration.ofSeconds(3))) {
            HandedOver ours = new HandingOver(time.gateway(), settings(time, "edge")).run();
            HandedOver others = new HandingOver(time.gateway(), settings(time, "other")).run();
            List<String> foreign =
                    others.hosts().stream().map(LaunchedHost::instanceId).toList();
            time.ec2()
                    .client()
                    .createTags(r -> r.resources(foreign)
                            .tags(Tag.builder()
                                    .key(FleetIdentity.FLEET)
                                    .value("edge")
                                    .build()));

            assertThat(Search.run(time.gateway(), "edge", null).orElseThrow().hosts())
                    .extracting(LaunchedHost::instanceId)
                    .containsExactlyElementsOf(
                            ours.hosts().stream().map(LaunchedHost::instanceId).toList());
            Termination.run(time.gateway(), "edge");
            time.pass(Duration.ofMinutes(1));

            assertThat(time.ec2().runningInstances())
                    .extracting(Instance::instanceId)
                    .containsExactlyInAnyOrderElementsOf(foreign);
        }
    }

    private static FleetSettings settings(VirtualTime time, String name) {
        FleetDraft draft = time.draft();
        draft.name = name;
        draft.count = 1;
        draft.blockSource = BlockSource.chosenByEc2();
        return draft.settings();
    }
}
