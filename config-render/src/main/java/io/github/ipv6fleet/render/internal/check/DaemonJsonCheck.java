package io.github.ipv6fleet.render.internal.check;

import io.github.ipv6fleet.render.ConfigFinding;
import io.github.ipv6fleet.render.DockerEngine;
import io.github.ipv6fleet.render.internal.check.ConfigNode.Kind;
import java.util.List;

/** Reads daemon.json as an engine does, first the file, then what it would do at its start, then what it would be. */
public final class DaemonJsonCheck {
    private static final String BOM = "\ufeff";

    private DaemonJsonCheck() {}

    /** Returns what is found, by line. */
    public static List<ConfigFinding> check(String file, String text, DockerEngine engine) {
        Findings findings = new Findings(file);
        try {
            ConfigNode json = read(text, engine);
            if (json.is(Kind.MAP)) {
                keys(json, engine, findings);
            } else if (!json.is(Kind.NULL)) {
                findings.refused(
                        json.line(), "json-syntax", engine + " refuses a file that is no object", "write {...}");
            }
        } catch (SyntaxProblem e) {
            findings.refused(
                    e.line(), "json-syntax", engine + " refuses what is no JSON: " + e.problem(), "correct this line");
        }
        return findings.list();
    }

    /** From 23.0 on a file may be empty, may begin with a byte order mark, and nothing may follow the object. */
    private static ConfigNode read(String text, DockerEngine engine) throws SyntaxProblem {
        boolean modern = engine.isAtLeast(23);
        String json = modern && text.startsWith(BOM) ? text.substring(BOM.length()) : text;
        if (modern && json.isBlank()) {
            return ConfigNode.map(1, List.of());
        }
        return JsonReader.read(json, modern);
    }

    private static void keys(ConfigNode json, DockerEngine engine, Findings findings) {
        new DaemonKeys(engine, findings).check(json);
        DaemonTypes.check(json, engine, findings);
        if (findings.hasRefused()) {
            return;
        }
        DaemonSettings settings = new DaemonSettings(json, engine);
        new DaemonStart(settings, findings).check();
        new Docker0Subnet(settings, findings).check();
        new Pools(settings, findings).check();
        new NetworkOptions(engine, findings).check(json);
        if (!findings.hasRefused()) {
            new Docker0Reach(settings, findings).check();
        }
    }
}
