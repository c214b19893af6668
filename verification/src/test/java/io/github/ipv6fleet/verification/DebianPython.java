package io.github.ipv6fleet.verification;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs in Python that use Debian's packages, where these are installed. */
final class DebianPython {
    private static final String PYTHON = "/usr/bin/python3"; // Debian's own: no other sees its packages
    private static final Path PROGRAMS = Path.of("src", "test", "python");

    private DebianPython() {}

    /** Skips the test where Debian has not installed this module; fails it where tools are required. */
    static void require(String module) throws Exception {
        if (Forked.run(List.of(PYTHON, "-c", "import " + module)).status() != 0) {
            String reason = "skipped: Debian's Python has no " + module;
            System.out.println(reason);
            if ("true".equals(System.getenv("IPV6FLEET_REQUIRE_TOOLS"))) {
                fail(reason);
            }
            abort(reason);
        }
    }

    static Path program(String name) {
        return PROGRAMS.resolve(name);
    }

    static Forked run(String program, Object... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(PYTHON, program(program).toString()));
        for (Object each : arguments) {
            command.add(each.toString());
        }
        return Forked.run(command);
    }
}
