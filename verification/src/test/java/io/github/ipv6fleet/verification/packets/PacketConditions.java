package io.github.ipv6fleet.verification.packets;

import io.github.ipv6fleet.render.DockerEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips packet tests, with one line that says why, where they cannot run; or fails them where they must. */
final class PacketConditions implements ExecutionCondition {
    /** When it is true, what is missing is a failure. */
    static final String REQUIRED = "IPV6FLEET_REQUIRE_TOOLS";

    private static final String REMEDY = "; as root on Debian 12, .ci/prepare-hosts installs what is needed";
    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();
    private static final List<String> TOOLS = List.of(
            "ip", "nsenter", "unshare", "mount", "pivot_root", "chroot", "sysctl", "nft", "ndppd", "busybox", "find");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<String> missing = context.getTestClass()
                .map(type -> type.getAnnotation(PacketTest.class))
                .flatMap(PacketConditions::missing);
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("everything is there");
        }
        if ("true".equals(System.getenv(REQUIRED))) {
            throw new IllegalStateException("packet tests cannot run, and " + REQUIRED + " is true: " + missing.get());
        }
        String reason = "packet tests skipped: " + missing.get();
        if (SAID.add(reason)) {
            System.out.println(reason);
        }
        return ConditionEvaluationResult.disabled(reason);
    }

    private static Optional<String> missing(PacketTest wanted) {
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).equals("linux")) {
            return Optional.of("this is not Linux");
        }
        if (!isRoot()) {
            return Optional.of("not root, who alone can make network namespaces; run the tests as root");
        }
        Optional<String> tool =
                TOOLS.stream().filter(name -> !isInstalled(name)).findFirst();
        if (tool.isPresent()) {
            return Optional.of("no " + tool.get() + REMEDY);
        }
        Shell shell = new Shell(Folders.TRANSCRIPTS.resolve("conditions.txt"));
        Shell.Outcome namespaces = shell.attempt(List.of("unshare", "--mount", "--net", "--pid", "--fork", "true"));
        if (!namespaces.succeeded()) {
            return Optional.of(
                    "this root may not make namespaces (" + namespaces.err().strip() + ")"
                            + "; run the tests on a machine, or in a container with every capability");
        }
        return engineProblem(wanted);
    }

    private static Optional<String> engineProblem(PacketTest wanted) {
        Optional<String> version = wanted.engine().engineVersion();
        if (version.isEmpty()) {
            return Optional.of("no engine in " + wanted.engine().tree() + REMEDY);
        }
        DockerEngine engine = DockerEngine.of(version.get());
        boolean exactly = wanted.version().startsWith("=");
        DockerEngine least = DockerEngine.of(wanted.version().substring(exactly ? 1 : 0));
        boolean fits = exactly ? engine.equals(least) : engine.isAtLeast(least.major(), least.minor());
        return fits
                ? Optional.empty()
                : Optional.of("the engine in " + wanted.engine().tree() + " is " + version.get() + REMEDY);
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isInstalled(String tool) {
        return Stream.of(Shell.PATH.split(":", -1)).anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
