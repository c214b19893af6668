package io.github.ipv6fleet.render.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.Exposure;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.Renderers;
import io.github.ipv6fleet.render.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program that makes the network, in a real shell, with a stand-in for the engine. */
@Tag("parsers")
class NetworkProgramTest {
    /** Remembers the label of the network that it made, and how many containers use it. */
    private static final String ENGINE = """
            case "$1 $2 $4" in
              "network inspect {{len .Containers}}") cat "$0.used" ;;
              "network inspect "*) cat "$0.label" ;;
              "network rm "*) rm "$0.label"; echo "rm $3" >> "$0.log" ;;
              "network create "*)
                echo "$@" >> "$0.log"
                for word; do
                  case "$word" in io.github.ipv6fleet.recipe=*) echo "${word#*=}" > "$0.label" ;; esac
                done ;;
            esac
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void standIn() throws IOException {
        Tool.needed("sh");
        Tool.fake(folder, "docker", ENGINE);
        used(0);
    }

    private void used(int containers) throws IOException {
        Files.writeString(folder.resolve("docker.used"), containers + "\n");
    }

    private Tool.Result run(HostPlan plan, String engine, Exposure exposure) {
        HostProfile profile = Samples.profile(engine, exposure);
        HostConfig config = Renderers.standard().render(plan, profile);
        String program =
                config.file("/usr/local/sbin/ipv6-fleet-network").orElseThrow().content();
        String unit = config.file("/etc/systemd/system/ipv6-fleet-network.service")
                .orElseThrow()
                .content();
        String[] words = unit.substring(unit.indexOf("ExecStart=")).strip().split(" ", -1);
        List<String> command = new ArrayList<>(List.of("sh", "-euc", program));
        command.addAll(List.of(words));
        return Tool.run(Map.of("PATH", folder.toString()), command.toArray(String[]::new));
    }

    private List<String> log() throws IOException {
        return Files.readAllLines(folder.resolve("docker.log"));
    }

    private static HostPlan named(HostPlan plan) {
        return Samples.named(plan, "web");
    }

    @Test
    void network_isMadeOnce() throws IOException {
        assertThat(run(Samples.addressRun(), "28.5", Exposure.PUBLISHED)).isEqualTo(new Tool.Result(0, ""));
        assertThat(run(Samples.addressRun(), "28.5", Exposure.PUBLISHED)).isEqualTo(new Tool.Result(0, ""));

        String arguments = "--ipv6 --ipv4=false --opt=com.docker.network.bridge.name=br-ipv6fleet"
                + " --opt=com.docker.network.bridge.gateway_mode_ipv6=routed"
                + " --subnet=2600:1f18:47b:ca03::8/126 --gateway=2600:1f18:47b:ca03::9";
        assertThat(log())
                .containsExactly("network create --driver bridge --label io.github.ipv6fleet.recipe=" + arguments + " "
                        + arguments + " ipv6fleet");
    }

    @Test
    void network_ofAnotherRecipe_isMadeAgainWhileNothingUsesIt() throws IOException {
        run(Samples.prefix(), "28.5", Exposure.PUBLISHED);
        assertThat(run(named(Samples.prefix()), "28.5", Exposure.PUBLISHED)).isEqualTo(new Tool.Result(0, ""));

        assertThat(log()).hasSize(3).element(1).isEqualTo("rm ipv6fleet");
        assertThat(log().get(2)).contains(" --ip-range=2600:1f18:47b:ca03:1:0:1:8000/113 ");
    }

    @Test
    void network_ofAnotherRecipe_inUse_failsWithTheReason() throws IOException {
        run(Samples.prefix(), "28.5", Exposure.PUBLISHED);
        used(1);

        Tool.Result result = run(Samples.prefix(), "28.5", Exposure.OPEN);
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.output())
                .startsWith("network ipv6fleet is there as --ipv6 --ipv4=false --opt=com.docker.network.bridge.name=")
                .contains(" --subnet=2600:1f18:47b:ca03:1:0:1:0/112")
                .endsWith("; remove its containers, then: docker network rm ipv6fleet\n");
        assertThat(log()).hasSize(1);
    }

    @Test
    void network_ofSomebodyElse_isLeftAlone() throws IOException {
        Files.writeString(folder.resolve("docker.label"), "\n");

        assertThat(run(Samples.prefix(), "29", Exposure.PUBLISHED).output())
                .startsWith("network ipv6fleet is there as somebody else made it, wanted is ");
        assertThat(folder.resolve("docker.log")).doesNotExist();
    }
}
