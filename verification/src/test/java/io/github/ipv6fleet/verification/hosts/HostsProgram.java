package io.github.ipv6fleet.verification.hosts;

import io.github.ipv6fleet.verification.packets.Folders;
import io.github.ipv6fleet.verification.packets.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The program that is the VPC, and plays a scenario in it. */
public final class HostsProgram {
    private HostsProgram() {}

    /** Arguments: the name of what is made, where evidence goes, the cell, the scenario. */
    public static void main(String[] arguments) throws IOException {
        endWithParent();
        Path evidence = Path.of(arguments[1]);
        int status = 0;
        try {
            run(arguments[0], evidence, Cell.valueOf(arguments[2]), Scenario.valueOf(arguments[3]));
        } catch (Throwable e) {
            e.printStackTrace();
            status = 1;
        }
        System.out.flush();
        Runtime.getRuntime().halt(status);
    }

    private static void endWithParent() {
        Thread watching = new Thread(() -> {
            try {
                while (System.in.read() >= 0) {
                    // it says nothing; that it ends is all
                }
            } catch (IOException e) {
                // as good as ended
            }
            // Nobody else would end the machines.
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
            Runtime.getRuntime().halt(2);
        });
        watching.setDaemon(true);
        watching.start();
    }

    private static void run(String name, Path evidence, Cell cell, Scenario scenario) throws IOException {
        Path folder = Folders.RUNS.resolve(name);
        Files.createDirectories(folder);
        Path image = TestImage.write(new Shell(evidence.resolve("router.txt")), folder);
        try (SmallVpc vpc = new SmallVpc(name, cell, evidence, image)) {
            scenario.play(vpc, cell);
            vpc.say("over");
        }
    }
}
