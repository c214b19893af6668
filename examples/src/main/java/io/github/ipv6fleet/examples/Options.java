package io.github.ipv6fleet.examples;

import io.github.ipv6fleet.aws.FleetOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What can be said on the command line of the quick start. */
@Command(
        name = "quickstart",
        mixinStandardHelpOptions = false,
        sortOptions = false,
        description = "Plans, renders, launches, launches again and terminates a fleet of Docker hosts whose containers"
                + " have global IPv6 addresses. Without options it needs no AWS account.")
final class Options {
    /** Where container blocks come from. */
    enum Mode {
        ADDRESS_RUN,
        DELEGATED
    }

    /** Who reaches the containers' ports. */
    enum Ports {
        PUBLISHED,
        OPEN
    }

    @Option(
            names = "--mode",
            paramLabel = "address-run|delegated",
            converter = Words.ModeWord.class,
            description = "container blocks: single addresses with the values of the 2018 procedure (the default),"
                    + " or a delegated /80 per host")
    Mode mode = Mode.ADDRESS_RUN;

    @Option(names = "--hosts", paramLabel = "N", description = "how many hosts (default: 2)")
    int hosts = 2;

    @Option(
            names = "--instance-type",
            paramLabel = "T",
            description = "default: r5d.large for address-run, t3.small for delegated")
    @Nullable
    String instanceType;

    @Option(names = "--engine", paramLabel = "V", description = "Docker version to render for, such as 28.5")
    @Nullable
    String engine;

    @Option(
            names = "--exposure",
            paramLabel = "published|open",
            converter = Words.PortsWord.class,
            description = "container ports that the world reaches: those published (the default), or all")
    Ports exposure = Ports.PUBLISHED;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "where the hosts' files go, as DIR/<host>/<absolute path>, DIR/<host>/user-data")
    Path out = Path.of(System.getProperty("quickstart.out", "quickstart-files"));

    @Option(names = "--json", description = "print plan, fleet and report as JSON, and nothing else")
    boolean json;

    @Option(names = "--endpoint", paramLabel = "URL", description = "an EC2 endpoint, such as one of ec2-sim")
    @Nullable
    URI endpoint;

    @Option(names = "--aws", description = "run on EC2 itself, which costs money; needs --subnet, --security-group")
    boolean aws;

    @Option(names = "--subnet", paramLabel = "ID", description = "default: the one of 2600:1f18:47b:ca03::/64")
    @Nullable
    String subnet;

    @Option(names = "--security-group", paramLabel = "ID", description = "default: the VPC's default group")
    @Nullable
    String securityGroup;

    @Option(names = "--name", paramLabel = "FLEET", description = "name of the fleet (default: quickstart)")
    String name = "quickstart";

    @Option(names = "--max-hosts", paramLabel = "N", description = "the most hosts there may be (default: 50)")
    int maxHosts = FleetOptions.USUAL_HOSTS;

    @Option(names = "--spot", description = "spot instances instead of ones on demand")
    boolean spot;

    @Option(names = "--ssh-key", paramLabel = "FILE", description = "an OpenSSH public key that may log in")
    @Nullable
    Path sshKey;

    @Option(names = "--tag", paramLabel = "KEY=VALUE", description = "a tag of every instance; may be repeated")
    Map<String, String> tags = new LinkedHashMap<>();

    @Option(
            names = "--check",
            description = "only look whether the fleet could be launched, and say what is found; changes nothing")
    boolean check;

    @Option(
            names = "--accept",
            arity = "0..1",
            paramLabel = "FILE",
            fallbackValue = "acceptance.md",
            description = "launch two hosts of every block source, have their containers talk, end them, and write down"
                    + " what came of it (in acceptance.md); asks before it spends money")
    @Nullable
    Path accept;

    @Option(names = "--yes", description = "with --accept: do not ask")
    boolean yes;

    @Option(names = "--keep", description = "do not terminate the fleet at the end")
    boolean keep;

    @Option(names = "--terminate", description = "only terminate the fleet of that name")
    boolean terminate;

    @Option(
            names = {"--help", "-h"},
            usageHelp = true,
            description = "print this")
    boolean help;

    /** Whether it has yet to be said where hosts go and who reaches them, which on EC2 nobody else may say. */
    boolean placeIsOpen() {
        return aws && !terminate && (subnet == null || securityGroup == null);
    }

    /** Checks how options go together. */
    void check() {
        if (!terminate && hosts > maxHosts) {
            throw new IllegalArgumentException("--hosts " + hosts + ": are more than " + maxHosts
                    + ", the most that there may be; say --max-hosts " + hosts + " if they are meant");
        }
        if (yes && accept == null) {
            throw new IllegalArgumentException("--yes without --accept: nothing is asked then; leave it away");
        }
        if (accept != null) {
            refuse("--check", check, "which launches nothing");
            refuse("--terminate", terminate, "which launches nothing");
            refuse("--keep", keep, "and it ends all that it launches");
            refuse("--json", json, "and its page is Markdown");
            refuse(
                    "--exposure open",
                    exposure == Ports.OPEN,
                    "and it looks whether a port that is not published is closed");
        }
        if (aws && endpoint != null) {
            throw new IllegalArgumentException("--aws and --endpoint: only one can be meant; leave one away");
        }
    }

    private static void refuse(String option, boolean said, String why) {
        if (said) {
            throw new IllegalArgumentException("--accept with " + option + ", " + why + "; leave one away");
        }
    }
}
