package io.github.ipv6fleet.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.plan.BlockSource;
import io.github.ipv6fleet.render.HostProfile;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataEndpointState;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataTagsState;

/** Whatever way a host is launched, EC2 then shows that it answers for metadata by token, and one hop far. */
class MetadataClosedTest {
    private final VirtualTime time = new VirtualTime(Duration.ofSeconds(3));

    @AfterEach
    void close() {
        time.close();
    }

    private List<Integer> hopLimits(int hosts) {
        List<Instance> running = time.ec2().runningInstances();
        assertThat(running).hasSize(hosts).extracting(Instance::metadataOptions).allSatisfy(options -> {
            assertThat(options.httpTokens()).isEqualTo(HttpTokensState.REQUIRED);
            assertThat(options.httpEndpoint()).isEqualTo(InstanceMetadataEndpointState.ENABLED);
            assertThat(options.instanceMetadataTags()).isEqualTo(InstanceMetadataTagsState.DISABLED);
        });
        return running.stream()
                .map(one -> one.metadataOptions().httpPutResponseHopLimit())
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("in every shape, and when it is launched again")
    void everyShape(TestShape shape) {
        Launch.run(time.gateway(), shape.settings(time, 2));
        assertThat(hopLimits(2)).containsExactly(1);

        time.ec2()
                .runningInstances()
                .forEach(host -> time.ec2().client().terminateInstances(r -> r.instanceIds(host.instanceId())));
        time.pass(Duration.ofMinutes(2));
        Launch.run(time.gateway(), shape.settings(time, 2));
        assertThat(hopLimits(2)).containsExactly(1);
    }

    @Test
    @DisplayName("also where EC2 launches it, of a fleet that was handed over")
    void handedOver() {
        FleetDraft draft = time.draft();
        draft.count = 2;
        draft.blockSource = BlockSource.chosenByEc2();

        new HandingOver(time.gateway(), draft.settings()).run();

        assertThat(hopLimits(2)).containsExactly(1);
    }

    @Test
    @DisplayName("negative control: who says so by name has two hops, and tokens all the same")
    void forContainers() {
        FleetDraft draft = time.draft();
        draft.count = 1;
        draft.profile = HostProfile.builder().metadataForContainers(true);

        Launch.run(time.gateway(), draft.settings());

        assertThat(hopLimits(1)).containsExactly(2);
    }
}
