package io.github.ipv6fleet.verification.packets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds and removes what labs have on this machine: processes, mounts, network namespaces, folders, cgroups. */
public final class Leftovers {
    /** Everything of a lab is called this, then the process id of its JVM, then a hyphen and its number there. */
    public static final String PREFIX = "ipv6fleet-";

    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d+)-\\d+");
    private static final Path NAMESPACES = Path.of("/run/netns");
    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");
    private static final Path PROCESSES = Path.of("/proc");

    private Leftovers() {}

    /** Removes what labs left whose JVM is gone. */
    public static void sweep(Shell shell) {
        names(Leftovers::isGone).forEach(name -> remove(shell, name));
    }

    /** Returns one line for each thing there is of labs whose JVM has that process id. */
    public static List<String> of(long pid) {
        Predicate<String> mine = name -> name.startsWith(PREFIX + pid + "-");
        List<String> found = new ArrayList<>();
        processes(mine).forEach(process -> found.add("process " + process));
        mounts(Path.of("/proc/self/mountinfo")).stream().filter(mine).forEach(name -> found.add("mount of " + name));
        Stream.of(NAMESPACES, Folders.RUNS)
                .flatMap(folder -> matching(folder, mine))
                .forEach(p -> found.add("" + p));
        cgroups(mine).forEach(group -> found.add("cgroup " + group));
        return found;
    }

    /** Removes everything of one lab; what is not there is as good as removed. */
    public static void remove(Shell shell, String name) {
        Predicate<String> mine = other -> (other + "-").startsWith(name + "-");
        processes(mine).forEach(ProcessHandle::destroyForcibly);
        processes(mine).forEach(process -> process.onExit().join());
        matching(NAMESPACES, mine).map(Path::getFileName).forEach(namespace -> {
            inside(shell, namespace).forEach(ProcessHandle::destroyForcibly);
            inside(shell, namespace).forEach(process -> process.onExit().join());
            shell.run("ip", "netns", "delete", namespace.toString());
        });
        cgroups(mine).forEach(group -> shell.run("find", group.toString(), "-depth", "-type", "d", "-delete"));
        matching(Folders.RUNS, mine).forEach(path -> removeFolder(shell, path));
    }

    private static List<ProcessHandle> inside(Shell shell, Path namespace) {
        return shell.run("ip", "netns", "pids", namespace.toString())
                .lines()
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .toList();
    }

    /** Removes a folder if it is there, and nothing that is mounted in it. */
    public static void removeFolder(Shell shell, Path folder) {
        shell.run("rm", "-rf", "--one-file-system", folder.toString());
    }

    /** A process id can be given anew, but hardly to another JVM. */
    private static boolean isGone(String name) {
        Matcher parts = NAME.matcher(name);
        return parts.lookingAt()
                && ProcessHandle.of(Long.parseLong(parts.group(1)))
                        .flatMap(process -> process.info().command())
                        .filter(command -> command.endsWith("java"))
                        .isEmpty();
    }

    private static Set<String> names(Predicate<String> wanted) {
        Set<String> names = new TreeSet<>();
        Stream.concat(
                        Stream.concat(matching(NAMESPACES, wanted), matching(Folders.RUNS, wanted)),
                        cgroups(wanted).stream())
                .map(path -> NAME.matcher(path.getFileName().toString()))
                .filter(Matcher::lookingAt)
                .forEach(name -> names.add(name.group()));
        return names;
    }

    /** A process is a lab's when it has mounted something of the lab's folder: each machine mounts its root there. */
    private static List<ProcessHandle> processes(Predicate<String> mine) {
        return matching(PROCESSES, name -> name.chars().allMatch(Character::isDigit))
                .filter(process -> mounts(process.resolve("mountinfo")).stream().anyMatch(mine))
                .flatMap(process ->
                        ProcessHandle.of(Long.parseLong(process.getFileName().toString())).stream())
                .toList();
    }

    private static Set<String> mounts(Path mountInfo) {
        Set<String> names = new TreeSet<>();
        try {
            Pattern inRuns = Pattern.compile(Pattern.quote(Folders.RUNS + "/") + "(" + NAME.pattern() + ")");
            inRuns.matcher(Files.readString(mountInfo)).results().forEach(mount -> names.add(mount.group(1)));
        } catch (IOException e) {
            // The process has ended meanwhile, and its mounts with it.
        }
        return names;
    }

    /** Version 1 has a tree for each controller, version 2 one for all. */
    private static List<Path> cgroups(Predicate<String> mine) {
        List<Path> trees = new ArrayList<>(List.of(CGROUPS));
        trees.addAll(matching(CGROUPS, name -> true).filter(Files::isDirectory).toList());
        return trees.stream().flatMap(tree -> matching(tree, mine)).toList();
    }

    private static Stream<Path> matching(Path folder, Predicate<String> names) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> names.test(entry.getFileName().toString())).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }
}
