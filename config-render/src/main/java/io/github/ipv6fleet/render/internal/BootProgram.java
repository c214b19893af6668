package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.render.HostCommand;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.Phase;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The program that brings a host up at its first boot. Each step is a subshell that the program dies of, not a
 * function called under {@code if}: there the shell would forget {@code set -e}.
 */
final class BootProgram {
    static final String PATH = "/usr/local/sbin/ipv6-fleet-boot";

    /**
     * A line of the console begins anew, as a login prompt may stand there, and what a failed step said comes before the
     * marker: who sees that one has all.
     */
    private static final String HEAD = """
            #!/bin/sh
            # Written by ipv6-fleet. Brings this host up, step by step; may be run again.
            set -eu
            export DEBIAN_FRONTEND=noninteractive
            errors=$(mktemp)
            step=%1$s

            console() {
              { printf '\\n%%s\\n' "$1" >/dev/console; } 2>/dev/null || true
            }

            say() {
              logger -t ipv6-fleet -- "$1" || true
              console "%2$s$1"
            }

            begin() {
              cat "$errors" >&2
              step=$1
              say "$step"
            }

            finish() {
              status=$?
              cat "$errors" >&2
              if [ "$status" -ne 0 ]; then
                last=$(tr '\\r' '\\n' <"$errors" | LC_ALL=C tr -cd '\\n[:print:]' | sed '/^ *$/d' | tail -n %3$d | cut -c 1-%4$d)
                [ -z "$last" ] || console "$(printf '%%s\\n' "$last" | sed 's/^/%5$s/')"
                reason=$(printf '%%s\\n' "$last" | tail -n 1)
                say "%6$s$step: ${reason:-exit status $status}"
              fi
              rm -f "$errors"
            }
            trap finish EXIT
            say "$step"
            """.formatted(
            BootMarks.STARTING, BootMarks.PREFIX, BootMarks.LINES, BootMarks.WIDTH, BootMarks.QUOTE, BootMarks.FAILED);

    /** An apt source whose key is fetched later fails until then, so a failed update alone is no reason to stop. */
    private static final String INSTALL_MISSING = """
            for package; do
              shift
              case $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) in
                *' installed') ;;
                *) set -- "$@" "$package" ;;
              esac
            done
            if [ "$#" -gt 0 ]; then
              apt-get -o DPkg::Lock::Timeout=300 update || true
              apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "$@"
            fi
            """;

    /** Here and not in the unit's ExecStartPost, which systemd 257 does not always manage to start. */
    private static final String DONE = "\nsystemctl disable " + BootUnit.NAME + " 2>\"$errors\"\n";

    private BootProgram() {}

    static String of(HostConfig config) {
        return HEAD + steps(config);
    }

    /** Returns a program that takes one step, and then those that are in a file by then. */
    static String sourcing(HostCommand first, String file) {
        StringBuilder out = new StringBuilder(HEAD);
        append(out, first);
        return out.append("\n# shellcheck source=/dev/null\n. ")
                .append(file)
                .append('\n')
                .toString();
    }

    static String steps(HostConfig config) {
        StringBuilder out = new StringBuilder();
        for (Phase phase : Phase.values()) {
            if (phase == Phase.BEFORE_ENGINE && !config.packages().isEmpty()) {
                append(out, HostCommand.of("packages", "set -- " + words(config.packages()) + "\n" + INSTALL_MISSING));
            }
            config.commands(phase).forEach(command -> append(out, command));
            if (phase == Phase.NETWORK) {
                append(out, BootMarks.BOOTED);
            }
            if (phase == Phase.AFTER_ENGINE) {
                if (!config.units().isEmpty()) {
                    append(out, HostCommand.of("units", "systemctl enable --now " + words(config.units()) + "\n"));
                }
                append(out, BootMarks.ENGINE_UP);
            }
        }
        out.append(DONE);
        append(out, BootMarks.CONTAINERS_UP);
        return out.toString();
    }

    private static String words(List<String> names) {
        return names.stream().map(Shell::quoted).collect(Collectors.joining(" "));
    }

    private static void append(StringBuilder out, HostCommand command) {
        out.append("\nbegin ").append(Shell.quoted(command.step())).append("\n(\n");
        out.append(command.script()).append(") 2>\"$errors\"\n");
    }

    private static void append(StringBuilder out, String marker) {
        out.append("\nsay ").append(Shell.quoted(marker)).append('\n');
    }
}
