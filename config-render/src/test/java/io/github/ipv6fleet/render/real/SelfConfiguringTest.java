package io.github.ipv6fleet.render.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.Container;
import io.github.ipv6fleet.render.DockerEngine;
import io.github.ipv6fleet.render.Exposure;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.OperatingSystem;
import io.github.ipv6fleet.render.Parsed;
import io.github.ipv6fleet.render.Renderers;
import io.github.ipv6fleet.render.Samples;
import io.github.ipv6fleet.render.UserData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A host that asks for its block ends up with the files that are rendered where the block is known. */
@Tag("parsers")
class SelfConfiguringTest {
    private static final String HARNESS =
            Path.of("src", "test", "resources", "python", "metadata.py").toString();

    private static final String TEMPLATES = "/var/lib/ipv6-fleet/templates";

    @TempDir
    Path root;

    @BeforeEach
    void pythonIsHere() {
        Tool.needed("python3");
    }

    /** What cloud-init's write_files does. */
    private void write(UserData data) throws IOException {
        for (Object entry : (List<?>) Parsed.of(data.text()).at("write_files").value()) {
            Parsed file = new Parsed(entry);
            Path target = root.resolve(((String) file.at("path").value()).substring(1));
            Files.createDirectories(target.getParent());
            Files.writeString(target, (String) file.at("content").value());
            boolean secret = "0600".equals(file.at("permissions").value());
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(secret ? "rw-------" : "rw-r--r--"));
        }
    }

    private Tool.Result fill(String... answers) {
        String[] command = new String[4 + answers.length];
        command[0] = "python3";
        command[1] = HARNESS;
        command[2] = root.resolve("usr/local/sbin/ipv6-fleet-block").toString();
        command[3] = root.toString();
        System.arraycopy(answers, 0, command, 4, answers.length);
        return Tool.run(command);
    }

    private String written(String path) throws IOException {
        return Files.readString(root.resolve(path.substring(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2600:1f18:47b:ca03:1::/80",
                "2600:1f18:47b:ca03::/80",
                "2600:1f18:0:0:1::/80",
                "2600:1f18:0:1:ffff::/80"
            })
    void fill_givesWhatIsRenderedForTheBlock(String text) throws IOException {
        Ipv6Block block = Ipv6Block.parse(text);
        HostProfile profile = Samples.profile("28.5", Exposure.PUBLISHED);
        write(UserData.selfConfiguring(Renderers.standard(), profile).build());

        // The metadata service writes addresses as the JDK does, without "::".
        String answer = block.first().toInet6Address().getHostAddress() + "/80";
        Tool.Result result = fill("404", "404", answer);

        assertThat(result).isEqualTo(new Tool.Result(0, "block " + block + "\nasked 3\n"));
        assertThatWrittenIsWhatIsRenderedFor(plan(block).build(), profile);
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(root.resolve("etc/netplan/60-ipv6-fleet.yaml"))))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @CsvSource({"20.10, DEBIAN_12", "26.1, DEBIAN_13", "29, UBUNTU_24_04"})
    void fill_ofDeclaredContainers_givesThemTheAddressesOfAPlan(String engine, String system) throws Exception {
        Ipv6Block block = Ipv6Block.parse("2600:1f18:47b:ca03:1::/80");
        HostProfile profile = HostProfile.builder()
                .operatingSystem(
                        (OperatingSystem) OperatingSystem.class.getField(system).get(null))
                .engine(DockerEngine.of(engine))
                .container(Container.of("web", "nginx").publish(443))
                .container(Container.of("job", "busybox").nextAddress())
                .container(Container.of("dns", "knot").publishUdp(53))
                .build();
        write(UserData.selfConfiguring(Renderers.standard(), profile).build());

        assertThat(fill(block.toString()).status()).isZero();

        HostPlan plan = plan(block)
                .container("web", Ipv6Address.parse("2600:1f18:47b:ca03:1:0:1:2"))
                .container("dns", Ipv6Address.parse("2600:1f18:47b:ca03:1:0:1:3"))
                .build();
        assertThatWrittenIsWhatIsRenderedFor(plan, profile);
        assertThat(written("/etc/systemd/system/ipv6-fleet-container-dns.service"))
                .contains("--ip6=2600:1f18:47b:ca03:1:0:1:3");
        assertThat(written("/etc/systemd/system/ipv6-fleet-container-job.service"))
                .doesNotContain("--ip6");
    }

    /** A plan keeps the host's address out of its block, so another has its place here. */
    private static HostPlan.Builder plan(Ipv6Block block) {
        return HostPlan.builder(
                "self-configuring",
                new Ipv6Block(new Ipv6Address(block.first().high(), 0), 64),
                new Ipv6Address(block.first().high(), 0xdead_0000_0000_0001L),
                block);
    }

    private void assertThatWrittenIsWhatIsRenderedFor(HostPlan plan, HostProfile profile) throws IOException {
        HostConfig known = Renderers.standard().render(plan, profile);
        assertThat(known.files())
                .isNotEmpty()
                .allSatisfy(file -> assertThat(written(file.path())).isEqualTo(own(file.content(), plan)));
        assertThat(own(ShellcheckTest.program(known), plan))
                .endsWith(written("/var/lib/ipv6-fleet/steps").split("\n", 2)[1]);
    }

    private static String own(String text, HostPlan plan) {
        return text.replace(
                plan.address().toString(), plan.containerBlock().first().plus(1).toString());
    }

    @Test
    void fill_twice_isTheSame() throws IOException {
        write(UserData.selfConfiguring(Renderers.standard(), HostProfile.DEFAULT)
                .build());
        fill("2600:1f18:47b:ca03:1::/80");
        String once = written("/etc/netplan/60-ipv6-fleet.yaml");
        fill("2600:1f18:47b:ca03:1::/80");

        assertThat(written("/etc/netplan/60-ipv6-fleet.yaml"))
                .isEqualTo(once)
                .contains("\"2600:1f18:47b:ca03:1::1/128\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"404", "2600:1f18:47b:ca03::/64", "nonsense"})
    void fill_withoutABlock_failsAfterAWhileAndWritesNothing(String answer) throws IOException {
        write(UserData.selfConfiguring(Renderers.standard(), HostProfile.DEFAULT)
                .build());
        Tool.Result result = fill(answer);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output())
                .startsWith("no /80 in the metadata (http://127.0.0.1:1: ")
                .endsWith("; launch the host with one IPv6 prefix\n");
        assertThat(root.resolve("etc/netplan")).doesNotExist();
    }

    @Test
    void document_isTheSameForAll_andNamesOnlyTheStandIn() {
        HostConfig one = Renderers.standard().render(Samples.prefix(), HostProfile.DEFAULT);
        String text = UserData.selfConfiguring(Renderers.standard(), HostProfile.DEFAULT)
                .build()
                .text();

        assertThat(Parsed.of(text).at("hostname").value()).isNull();
        assertThat(text).contains(TEMPLATES + "/etc/netplan/60-ipv6-fleet.yaml").doesNotContain("2600:");
        assertThat(Parsed.of(text).file("/etc/sysctl.d/60-ipv6-fleet.conf"))
                .isEqualTo(one.file("/etc/sysctl.d/60-ipv6-fleet.conf")
                        .orElseThrow()
                        .content());
    }

    @Test
    void bootProgram_fillsFirstAndThenSourcesTheSteps() throws IOException {
        Tool.needed("shellcheck");
        write(UserData.selfConfiguring(Renderers.standard(), HostProfile.DEFAULT)
                .build());
        Path console = Files.createFile(root.resolve("console"));
        Tool.fake(root, "systemctl", "echo \"$@\" >>" + console);
        Path boot = root.resolve("usr/local/sbin/ipv6-fleet-boot");
        Files.writeString(root.resolve("steps"), "say 'steps here'\n");
        Tool.fake(root, "fill", "echo filled");
        String program = Files.readString(boot);

        assertThat(Tool.run("shellcheck", "--shell=sh", boot.toString())).isEqualTo(new Tool.Result(0, ""));
        assertThat(Tool.run(
                                "shellcheck",
                                "--exclude=SC2154",
                                root.resolve(TEMPLATES.substring(1)) + "/var/lib/ipv6-fleet/steps")
                        .output())
                .isEmpty();
        Files.writeString(
                boot,
                program.replace(">/dev/console", ">>" + console)
                        .replace("/usr/local/sbin/ipv6-fleet-block", root + "/fill")
                        .replace("/var/lib/ipv6-fleet/steps", root + "/steps"));
        assertThat(Tool.run(Map.of("PATH", root.toString()), "sh", boot.toString())
                        .status())
                .isZero();
        assertThat(Files.readAllLines(console))
                .filteredOn(line -> !line.isEmpty())
                .containsExactly(
                        "ipv6-fleet: starting", "ipv6-fleet: block", "daemon-reload", "ipv6-fleet: steps here");
    }
}
