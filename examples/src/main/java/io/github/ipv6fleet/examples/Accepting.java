package io.github.ipv6fleet.examples;

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
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** The acceptance run of the quick start: asks before it spends, and says where it has written what came of it. */
final class Accepting {
    /** The smallest type that has room for a host of an address run: six IPv6 addresses an interface. */
    private static final String INSTANCE_TYPE = "t3.medium";

    /** How long a boot takes on EC2 has not been measured. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private Accepting() {}

    /** Returns whether everything that was tried is as it should be. */
    static boolean run(Options options, Ec2Client client, String where, PrintStream out) {
        Path file = Objects.requireNonNull(options.accept);
        Subnet subnet = Wanted.subnet(options, client);
        String group = options.securityGroup != null ? options.securityGroup : Wanted.defaultGroup(client, subnet);
        checkGroup(client, group);
        checkFile(file);
        Ground ground = new Ground(
                where,
                client,
                name -> Wanted.empty(options, client, subnet, name, INSTANCE_TYPE),
                options.name,
                Ground.IMAGE,
                options.aws ? PATIENCE : Duration.ZERO,
                options.aws);
        if (options.aws) {
            ask(options, subnet, where, out);
        }
        try {
            boolean sound = Acceptance.run(ground, file, out::println);
            out.println((sound ? "all checks have passed" : "SOME CHECKS HAVE FAILED") + "; see " + file);
            return sound;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    /** Says what it will do, and how to end it from elsewhere. */
    private static void ask(Options options, Subnet subnet, String where, PrintStream out) {
        String type = options.instanceType != null ? options.instanceType : INSTANCE_TYPE;
        out.println("This launches 6 instances of " + type + " in " + subnet.subnetId() + " on " + where
                + ", at most 4 at a time,\nfor about half an hour, and ends them. If it is killed, end them with:");
        for (String part : new String[] {"planned", "run", "chosen"}) {
            out.println("  ./quickstart --aws --terminate --name " + options.name + "-" + part);
        }
        if (options.yes) {
            return;
        }
        out.print("Type yes to go on: ");
        out.flush();
        String said = "";
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

    /** Containers talk to each other on two ports, and ping. */
    private static void checkGroup(Ec2Client client, String id) {
        SecurityGroup group = Endpoints.read(() -> client.describeSecurityGroups(r -> r.groupIds(id)))
                .securityGroups()
                .get(0);
        boolean letsMembersIn = group.ipPermissions().stream()
                .filter(rule -> "-1".equals(rule.ipProtocol()))
                .flatMap(rule -> rule.userIdGroupPairs().stream())
                .anyMatch(pair -> id.equals(pair.groupId()));
        if (!letsMembersIn) {
            throw new IllegalArgumentException(
                    "--security-group " + id + ": has no rule that lets its own members in, and"
                            + " containers are to reach each other; take another one, or: aws ec2"
                            + " authorize-security-group-ingress --group-id " + id + " --ip-permissions IpProtocol=-1,"
                            + "UserIdGroupPairs='[{GroupId=" + id + "}]'");
        }
    }

    /** Nothing is launched for a page that cannot be written. */
    private static void checkFile(Path file) {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new IllegalArgumentException(
                    "--accept " + file + ": " + folder + " is no folder that can be written; name another one");
        }
    }
}
