package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.plan.SpecProblem;
import io.github.ipv6fleet.render.FleetFile;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostFile;
import io.github.ipv6fleet.text.Shown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes what hosts would get to a folder, for people to read and for tools to take. */
public final class FileTree {
    /** The tree's own file of each host; it may carry what only its owner may read. */
    private static final String USER_DATA = "/user-data";

    private static final int USER_DATA_MODE = 0600;

    private FileTree() {}

    private record Planned(String path, String content, int mode) {}

    /** Those about the whole fleet are for everybody to read, as the plan is. */
    private static final int FLEET_FILE_MODE = 0644;

    /**
     * Writes {@code folder/<host>/<absolute path of the file>} and {@code folder/<host>/user-data}, then what is about
     * the whole fleet.
     *
     * @throws PlanException before anything is written, if two files have one place
     */
    public static List<Path> write(Path folder, FleetPlan plan, FleetSettings settings) {
        List<Planned> files = rendered(plan, settings);
        List<Path> written = new ArrayList<>();
        try {
            FolderWriter writer = new FolderWriter(folder);
            for (Planned file : files) {
                written.add(writer.write(file.path(), file.content(), file.mode()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write to " + Shown.line(folder.toString()) + ": " + Shown.line(e.toString())
                            + "; give a folder that is yours",
                    e);
        }
        return written;
    }

    private static List<Planned> rendered(FleetPlan plan, FleetSettings settings) {
        List<Planned> files = new ArrayList<>();
        List<SpecProblem> problems = new ArrayList<>();
        for (HostPlan host : plan.hosts()) {
            HostConfig config = settings.renderers().render(host, settings.profile());
            for (HostFile file : config.files()) {
                if ((file.path() + "/").startsWith(USER_DATA + "/")) {
                    problems.add(new SpecProblem(
                            "host " + host.name() + ": file " + file.path(),
                            "the user data stands in its place in the folder",
                            "let its renderer give it another path"));
                }
                files.add(new Planned(host.name() + file.path(), file.content(), file.mode()));
            }
            files.add(new Planned(
                    host.name() + USER_DATA, settings.userData(config).text(), USER_DATA_MODE));
        }
        for (FleetFile file : settings.fleetRenderers().render(plan)) {
            plan.host(firstPart(file.path()))
                    .ifPresent(host -> problems.add(new SpecProblem(
                            "file " + file.path() + " about the fleet",
                            "the files of host " + host.name() + " stand in its place in the folder",
                            "let its renderer give it another path")));
            files.add(new Planned(file.path(), file.content(), FLEET_FILE_MODE));
        }
        if (!problems.isEmpty()) {
            throw new PlanException(problems);
        }
        return files;
    }

    private static String firstPart(String path) {
        int end = path.indexOf('/');
        return end < 0 ? path : path.substring(0, end);
    }
}
