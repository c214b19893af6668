package io.github.ipv6fleet.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.aws.LaunchedFleet;
import io.github.ipv6fleet.examples.EmbeddedEc2;
import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.render.BootLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * Hostile values through the whole of the public API: refused in a few words, or what is rendered and sent, read by
 * parsers that are not ours, has exactly the value and nothing else.
 */
class HostileFleetTest {
    private static final int FLEETS = 40;

    private static final int FEW_WORDS = 10_000;

    private final HostileValues values = new HostileValues();
    private final Map<String, Integer> taken = new TreeMap<>();
    private final Map<String, Integer> refused = new TreeMap<>();

    @TempDir
    Path folder;

    @Test
    @DisplayName("names, tags, keys, containers, files, user data: refused, or harmless on the host and in EC2")
    void wholeFleets() throws Exception {
        try (EmbeddedEc2 ec2 = EmbeddedEc2.start()) {
            for (int i = 0; i < FLEETS; i++) {
                HostileDraft draft = new HostileDraft(ec2.fleet("edge-" + i), values, folder, this::count);
                LaunchedFleet fleet;
                Path files = folder.resolve("" + i);
                try {
                    Ipv6Fleet wanted = draft.build();
                    wanted.render(files);
                    fleet = wanted.launch();
                } catch (IllegalArgumentException e) {
                    count("whole", e);
                    continue;
                }
                count("whole", null);
                sent(ec2, fleet, draft);
                rendered(files, fleet, draft);
                fleet.terminate();
            }
        }
        assertThat(taken.keySet())
                .as(values.replay() + " took " + taken + " refused " + refused)
                .contains("whole", "tag", "command", "content", "part", "key pair", "env file", "key comment");
        assertThat(refused.keySet())
                .as(values.replay() + " took " + taken + " refused " + refused)
                .contains("name", "host", "tag", "command", "container", "image", "env file", "part", "type", "subnet");
    }

    /** What EC2 has of it is what was said. */
    private void sent(EmbeddedEc2 ec2, LaunchedFleet fleet, HostileDraft draft) {
        String id = fleet.hosts().get(0).instanceId();
        Instance instance = ec2.client()
                .describeInstances(r -> r.instanceIds(id))
                .reservations()
                .get(0)
                .instances()
                .get(0);
        Map<String, String> tags = instance.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value));

        // The way of every XML parser with the ends of lines (XML 1.0, 2.11) is ec2-sim's to escape.
        assertThat(tags).as(values.replay()).containsAllEntriesOf(draft.tags);
        assertThat(tags.keySet().stream().filter(key -> !key.startsWith("ipv6-fleet:") && !key.equals("Name")))
                .as(values.replay())
                .containsExactlyInAnyOrderElementsOf(draft.tags.keySet().stream()
                        .filter(key -> !key.equals("Name"))
                        .toList());
        assertThat(instance.keyName()).as(values.replay()).isEqualTo(draft.keyPair);
    }

    private void rendered(Path files, LaunchedFleet fleet, HostileDraft draft) throws Exception {
        String host = fleet.hosts().get(0).name();
        Path tree = files.resolve(host);
        ReadUserData userData = ReadUserData.of(Files.readString(tree.resolve("user-data")));

        assertThat(userData.parts()).as(values.replay()).containsAllEntriesOf(draft.parts);
        assertThat(userData.authorisedKeys()).as(values.replay()).isEqualTo(draft.authorisedKeys());
        Map<String, String> written = userData.files();
        Map<String, String> onDisk = new HashMap<>();
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String path = "/" + tree.relativize(file);
                if (!path.equals("/user-data")) {
                    onDisk.put(path, Files.readString(file));
                }
            }
        }
        assertThat(written).as(values.replay()).containsAllEntriesOf(onDisk);
        assertThat(written.keySet().stream().filter(path -> !onDisk.containsKey(path)))
                .as(values.replay())
                .containsExactlyInAnyOrder(
                        "/usr/local/sbin/ipv6-fleet-boot", "/etc/systemd/system/ipv6-fleet-boot.service");
        draft.files.forEach(
                (path, content) -> assertThat(written).as(values.replay()).containsEntry(path, content));
        ComposeService.of(written.get("/etc/ipv6-fleet/compose.yaml"), draft.container.name())
                .is(draft.container, values.replay());
        shell(written);
        for (Map.Entry<String, String> file : onDisk.entrySet()) {
            if (file.getKey().endsWith(".json")) {
                json(file.getValue());
            }
        }
        FleetPlan plan = FleetPlan.fromJson(Files.readString(files.resolve("fleet.json")));
        assertThat(plan.hosts()).as(values.replay()).hasSize(1);
        assertThat(Files.readString(files.resolve("fleet.txt"))).matches("[ -~\n]*");
    }

    /** The shell of this machine reads every script to its end, without running it. */
    private void shell(Map<String, String> written) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("sh", "-c", "for f; do sh -n \"$f\" || { echo \"$f\"; exit 1; }; done", "sh"));
        for (Map.Entry<String, String> file : written.entrySet()) {
            if (file.getKey().startsWith("/usr/local/sbin/")) {
                command.add(Files.writeString(folder.resolve(file.getKey().replace('/', '_')), file.getValue())
                        .toString());
            }
        }
        Process sh = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(sh.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(sh.waitFor()).as(said + values.replay()).isZero();
    }

    private void json(String text) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            while (parser.nextToken() != null) {
                parser.skipChildren();
            }
        }
    }

    @Test
    @DisplayName("a plan from elsewhere: refused, or as good as one of ours")
    void plans() {
        String good;
        try (EmbeddedEc2 ec2 = EmbeddedEc2.start()) {
            good = ec2.fleet("edge").hosts(2).plan().toJson();
        }
        int read = 0;
        for (int i = 0; i < 2_000; i++) {
            int at = values.below(good.length());
            int end = values.coin() ? at : Math.min(good.length(), at + values.below(20));
            String changed = good.substring(0, at) + values.next() + good.substring(end);
            try {
                FleetPlan plan = FleetPlan.fromJson(changed);
                assertThat(FleetPlan.fromJson(plan.toJson()))
                        .as(values.replay())
                        .isEqualTo(plan);
                assertThat(plan.toTable()).as(values.replay()).matches("[ -~\n]*");
                read++;
            } catch (IllegalArgumentException e) {
                count("plan", e);
            }
        }
        assertThat(refused.get("plan")).as(values.replay()).isGreaterThan(1_000);
        assertThat(read).as(values.replay()).isPositive();
    }

    @Test
    @DisplayName(
            "a console that somebody else writes to: read without an exception, and its lines obeyed by no terminal")
    void consoles() {
        for (int i = 0; i < 1_000; i++) {
            BootLog log = BootLog.parse(
                    "ipv6-fleet: " + values.next() + "\nipv6-fleet: FAILED " + values.next() + "\n" + values.next());

            assertThat(log.toString().length()).as(values.replay()).isLessThan(FEW_WORDS);
            assertThat(log.toString()).as(values.replay()).doesNotMatch("(?s).*\\p{Cntrl}.*");
            assertThat(String.join("", log.lines())).as(values.replay()).doesNotMatch("(?s).*\\p{Cntrl}.*");
        }
    }

    /** Counts what was taken, or refused in a few words that no terminal obeys; one line for each problem. */
    private void count(String door, IllegalArgumentException e) {
        (e == null ? taken : refused).merge(door, 1, Integer::sum);
        for (Throwable each = e; each != null; each = each.getCause()) {
            String said = String.valueOf(each.getMessage());
            assertThat(said.length()).as(door + ": " + values.replay()).isLessThan(FEW_WORDS);
            // A line for each problem; and those of other libraries end their lines themselves.
            boolean ofLines =
                    each instanceof PlanException || !each.getClass().getName().contains("IllegalArgument");
            assertThat(ofLines ? said.replace("\n", "") : said)
                    .as(door + ": " + values.replay())
                    .doesNotMatch("(?s).*\\p{Cntrl}.*");
        }
    }
}
