package io.github.ipv6fleet.examples;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.examples.acceptance.Acceptance;
import io.github.ipv6fleet.examples.acceptance.Ground;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** The acceptance run of the quick start: asks before it spends, and says where it has written what came of it. */
final class Accepting {
    /** The smallest type that has room for a host of an address run: six IPv6 addresses an interface. */
    private static final String INSTANCE_TYPE = "t3.medium";

    /** How long a boot takes on EC2 has not been measured. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Options options;
    private final Ec2Client client;
    private final String where;
    private final PrintStream out;

    private Accepting(Options options, Ec2Client client, String where, PrintStream out) {
        this.options = options;
        this.client = client;
        this.where = where;
        this.out = out;
    }

    /** Returns whether everything that was tried is as it should be. */
    static boolean run(Options options, Ec2Client client, String where, PrintStream out) {
        return new Accepting(options, client, where, out).run(Objects.requireNonNull(options.accept));
    }

    private boolean run(Path file) {
        boolean spends = options.aws || (options.endpoint != null && !Endpoints.isHere(options.endpoint));
        Subnet subnet = Wanted.subnet(options, client);
        checkGroup(options.securityGroup != null ? options.securityGroup : Wanted.defaultGroup(client, subnet));
        checkFile(file);
        checkNames();
        if (spends) {
            ask(subnet);
        }
        Ground ground = new Ground(
                where,
                client,
                name -> Wanted.empty(options, client, subnet, name, INSTANCE_TYPE),
                options.name,
                Ground.IMAGE,
                spends ? PATIENCE : Duration.ZERO,
                options.aws);
        try {
            boolean sound = Acceptance.run(ground, file, out::println);
            out.println((sound ? "all checks have passed" : "SOME CHECKS HAVE FAILED") + "; see " + file);
            return sound;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    /** Says what it will do, and how to end it from elsewhere. */
    private void ask(Subnet subnet) {
        String type = options.instanceType != null ? options.instanceType : INSTANCE_TYPE;
        out.println("This launches 6 instances of " + type + " in " + subnet.subnetId() + " on " + where
                + ", at most 4 at a time,\nfor up to an hour, and ends them. If it is killed, end them with:");
        String place = options.aws ? " --aws" : " --endpoint " + options.endpoint;
        Acceptance.fleets(options.name)
                .forEach(fleet -> out.println("  ./quickstart" + place + " --terminate --name " + fleet));
        if (options.yes) {
            return;
        }
        out.print("Type yes to go on: ");
        out.flush();
        String said;
        try {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            said = Objects.requireNonNullElse(in.readLine(), "");
        } catch (IOException e) {
            throw new UncheckedIOException("standard input cannot be read; say --yes", e);
        }
        if (!said.strip().equals("yes")) {
            throw new IllegalArgumentException("nobody said yes, so nothing was launched");
        }
    }

    /** Its fleets are ended, so none of those names may be somebody's already. */
    private void checkNames() {
        for (String fleet : Acceptance.fleets(options.name)) {
            if (Ipv6Fleet.named(fleet).client(client).find().isPresent()) {
                throw new IllegalArgumentException("--accept: a fleet " + fleet
                        + " runs already, and it would be ended; give another --name, or end it with --terminate --name "
                        + fleet);
            }
        }
    }

    /** Containers talk to each other on two ports, and ping. */
    private void checkGroup(String id) {
        SecurityGroup group = Endpoints.read(() -> client.describeSecurityGroups(r -> r.groupIds(id)))
                .securityGroups()
                .get(0);
        boolean letsMembersIn = group.ipPermissions().stream()
                .filter(rule -> "-1".equals(rule.ipProtocol()))
                .anyMatch(rule -> isAbout(rule, id));
        if (!letsMembersIn) {
            throw new IllegalArgumentException(
                    "--security-group " + id + ": has no rule for all protocols that lets its own"
                            + " members in, and containers are to reach each other; take another one, or: aws ec2"
                            + " authorize-security-group-ingress --group-id " + id + " --ip-permissions 'IpProtocol=-1,"
                            + "UserIdGroupPairs=[{GroupId=" + id + "}]'");
        }
    }

    /** A block of addresses may be that of the subnet. */
    private static boolean isAbout(IpPermission rule, String id) {
        return !rule.ipv6Ranges().isEmpty()
                || rule.userIdGroupPairs().stream().anyMatch(pair -> id.equals(pair.groupId()));
    }

    /** Nothing is launched for a page that cannot be written. */
    private static void checkFile(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        boolean good = folder != null
                && !Files.isDirectory(file)
                && (Files.exists(file)
                        ? Files.isWritable(file)
                        : Files.isDirectory(folder) && Files.isWritable(folder));
        if (!good) {
            throw new IllegalArgumentException(
                    "--accept " + file + ": is no file that can be written there; name another one");
        }
    }
}
