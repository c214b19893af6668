package io.github.ipv6fleet.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.aws.ApiLimits.Bucket;
import io.github.ipv6fleet.plan.BlockSource;
import io.github.ipv6fleet.render.FleetFile;
import io.github.ipv6fleet.render.FleetRenderer;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostRenderer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a builder was told arrives where it is meant to. */
class BuilderTest {
    private final TestEc2 ec2 = new TestEc2();

    @AfterEach
    void close() {
        ec2.close();
    }

    /** A clock that goes on when somebody sleeps, and not at all otherwise. */
    private static final class Asleep implements FleetTime {
        private final AtomicReference<Duration> slept = new AtomicReference<>(Duration.ZERO);

        @Override
        public Instant now() {
            return Instant.EPOCH.plus(slept.get());
        }

        @Override
        public void sleep(Duration time) {
            slept.updateAndGet(time::plus);
        }
    }

    @Test
    @DisplayName("executor(...): hosts are launched by its threads too")
    void executor() {
        AtomicInteger tasks = new AtomicInteger();

        ec2.edge()
                .hosts(3)
                .executor(task -> {
                    tasks.incrementAndGet();
                    new Thread(task).start();
                })
                .launch();

        assertThat(tasks).hasPositiveValue();
    }

    @Test
    @DisplayName("apiLimits(...): EC2 is called no faster, and that is what is predicted")
    void apiLimits() {
        Asleep usual = new Asleep();
        Asleep slow = new Asleep();
        Ipv6Fleet.Builder edge = ec2.edge().hosts(3).time(usual);
        edge.launch().terminate();
        Duration predicted = edge.build().forecast().duration();
        edge.apiLimits(ApiLimits.ec2().withRequests("RunInstances", new Bucket(1, 0.01)))
                .time(slow);

        edge.launch();

        assertThat(slow.slept.get().minus(usual.slept.get())).isGreaterThan(Duration.ofSeconds(190));
        assertThat(edge.build().forecast().duration().minus(predicted)).isGreaterThan(Duration.ofSeconds(190));
    }

    @Test
    @DisplayName("hostsPerCall(...): one call launches no more")
    void hostsPerCall() {
        ec2.edge()
                .hosts(5)
                .blockSource(BlockSource.chosenByEc2())
                .hostsPerCall(2)
                .launch();

        assertThat(ec2.count("RunInstances")).isEqualTo(3);
    }

    @Test
    @DisplayName("renderer(...): the caller's own renders beside those that are there, for each host and for the fleet")
    void renderer(@TempDir Path folder) {
        ec2.edge()
                .hosts(1)
                .renderer(HostRenderer.of(
                        "motd",
                        (host, profile) -> HostConfig.builder()
                                .file("/etc/motd", 0644, "this is " + host.name())
                                .build()))
                .renderer(FleetRenderer.of(
                        "zone", plan -> List.of(FleetFile.of("zone.txt", "zone of " + plan.name() + "\n"))))
                .render(folder);

        assertThat(folder.resolve("edge-1/etc/motd")).hasContent("this is edge-1");
        assertThat(folder.resolve("zone.txt")).hasContent("zone of edge\n");
        assertThat(folder.resolve("fleet.txt")).exists();
        assertThat(folder.resolve("edge-1/user-data")).content().contains("/etc/motd");
    }
}
