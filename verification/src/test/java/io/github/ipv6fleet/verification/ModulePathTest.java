package io.github.ipv6fleet.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's own module that requires ours: compiled and run on the module path, without the jar of JSpecify. */
class ModulePathTest {
    @TempDir
    Path folder;

    @Test
    @DisplayName("core alone: a module that plans, without AWS, without the class path")
    void consumerOfCore() throws Exception {
        assertThat(run("requires io.github.ipv6fleet.core;", """
                        var subnet = io.github.ipv6fleet.net.SubnetSnapshot.builder(
                                "subnet-0", io.github.ipv6fleet.net.Ipv6Block.parse("2001:db8::/64")).build();
                        var limits = io.github.ipv6fleet.plan.InterfaceLimits.of("t3.small", 4, true);
                        var spec = io.github.ipv6fleet.plan.FleetSpec.builder("edge", limits).hosts(1).build();
                        System.out.println(io.github.ipv6fleet.plan.AddressPlanner.plan(spec, subnet).hosts());
                        """))
                .isEqualTo("[edge-1 2001:db8::4 containers 2001:db8:0:0:1::/80]\n");
    }

    @Test
    @DisplayName("aws with ec2-sim: a module that launches and terminates")
    void consumerOfAws() throws Exception {
        assertThat(run("""
                        requires io.github.ipv6fleet.aws;
                        requires io.github.ipv6fleet.ec2sim;
                        requires software.amazon.awssdk.http.urlconnection;
                        """, """
                        try (var ec2 = io.github.ipv6fleet.ec2sim.Ec2Simulator.start()) {
                            System.setProperty("aws.endpointUrlEc2", ec2.endpoint().toString());
                            var fleet = io.github.ipv6fleet.Ipv6Fleet.named("edge")
                                    .subnet("subnet-09a931730fa9e0000")
                                    .securityGroup("sg-0eaf4395729820000")
                                    .hosts(2)
                                    .launch();
                            System.out.println(fleet.hosts().size() + " " + fleet.terminate());
                        }
                        """)).isEqualTo("2 2 instances terminated, nothing left\n");
    }

    @Test
    @DisplayName("a provider of renderers: found on the module path and on the class path, and only when asked for")
    void providerOfRenderers() throws Exception {
        Path motd = Files.createDirectories(folder.resolve("consumer")).resolve("Motd.java");
        Files.writeString(motd, """
                package consumer;
                import io.github.ipv6fleet.plan.HostPlan;
                import io.github.ipv6fleet.render.HostConfig;
                import io.github.ipv6fleet.render.HostProfile;
                import io.github.ipv6fleet.render.HostRenderer;
                public class Motd implements HostRenderer {
                    public String id() { return "motd"; }
                    public HostConfig render(HostPlan plan, HostProfile profile) {
                        return HostConfig.builder().file("/etc/motd", 0644, plan.name() + "\\n").build();
                    }
                }
                """);
        String body = """
                io.github.ipv6fleet.render.RendererCheck.check(new Motd());
                var standard = io.github.ipv6fleet.render.Renderers.standard();
                System.out.println(standard.ids().contains("motd") + " "
                        + standard.withInstalled().ids().contains("motd") + " "
                        + io.github.ipv6fleet.render.FleetRenderers.standard().withInstalled());
                """;
        String expected = "false true table, json, picture\n";

        assertThat(run("""
                        requires io.github.ipv6fleet.render;
                        provides io.github.ipv6fleet.render.HostRenderer with consumer.Motd;
                        """, body, motd)).isEqualTo(expected);
        Path classes = folder.resolve("classes");
        Files.delete(classes.resolve("module-info.class"));
        Files.writeString(
                Files.createDirectories(classes.resolve("META-INF/services"))
                        .resolve("io.github.ipv6fleet.render.HostRenderer"),
                "consumer.Motd\n");
        Forked run = Forked.java(List.of("-cp", modulePath() + File.pathSeparator + classes, "consumer.Main"));
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo(expected);
    }

    /** What a consumer has; of the examples none, whether they come from the reactor or from a local repository. */
    private static String modulePath() {
        return Forked.entries()
                .filter(entry -> !entry.matches(
                        ".*(ipv6-fleet-example|/examples/(zone-file/)?target/|verification|picocli|jspecify).*"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private String run(String requires, String body, Path... more) throws Exception {
        Path module = Files.writeString(folder.resolve("module-info.java"), "module consumer { " + requires + " }");
        Path main = Files.createDirectories(folder.resolve("consumer")).resolve("Main.java");
        Files.writeString(
                main,
                "package consumer; public class Main { public static void main(String[] args) { " + body + " } }");
        String modulePath = modulePath();
        Path classes = folder.resolve("classes");
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        Stream.concat(
                                        Stream.of("-p", modulePath, "-d", classes.toString()),
                                        Stream.concat(Stream.of(module, main), Stream.of(more))
                                                .map(Path::toString))
                                .toArray(String[]::new));
        assertThat(compiled).isZero();
        Forked run = Forked.java(List.of(
                "-Daws.region=us-east-1",
                "-Daws.accessKeyId=anybody",
                "-Daws.secretAccessKey=nothing",
                "-p",
                modulePath + File.pathSeparator + classes,
                "-m",
                "consumer/consumer.Main"));
        assertThat(run.err()).isEmpty();
        return run.out();
    }
}
