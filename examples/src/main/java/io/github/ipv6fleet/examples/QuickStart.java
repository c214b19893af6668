package io.github.ipv6fleet.examples;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.LaunchedFleet;
import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.aws.TerminationReport;
import io.github.ipv6fleet.ec2sim.Ec2Simulator;
import io.github.ipv6fleet.plan.FleetPlan;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * The quick start: plans, renders, launches, launches again and terminates a fleet. Without options it takes the
 * values of the procedure of 2018 and an EC2 that lives in this process.
 */
public final class QuickStart {
    private static final int REFUSED = 1;

    private final Options options;
    /** Where people read; with {@code --json} nobody does. */
    private final PrintStream out;

    private QuickStart(Options options) {
        this.options = options;
        this.out = options.json ? new PrintStream(PrintStream.nullOutputStream()) : System.out;
    }

    /** Runs the quick start; {@code --help} lists its options. */
    public static void main(String[] args) {
        Options options = new Options();
        CommandLine command = new CommandLine(options)
                .setParameterExceptionHandler(
                        (wrong, words) -> explained(wrong.getMessage() + "; --help lists them all"))
                .setExecutionStrategy(parsed -> {
                    Integer help = CommandLine.executeHelpRequest(parsed);
                    return help != null ? help : new QuickStart(options).runOrExplain();
                });
        System.exit(command.execute(args));
    }

    /** Says what is wrong in words; a stack trace helps nobody who has yet to write a line of code. */
    private int runOrExplain() {
        try {
            run();
            return 0;
        } catch (IllegalArgumentException | FleetException | UncheckedIOException e) {
            return explained(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return explained(e + "; this should not happen, please report it");
        }
    }

    private static int explained(String wrong) {
        System.err.println("quickstart: " + wrong);
        return REFUSED;
    }

    private void run() {
        options.check();
        if (options.aws) {
            try (Ec2Client client = Endpoints.realEc2()) {
                run(client, "EC2");
            }
        } else if (options.endpoint != null) {
            try (Ec2Client client = Endpoints.at(options.endpoint)) {
                run(client, options.endpoint.toString());
            }
        } else {
            try (Ec2Simulator ec2 = Ec2Simulator.start();
                    Ec2Client client = Endpoints.at(ec2.endpoint())) {
                run(client, "an EC2 embedded in this process");
            }
        }
    }

    private void run(Ec2Client client, String where) {
        if (options.terminate) {
            terminateByName(client);
            return;
        }
        Ipv6Fleet fleet = Wanted.fleet(options, client);
        FleetPlan plan = fleet.plan();
        out.println("Fleet " + plan.name() + " on " + where + "\n");
        out.println(plan.toTable());
        List<Path> files = fleet.render(options.out);
        out.println("\nrendered files:");
        files.forEach(file -> out.println("  " + file));

        LaunchedFleet launched = fleet.launch();
        out.println("\nlaunch(): " + launched.report());
        launched.hosts().forEach(host -> out.println("  " + host));
        out.println("public IPv4 addresses: " + publicIpv4(launched));

        LaunchedFleet again = fleet.launch();
        out.println("second launch(): " + again.report().writes() + " writes, "
                + (ids(again).equals(ids(launched)) ? "same hosts" : "OTHER HOSTS: " + ids(again)));
        if (options.keep && !options.aws && options.endpoint == null) {
            out.println("kept, but only as long as this process: --keep needs --endpoint or --aws");
        } else if (options.keep) {
            out.println("kept; end it with: ./quickstart --terminate --name " + plan.name()
                    + (options.endpoint != null ? " --endpoint " + options.endpoint : options.aws ? " --aws" : ""));
        } else {
            out.println("terminate(): " + said(again.terminate()));
        }
        if (options.json) {
            System.out.println(Json.of(plan, launched));
        }
    }

    private void terminateByName(Ec2Client client) {
        Optional<LaunchedFleet> found =
                Ipv6Fleet.named(options.name).client(client).find();
        TerminationReport report =
                found.isPresent() ? found.get().terminate() : new TerminationReport(List.of(), List.of());
        out.println(found.isPresent() ? "terminate(): " + said(report) : "no fleet " + options.name + " is running");
        if (options.json) {
            System.out.println(Json.of(report));
        }
    }

    private static String said(TerminationReport report) {
        return report.terminated().size() + " instances terminated, "
                + (report.leftOver().isEmpty() ? "nothing was left" : "STILL THERE: " + report.leftOver());
    }

    private static long publicIpv4(LaunchedFleet fleet) {
        return fleet.hosts().stream()
                .filter(host -> host.publicIpv4().isPresent())
                .count();
    }

    private static List<String> ids(LaunchedFleet fleet) {
        return fleet.hosts().stream().map(LaunchedHost::instanceId).toList();
    }
}
