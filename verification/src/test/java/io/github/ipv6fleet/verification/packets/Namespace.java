package io.github.ipv6fleet.verification.packets;

import java.util.ArrayList;
import java.util.List;

/** A network namespace with its loopback up; closing removes it and every interface in it. */
public final class Namespace implements AutoCloseable {
    private final Shell shell;
    private final String name;

    private Namespace(Shell shell, String name) {
        this.shell = shell;
        this.name = name;
    }

    public static Namespace create(Shell shell, String name) {
        shell.run("ip", "netns", "add", name);
        Namespace namespace = new Namespace(shell, name);
        namespace.ip("link set lo up");
        return namespace;
    }

    public String name() {
        return name;
    }

    /** Runs {@code ip} in the namespace; the arguments are separated by single spaces. Returns what it printed. */
    public String ip(String arguments) {
        List<String> command = new ArrayList<>(List.of("ip", "-n", name));
        command.addAll(List.of(arguments.split(" ", -1)));
        return shell.run(command.toArray(String[]::new));
    }

    @Override
    public void close() {
        shell.run("ip", "netns", "delete", name);
    }
}
