package io.github.ipv6fleet.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.aws.Warnings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Somebody who may write tags in the account, and nothing else, writes over those of our hosts. */
class HostileTagTest {
    private static final String[] OURS = {
        FleetIdentity.HOST, FleetIdentity.ADDRESS, FleetIdentity.BLOCK, FleetIdentity.PROFILE, FleetIdentity.RUN
    };

    private static final String[] WAY = {FleetIdentity.INDEX, FleetIdentity.GENERATION, FleetIdentity.SUBNET};

    private final VirtualTime time = new VirtualTime(Duration.ofSeconds(3));
    private final FleetDraft draft = time.draft();

    @AfterEach
    void close() {
        time.close();
    }

    private LaunchedHost launched() {
        draft.count = 1;
        return Launch.run(time.gateway(), draft.settings()).hosts().get(0);
    }

    private void tag(String instance, String key, String value) {
        time.ec2()
                .client()
                .createTags(r -> r.resources(instance)
                        .tags(Tag.builder().key(key).value(value).build()));
    }

    /** What the operations say, be it thrown, returned or logged. */
    private List<String> said() {
        List<Supplier<Object>> operations = List.of(
                () -> new Reconciling(time.gateway(), draft.settings()).drift(),
                () -> Launch.run(time.gateway(), draft.settings()).hosts(),
                () -> LiveFleet.read(time.gateway(), "edge").hosts().stream()
                        .map(LiveHost::nameOrNumber)
                        .toList(),
                () -> Search.run(time.gateway(), "edge", null).orElseThrow().hosts());
        List<String> said = new ArrayList<>();
        said.addAll(Warnings.everything(() -> operations.forEach(each -> {
                    try {
                        said.add(String.valueOf(each.get()));
                    } catch (FleetException | IllegalArgumentException e) {
                        said.add(e.toString());
                    }
                }))
                .stream()
                .filter(line -> line.startsWith("io.github.ipv6fleet"))
                .toList());
        return said;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "edge-1\nERROR everything is lost",
                "\u001b[2J\u001b[H",
                "$(reboot)",
                "../../../root/.ssh",
                "\u202egnitide",
                "'; rm -rf / #",
                "<script>",
                ""
            })
    @DisplayName("no line, folder or command is made of it; what can be told otherwise is repaired, the rest named")
    void harmless(String hostile) {
        LaunchedHost before = launched();
        for (String key : OURS) {
            tag(before.instanceId(), key, hostile);

            assertThat(said())
                    .as(key)
                    .allSatisfy(line -> assertThat(line.replace("\\u000a", ""))
                            .doesNotContain("\u001b", "\u202e", "\nERROR")
                            .hasSizeLessThan(10_000));

            new Reconciling(time.gateway(), draft.settings()).repair();
        }
        assertThat(time.ec2().runningInstances())
                .extracting(Instance::instanceId)
                .containsExactly(before.instanceId());
        LiveHost after = LiveFleet.read(time.gateway(), "edge").hosts().get(0);
        assertThat(after.name()).isEqualTo("edge-1");
        assertThat(after.address()).isEqualTo(before.address());
        assertThat(after.block()).isEqualTo(before.containerBlock());
    }

    @Test
    @DisplayName(
            "what is left of the risk: a host whose way to its token is spoilt is left alone, warned of, and doubled")
    void disowned() {
        LaunchedHost before = launched();
        for (String key : WAY) {
            String was = time.ec2().runningInstances().get(0).tags().stream()
                    .filter(tag -> tag.key().equals(key))
                    .map(Tag::value)
                    .findFirst()
                    .orElseThrow();
            tag(before.instanceId(), key, "\u001b[2J");

            assertThat(Warnings.of(() -> LiveFleet.read(time.gateway(), "edge")))
                    .as(key)
                    .containsExactly("fleet=edge instance=" + before.instanceId()
                            + ": carries our tag but not our token; left alone");

            tag(before.instanceId(), key, was);
        }
        assertThat(LiveFleet.read(time.gateway(), "edge").hosts()).hasSize(1);
    }
}
