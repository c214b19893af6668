package io.github.ipv6fleet.render.internal.check;

import io.github.ipv6fleet.render.DockerEngine;
import io.github.ipv6fleet.render.internal.check.ConfigNode.Kind;
import java.util.List;
import java.util.Set;

/** What default-network-opts does to networks that are made later; the engine looks at none of it before. */
final class NetworkOptions {
    private static final String KEY = "default-network-opts";
    private static final String MODE = "com.docker.network.bridge.gateway_mode_ipv6";
    private static final Set<String> DRIVERS = Set.of("bridge", "host", "ipvlan", "macvlan", "none", "null", "overlay");

    private final DockerEngine engine;
    private final Findings findings;

    NetworkOptions(DockerEngine engine, Findings findings) {
        this.engine = engine;
        this.findings = findings;
    }

    void check(ConfigNode file) {
        if (EngineKeys.find(KEY, engine).isPresent()) {
            file.get(KEY).ifPresent(options -> options.effective().forEach(this::driver));
        }
    }

    /** Looks at the options of one bridge network; in one that is internal any mode may be. */
    void ofNetwork(ConfigNode options, boolean internal) {
        options.effective().stream()
                .filter(option -> !(internal && option.key().equals(MODE)))
                .forEach(this::option);
    }

    private void driver(ConfigNode.Entry driver) {
        if (!DRIVERS.contains(driver.key())) {
            findings.ignored(
                    driver.line(),
                    "driver-unknown",
                    "there is no network driver " + driver.key() + ", so that its options have no effect",
                    "did you mean " + Words.closest(driver.key(), DRIVERS) + "?");
        } else if (driver.key().equals("bridge") && driver.value().is(Kind.MAP)) {
            driver.value().effective().forEach(this::option);
        }
    }

    private void option(ConfigNode.Entry option) {
        if (EngineKeys.findOption(option.key(), engine).isPresent()) {
            if (option.key().equals(MODE)) {
                mode(option);
            }
            return;
        }
        List<EngineKey> history = EngineKeys.optionHistory(option.key());
        if (!history.isEmpty()) {
            findings.ignored(
                    option.line(),
                    "option-too-new",
                    engine + " takes the option " + option.key() + " and passes over it; it has an effect from "
                            + history.get(0).since() + " on",
                    "leave it out, or take engine " + history.get(0).since() + " or later");
        } else if (option.key().startsWith("com.docker.network.")) {
            findings.ignored(
                    option.line(),
                    "option-unknown",
                    engine + " takes the option " + option.key() + ", which the bridge driver does not know, and passes"
                            + " over it",
                    "look at its spelling");
        }
    }

    private void mode(ConfigNode.Entry option) {
        String mode = option.value().text();
        Set<String> known = engine.isAtLeast(28)
                ? Set.of("", "nat", "nat-unprotected", "routed", "isolated")
                : Set.of("", "nat", "routed");
        if (!known.contains(mode)) {
            findings.dangerous(
                    option.line(),
                    "gateway-mode-unknown",
                    engine + " starts, and then refuses to make any bridge network: it has no gateway mode " + mode,
                    "write nat or routed" + (engine.isAtLeast(28) ? ", or nat-unprotected" : ""));
        } else if (mode.equals("isolated")) {
            findings.dangerous(
                    option.line(),
                    "gateway-mode-isolated",
                    "isolated is for internal networks alone; the engine refuses to make any other bridge network",
                    "write it as an option of the one network that is internal");
        }
    }
}
