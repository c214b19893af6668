package io.github.ipv6fleet.verification;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** ec2-sim as a program, in a process of its own. */
final class RunningEc2Sim implements AutoCloseable {
    private final Process process;
    private final String endpoint;

    RunningEc2Sim() throws IOException {
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Forked.classPath(),
                        "io.github.ipv6fleet.ec2sim.Ec2SimulatorMain"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String ready = String.valueOf(out.readLine());
        if (!ready.startsWith("ec2-sim ready at http://")) {
            process.destroy();
            throw new IOException("ec2-sim said: " + ready);
        }
        endpoint = ready.substring(ready.indexOf("http://"));
    }

    String endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
