package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.render.DockerEngine;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Files whose text depends on the engine. Where one engine is rendered for they are simply there. Where it may be one
 * of several, each kind of engine has a tree with its files, and the host copies the tree of the engine that it finds.
 */
final class EngineFiles {
    private static final String TREES = "/usr/local/share/ipv6-fleet/engine-";

    /** The engine need not run for this question, so it first runs with the right files. */
    private static final String ASK = """
            said=$(dockerd --version) ||
              fail "there is no engine on this host; take an image that has one, or another engine source"
            have=$(printf '%s\\n' "$said" | sed -n 's/^Docker version \\([^,]*\\),.*/\\1/p')
            """;

    /**
     * What somebody changed in a file meanwhile stays, as long as the engine is of the same kind. The firewall starts
     * after this at boot, and is not waited for; where it runs already it reads its new file.
     */
    private static final String PLACE = """
            mark=/var/lib/ipv6-fleet/recipe
            if [ "$(cat "$mark" 2>/dev/null)" != "$tree" ]; then
              cp -R "$tree/." /
              mkdir -p /var/lib/ipv6-fleet
              printf '%s\\n' "$tree" >"$mark"
              systemctl daemon-reload
              systemctl --no-block try-reload-or-restart ipv6-fleet-firewall.service
            fi
            """;

    private EngineFiles() {}

    /** Returns the file, in as many variants as the profile's engines need. */
    static HostConfig of(HostProfile profile, String path, int mode, Function<DockerEngine, String> text) {
        HostConfig.Builder config = HostConfig.builder();
        List<List<DockerEngine>> kinds = kinds(profile.engines());
        for (List<DockerEngine> kind : kinds) {
            String tree = kinds.size() == 1 ? "" : TREES + kind.get(0).version();
            config.file(tree + path, mode, text.apply(kind.get(0)));
        }
        return config.build();
    }

    /**
     * Returns the script that puts the files of the engine that is there in their places, or fails if none fit. Where
     * there is one set of files it asks for less than {@link #check}: that the engine is of a kind that they fit.
     */
    static String choose(HostProfile profile) {
        List<List<DockerEngine>> kinds = kinds(profile.engines());
        StringBuilder cases = new StringBuilder(ASK + "case \"$have\" in\n");
        for (List<DockerEngine> kind : kinds) {
            String then = kinds.size() == 1
                    ? ""
                    : " tree=" + Shell.quoted(TREES + kind.get(0).version());
            cases.append("  %s)%s ;;\n".formatted(pattern(kinds.size() == 1 ? fitting(kind) : kind), then));
        }
        return cases + refusal(profile) + "esac\n" + (kinds.size() == 1 ? "" : PLACE);
    }

    /** The engines themselves, and later ones that behave alike: such an upgrade leaves the files right. */
    private static List<DockerEngine> fitting(List<DockerEngine> engines) {
        DockerEngine oldest = engines.get(0);
        return Stream.concat(
                        engines.stream(),
                        DockerEngine.known().stream()
                                .filter(other -> other.major() >= oldest.major() && alike(oldest, other)))
                .distinct()
                .toList();
    }

    /** Returns the script that fails unless {@code $have} is a version that was rendered for. */
    static String check(HostProfile profile) {
        return "fail() {\n  echo \"$1\" >&2\n  exit 1\n}\ncase \"$have\" in\n  " + pattern(profile.engines()) + ") ;;\n"
                + refusal(profile) + "esac\n";
    }

    private static String refusal(HostProfile profile) {
        String wanted = profile.engines().stream().map(DockerEngine::version).collect(Collectors.joining(", "));
        return "  *)\n    want=" + Shell.quoted(wanted) + """

                    fail "the engine is ${have:-unknown}, this host was rendered for $want; take that engine or render again"
                    ;;
                """;
    }

    /** 28.5 is meant to match 28.5.2 and 28.5-rc.1, and not 28.50. */
    private static String pattern(List<DockerEngine> engines) {
        return engines.stream()
                .map(engine -> engine.version() + " | " + engine.version() + "[!0-9]*")
                .collect(Collectors.joining(" | "));
    }

    /** Groups engines that behave alike in all that renderers look at; what holds for the oldest holds for each. */
    private static List<List<DockerEngine>> kinds(List<DockerEngine> engines) {
        List<List<DockerEngine>> kinds = new ArrayList<>();
        for (DockerEngine engine : engines) {
            List<DockerEngine> last = kinds.isEmpty() ? List.of() : kinds.get(kinds.size() - 1);
            if (last.isEmpty() || !alike(last.get(0), engine)) {
                last = new ArrayList<>();
                kinds.add(last);
            }
            last.add(engine);
        }
        return kinds;
    }

    private static boolean alike(DockerEngine one, DockerEngine other) {
        return one.filtersIpv6ByDefault() == other.filtersIpv6ByDefault()
                && one.hasRoutedMode() == other.hasRoutedMode();
    }
}
