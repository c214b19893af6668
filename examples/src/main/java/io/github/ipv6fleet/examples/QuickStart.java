package io.github.ipv6fleet.examples;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.aws.Finding;
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
import picocli.CommandLine;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * The quick start: plans, renders, launches, launches again and terminates a fleet. Without options it takes the
 * values of the procedure of 2018 and an EC2 that lives in this process.
 */
public final class QuickStart {
    private static final int FAILED = 1;

    private final Options options;
    /** Where people read; with {@code --json} nobody does. */
    private final PrintStream out;
    /** Whether there may be hosts that outlive this process. */
    private boolean launched;

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
            return run() ? 0 : FAILED;
        } catch (FleetException e) {
            if (options.json) {
                System.out.println(Json.of(e));
            }
            return explained(e.getMessage() + wayOut());
        } catch (IllegalArgumentException | UncheckedIOException e) {
            return explained(e.getMessage() + wayOut());
        } catch (RuntimeException e) {
            return explained(e + "; this should not happen, please report it" + wayOut());
        }
    }

    /** How to end what may still run, and cost money. */
    private String wayOut() {
        return launched ? "\nif hosts of the fleet are left, end them with: " + endCommand() : "";
    }

    private String endCommand() {
        return "./quickstart --terminate --name " + options.name
                + (options.endpoint != null ? " --endpoint " + options.endpoint : options.aws ? " --aws" : "");
    }

    private boolean outlivesThisProcess() {
        return options.aws || options.endpoint != null;
    }

    private static int explained(String wrong) {
        System.err.println("quickstart: " + wrong);
        return FAILED;
    }

    /** Returns whether everything was as it should be. */
    private boolean run() {
        options.check();
        if (options.aws) {
            try (Ec2Client client = Endpoints.realEc2()) {
                return run(
                        client, "EC2 in " + client.serviceClientConfiguration().region());
            }
        } else if (options.endpoint != null) {
            try (Ec2Client client = Endpoints.at(options.endpoint)) {
                return run(client, options.endpoint.toString());
            }
        } else {
            try (Ec2Simulator ec2 = Ec2Simulator.start();
                    Ec2Client client = Endpoints.at(ec2.endpoint())) {
                return run(client, "an EC2 embedded in this process");
            }
        }
    }

    private boolean run(Ec2Client client, String where) {
        if (options.terminate) {
            return terminateByName(client);
        }
        if (options.placeIsOpen()) {
            throw new IllegalArgumentException(Places.of(options, client, where));
        }
        if (options.accept != null) {
            return Accepting.run(options, client, where, out);
        }
        Ipv6Fleet fleet = Wanted.fleet(options, client);
        if (options.check) {
            return checked(fleet, where);
        }
        FleetPlan plan = fleet.plan();
        out.println("Fleet " + plan.name() + " on " + where + "\n");
        out.println(plan.toTable());
        List<Path> files = fleet.render(options.out);
        out.println("\nrendered files:");
        files.forEach(file -> out.println("  " + file));

        out.println("\nforecast: " + fleet.forecast());
        launched = outlivesThisProcess();
        LaunchedFleet first = fleet.launch();
        out.println("launch(): " + first.report());
        first.hosts().forEach(host -> out.println("  " + host));
        if (options.sshKey != null) {
            first.hosts().forEach(host -> out.println("  " + host.sshCommand()));
        }
        out.println("public IPv4 addresses: " + publicIpv4(first));

        LaunchedFleet again = fleet.launch();
        boolean same = ids(again).equals(ids(first));
        out.println("second launch(): " + again.report().writes() + " writes, "
                + (same ? "same hosts" : "OTHER HOSTS: " + ids(again)));
        boolean ended = options.keep ? kept() : ended(again.terminate());
        if (options.json) {
            System.out.println(Json.of(plan, first));
        }
        return same && ended;
    }

    /** Says what is found before a launch, and returns whether there is nothing that would stop it. */
    private boolean checked(Ipv6Fleet fleet, String where) {
        List<Finding> findings = fleet.check();
        out.println("Fleet " + options.name + " on " + where + ": "
                + (findings.size() == 1 ? "1 finding" : findings.size() + " findings"));
        for (Finding finding : findings) {
            out.println("\n" + finding.severity() + " " + finding.id() + ": " + finding.what());
            out.println("  why: " + finding.why());
            out.println("  remedy: " + finding.remedy());
        }
        if (options.json) {
            System.out.println(Json.of(findings));
        }
        return findings.stream().noneMatch(finding -> finding.severity() == Finding.Severity.ERROR);
    }

    private boolean kept() {
        out.println(
                outlivesThisProcess()
                        ? "kept; end it with: " + endCommand()
                        : "kept, but only as long as this process: --keep needs --endpoint or --aws");
        return true;
    }

    private boolean terminateByName(Ec2Client client) {
        TerminationReport report = Ipv6Fleet.named(options.name).client(client).terminate();
        boolean ended = true;
        if (report.terminated().isEmpty() && report.leftOver().isEmpty()) {
            out.println("no fleet " + options.name + " is running");
        } else {
            ended = ended(report);
        }
        if (options.json) {
            System.out.println(Json.of(report));
        }
        return ended;
    }

    /** Says what became of the fleet, and returns whether all of it is gone. */
    private boolean ended(TerminationReport report) {
        boolean gone = report.leftOver().isEmpty();
        out.println("terminate(): " + report.terminated().size() + " instances terminated, "
                + (gone ? "nothing was left" : "STILL THERE: " + report.leftOver() + "; again: " + endCommand()));
        return gone;
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
