package io.github.ipv6fleet.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
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

    private String run(String requires, String body) throws Exception {
        Path module = Files.writeString(folder.resolve("module-info.java"), "module consumer { " + requires + " }");
        Path main = Files.createDirectories(folder.resolve("consumer")).resolve("Main.java");
        Files.writeString(
                main,
                "package consumer; public class Main { public static void main(String[] args) { " + body + " } }");
        String modulePath = Forked.entries()
                .filter(entry -> !entry.matches(".*(examples|verification|picocli|jspecify).*"))
                .collect(Collectors.joining(File.pathSeparator));
        Path classes = folder.resolve("classes");
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-p", modulePath, "-d", classes.toString(), module.toString(), main.toString());
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
