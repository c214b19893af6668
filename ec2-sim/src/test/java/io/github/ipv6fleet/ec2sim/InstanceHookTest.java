package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.GetConsoleOutputResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceType;

class InstanceHookTest extends Region {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
    private InstanceEvent last;
    private volatile boolean failing;
    private CountDownLatch hold = new CountDownLatch(0);

    private final class Recorder implements InstanceHook {
        @Override
        public void boot(InstanceEvent event) throws Exception {
            hold.await();
            seen.add("boot " + event.launchIndex() + " " + event.instanceId());
            threads.add(Thread.currentThread());
            last = event;
            event.appendConsole("booting " + event.launchIndex() + "\n");
            if (failing) {
                throw new AssertionError("no machine for " + event);
            }
        }

        @Override
        public void reboot(InstanceEvent event) {
            seen.add("reboot " + event.launchIndex() + " " + event.instanceId());
        }

        @Override
        public void terminate(InstanceEvent event) {
            // The API may be called: no lock is held.
            String state = describe(event.instanceId()).state().nameAsString();
            seen.add("terminate " + event.launchIndex() + " " + event.instanceId() + " " + state);
            threads.add(Thread.currentThread());
        }
    }

    @Override
    Ec2Simulator.Builder settings(Ec2Simulator.Builder builder) {
        return builder.hook(new Recorder());
    }

    private GetConsoleOutputResponse console(Instance instance) {
        return ec2.getConsoleOutput(each -> each.instanceId(instance.instanceId()));
    }

    private static String decoded(GetConsoleOutputResponse answer) {
        return new String(Base64.getDecoder().decode(answer.output()), StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("instances boot in the order of their index and go once, on one thread")
    void order() throws Exception {
        List<String> ids = ec2.runInstances(each -> oneHost(each).minCount(3).maxCount(3)).instances().stream()
                .map(Instance::instanceId)
                .toList();
        ec2.terminateInstances(each -> each.instanceIds(ids));
        ec2.terminateInstances(each -> each.instanceIds(ids));
        simulator.awaitHook(LONG);

        assertThat(seen)
                .containsExactly(
                        "boot 0 " + ids.get(0),
                        "boot 1 " + ids.get(1),
                        "boot 2 " + ids.get(2),
                        "terminate 0 " + ids.get(0) + " terminated",
                        "terminate 1 " + ids.get(1) + " terminated",
                        "terminate 2 " + ids.get(2) + " terminated");
        assertThat(threads).containsOnly(threads.get(0)).doesNotContain(Thread.currentThread());
    }

    @Test
    @DisplayName("a reboot is told, of running instances only, and changes no state")
    void reboot() throws Exception {
        String runs = run(each -> {}).instanceId();
        String stopped = run(each -> {}).instanceId();
        ec2.stopInstances(each -> each.instanceIds(stopped));
        ec2.rebootInstances(each -> each.instanceIds(runs, stopped));
        simulator.awaitHook(LONG);

        assertThat(seen).containsExactly("boot 0 " + runs, "boot 0 " + stopped, "reboot 0 " + runs);
        assertThat(describe(runs).state().nameAsString()).isEqualTo("running");
        assertRefused(
                () -> ec2.rebootInstances(each -> each.instanceIds("i-00000000000000000")),
                "InvalidInstanceID.NotFound",
                "does not exist");
    }

    @Test
    @DisplayName("the event says what a machine needs")
    void event() throws Exception {
        Instance instance = run(each -> each.userData("aGVsbG8=")
                .tagSpecifications(tags("instance", "Name", "edge-1"))
                .networkInterfaces(nic(0).toBuilder().ipv6PrefixCount(1).build()));
        simulator.awaitHook(LONG);
        var nic = instance.networkInterfaces().get(0);

        assertThat(last.instanceId()).isEqualTo(instance.instanceId()).isEqualTo(last.toString());
        assertThat(last.instanceType()).isEqualTo("r5d.large");
        assertThat(last.imageId()).isEqualTo(BIONIC);
        assertThat(last.subnetId()).isEqualTo(SUBNET);
        assertThat(last.macAddress()).contains(nic.macAddress());
        assertThat(last.ipv6Prefixes())
                .containsExactly(nic.ipv6Prefixes().get(0).ipv6Prefix());
        assertThat(last.ipv6Addresses()).isEmpty();
        assertThat(last.userData())
                .hasValueSatisfying(bytes -> assertThat(bytes).asString().isEqualTo("hello"));
        assertThat(last.tags()).containsEntry("Name", "edge-1").hasSize(1);
    }

    @Test
    @DisplayName("a launch that fails, is repeated, or is only tried boots nothing more")
    void noBoot() throws Exception {
        assertRefused(() -> run(each -> each.instanceType("r5d.nix")), "InvalidParameterValue", "r5d.nix");
        assertThatThrownBy(() -> run(each -> each.dryRun(true))).isInstanceOf(Ec2Exception.class);
        run(each -> each.clientToken("a"));
        run(each -> each.clientToken("a"));
        simulator.awaitHook(LONG);

        assertThat(seen).hasSize(1);
    }

    @Test
    @DisplayName("what a hook throws is thrown again by awaitHook, once; the instance runs and the next one is told")
    void throwing() throws Exception {
        failing = true;
        Instance first = run(each -> {});
        Instance second = run(each -> {});

        assertThatThrownBy(() -> simulator.awaitHook(LONG))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("BOOT of " + first.instanceId())
                .hasCauseInstanceOf(AssertionError.class)
                .satisfies(e -> assertThat(e.getSuppressed())
                        .singleElement()
                        .satisfies(each -> assertThat(each).hasMessageContaining(second.instanceId())));
        simulator.awaitHook(LONG);
        assertThat(describe(first.instanceId()).state().nameAsString()).isEqualTo("running");
    }

    @Test
    @DisplayName("calls of the API do not wait for a hook; awaitHook waits no longer than it is told")
    void slow() throws Exception {
        hold = new CountDownLatch(1);
        Instance instance = run(each -> {});

        assertThat(describe(instance.instanceId()).state().nameAsString()).isEqualTo("running");
        assertThat(console(instance).output()).as("nothing written").isNull();
        assertThatThrownBy(() -> simulator.awaitHook(Duration.ofMillis(1))).isInstanceOf(TimeoutException.class);
        hold.countDown();
        simulator.awaitHook(LONG);
        assertThat(decoded(console(instance))).isEqualTo("booting 0\n");
    }

    @Test
    @DisplayName("the console is base64, its last 64 KB, with the time of the last output; Latest wants Nitro")
    void console() throws Exception {
        Instance instance = run(each -> {});
        simulator.awaitHook(LONG);
        clock.advance(Duration.ofMinutes(1));
        for (int i = 0; i < 40; i++) {
            last.appendConsole("x".repeat(10_000));
        }
        last.appendConsole("é end");

        assertThat(console(instance).timestamp()).isEqualTo(clock.instant());
        assertThat(decoded(console(instance))).endsWith("xé end");
        assertThat(Base64.getDecoder().decode(console(instance).output())).hasSize(65_536);
        assertThat(decoded(ec2.getConsoleOutput(
                        each -> each.instanceId(instance.instanceId()).latest(true))))
                .endsWith("xé end");
        String xen = launch(InstanceType.M4_LARGE, nic -> nic).instanceId();
        assertRefused(
                () -> ec2.getConsoleOutput(each -> each.instanceId(xen).latest(true)),
                "UnsupportedOperation",
                "does not support");
        assertRefused(
                () -> ec2.getConsoleOutput(each -> each.instanceId("i-00000000000000000")),
                "InvalidInstanceID.NotFound",
                "does not exist");
    }

    @Test
    @DisplayName("closing interrupts a hook, and the simulator is deaf from then on")
    void closing() throws Exception {
        hold = new CountDownLatch(1);
        run(each -> {});
        simulator.close();

        assertThatThrownBy(() -> simulator.awaitHook(LONG)).isInstanceOf(IllegalStateException.class);
        assertThat(hold.await(1, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(seen).isEmpty();
    }
}
