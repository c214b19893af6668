package io.github.ipv6fleet.verification.hosts;

import io.github.ipv6fleet.verification.packets.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips tests that boot hosts, with one line that says why, where they cannot run; or fails them where they must. */
final class HostConditions implements ExecutionCondition {
    /** When it is true, what is missing is a failure. */
    private static final String REQUIRED = "IPV6FLEET_REQUIRE_TOOLS";

    private static final String REMEDY = "; as root on Debian 12, .ci/prepare-hosts installs what is needed";
    private static final List<String> TOOLS = List.of(
            "ip", "nsenter", "unshare", "mount", "chroot", "sysctl", "nft", "busybox", "systemd-nspawn", "dnsmasq");
    private static final List<String> MORE_TOOLS = List.of("ndppd", "gpg", "apt-ftparchive", "dpkg-deb");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (context.getTestMethod().isPresent()) {
            return ConditionEvaluationResult.enabled("it is asked once for all tests of a class");
        }
        boolean all = context.getTags().contains("cells");
        Optional<String> missing = missing(all ? List.of(BootRoot.values()) : List.of(BootRoot.TRIXIE));
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("everything is there");
        }
        if ("true".equals(System.getenv(REQUIRED))) {
            throw new IllegalStateException("hosts cannot boot, and " + REQUIRED + " is true: " + missing.get());
        }
        String reason = "tests that boot hosts skipped: " + missing.get();
        System.out.println(reason);
        return ConditionEvaluationResult.disabled(reason);
    }

    private static Optional<String> missing(List<BootRoot> roots) {
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).equals("linux")) {
            return Optional.of("this is not Linux");
        }
        if (!isRoot()) {
            return Optional.of("not root, who alone can boot them; run the tests as root");
        }
        return (roots.size() > 1 ? Stream.concat(TOOLS.stream(), MORE_TOOLS.stream()) : TOOLS.stream())
                .filter(tool -> !isInstalled(tool))
                .map(tool -> "no " + tool + REMEDY)
                .findFirst()
                .or(() -> roots.stream().flatMap(root -> problem(root).stream()).findFirst());
    }

    private static Optional<String> problem(BootRoot root) {
        if (!root.exists()) {
            return Optional.of(
                    "no root tree " + root.tree() + REMEDY + (root == BootRoot.TRIXIE ? "" : ", with --all"));
        }
        return root.hasItsEngine()
                ? Optional.empty()
                : Optional.of(
                        "the engine in " + root.tree() + " is not " + root.engine() + ", which hosts are rendered for");
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
