package io.github.ipv6fleet.ec2sim;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Runs a simulator as a process of its own until it is killed. By default on any free port. */
public final class Ec2SimulatorMain {
    private static final String USAGE = """
            usage: java -jar ipv6-fleet-ec2-sim.jar [--port N] [--state FILE]

              --port N       listen on port N of 127.0.0.1 (default: any free port)
              --state FILE   keep the state in FILE, and begin with what is in it (default: none is kept)
              --help         print this text

            Prints "ec2-sim ready at http://127.0.0.1:PORT" when it is, and serves until it is killed.""";

    private static final int WRONG_USAGE = 2;

    private Ec2SimulatorMain() {}

    /** Starts the simulator; ends with exit code 2 on wrong options or a port that cannot be had. */
    public static void main(String[] args) throws InterruptedException {
        int exit = run(List.of(args), System.out, System.err);
        if (exit != 0) {
            System.exit(exit);
        }
    }

    private static int run(List<String> args, PrintStream out, PrintStream err) throws InterruptedException {
        if (args.contains("--help")) {
            out.println(USAGE);
            return 0;
        }
        try (Ec2Simulator ec2 = builder(args).start()) {
            out.println("ec2-sim ready at " + ec2.endpoint());
            out.flush();
            new CountDownLatch(1).await(); // for ever: the server's own threads are daemons
            return 0;
        } catch (IllegalArgumentException | UncheckedIOException e) {
            err.println("ec2-sim: " + e.getMessage() + " (--help shows the options)");
            return WRONG_USAGE;
        }
    }

    private static Ec2Simulator.Builder builder(List<String> args) {
        Ec2Simulator.Builder builder = Ec2Simulator.builder().withoutRecording();
        for (int i = 0; i < args.size(); i += 2) {
            String option = args.get(i);
            if (i + 1 == args.size() || (!option.equals("--port") && !option.equals("--state"))) {
                throw new IllegalArgumentException(
                        "unknown options: " + String.join(" ", args.subList(i, args.size())));
            }
            String value = args.get(i + 1);
            if (option.equals("--port")) {
                builder.port(number(value));
            } else {
                builder.stateFile(Path.of(value));
            }
        }
        return builder;
    }

    private static int number(String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--port needs a number, not " + value, e);
        }
    }
}
