package io.github.ipv6fleet.render.internal.check;

import io.github.ipv6fleet.render.DockerEngine;
import io.github.ipv6fleet.render.internal.check.ConfigNode.Kind;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which keys of daemon.json an engine knows, as it looks them up: whatever is in an object is taken out of it. */
final class DaemonKeys {
    /** Keys whose objects the engine leaves whole (moby, daemon/config: flatOptions), whether it knows them or not. */
    private static final Set<String> WHOLE =
            Set.of("cluster-store-opts", "log-opts", "runtimes", "default-ulimits", "features", "builder");

    private static final Set<String> SINCE_KNOWN = Set.of("default-network-opts", "nri-opts");

    /** Where proxies have to be, though the engine looks their names up as if they were outside. */
    private static final String PROXIES = "proxies";

    private final DockerEngine engine;
    private final Findings findings;

    DaemonKeys(DockerEngine engine, Findings findings) {
        this.engine = engine;
        this.findings = findings;
    }

    void check(ConfigNode file) {
        for (ConfigNode.Entry entry : file.effective()) {
            boolean object = entry.value().is(Kind.MAP);
            if (object && !isWhole(entry.key())) {
                nested(entry);
            } else {
                known(entry);
            }
        }
        undone(file);
    }

    private boolean isWhole(String key) {
        return WHOLE.contains(key)
                || (SINCE_KNOWN.contains(key) && EngineKeys.find(key, engine).isPresent());
    }

    private void nested(ConfigNode.Entry entry) {
        boolean proxies = entry.key().equals(PROXIES)
                && EngineKeys.find("http-proxy", engine).isPresent();
        for (ConfigNode.Entry inner : entry.value().effective()) {
            if (EngineKeys.find(inner.key(), engine).isEmpty()) {
                unknown(inner);
            }
        }
        if (!proxies) {
            findings.ignored(
                    entry.line(),
                    "object-unknown",
                    engine + " has no key " + entry.key() + " with an object, and passes over what is in it",
                    "write its keys at the top, or leave it out");
        }
    }

    private void known(ConfigNode.Entry entry) {
        EngineKeys.find(entry.key(), engine)
                .ifPresentOrElse(
                        row -> {
                            if (row.type() == EngineKey.Type.FLAG) {
                                flag(entry, row);
                            }
                        },
                        () -> unknown(entry));
    }

    private void flag(ConfigNode.Entry entry, EngineKey row) {
        findings.ignored(
                entry.line(),
                "key-is-flag",
                engine + " takes " + entry.key()
                        + ", which is the name of a command line flag, and does nothing with it",
                row.instead().isEmpty() ? "leave it out" : "write " + row.instead());
    }

    private void unknown(ConfigNode.Entry entry) {
        List<EngineKey> history = EngineKeys.history(entry.key());
        String what = engine + " refuses key " + entry.key();
        if (history.isEmpty()) {
            findings.refused(
                    entry.line(),
                    "key-unknown",
                    what + ", which no engine knows",
                    "did you mean " + closest(entry.key()) + "? Else leave it out: with it the engine does not start");
            return;
        }
        EngineKey newest = history.get(history.size() - 1);
        boolean removed = newest.gone().isPresent();
        String when = removed ? "removed in " + newest.gone().orElseThrow() : "first legal in " + newest.since();
        findings.refused(
                entry.line(),
                removed ? "key-removed" : "key-too-new",
                what + "; " + when,
                removed ? "leave it out" : "leave it out, or take engine " + newest.since() + " or later");
    }

    private String closest(String key) {
        return Words.closest(key, EngineKeys.keysOf(engine));
    }

    private void undone(ConfigNode file) {
        Set<ConfigNode.Entry> effective = file.effective().stream().collect(Collectors.toSet());
        for (ConfigNode.Entry entry : file.entries()) {
            if (!effective.contains(entry)) {
                findings.ignored(
                        entry.line(),
                        "key-twice",
                        entry.key() + " is there again further down, and the last one counts",
                        "keep one of them");
            }
        }
    }
}
