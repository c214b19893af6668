package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.render.HostCommand;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * The program that brings a host up at its first boot. Each step is a subshell that the program dies of, not a
 * function called under {@code if}: there the shell would forget {@code set -e}.
 */
final class BootProgram {
    static final String PATH = "/usr/local/sbin/ipv6-fleet-boot";

    static final String MODE = "0755";

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

    /**
     * Here and not in the unit's ExecStartPost, which systemd 257 does not always manage to start. What is disabled counts
     * at the next boot; to have systemd read all its files for that costs a host of one core most of a second.
     */
    private static final String END =
            "\nsystemctl disable --no-reload " + BootUnit.NAME + " 2>\"$errors\"\n" + mark(BootMarks.CONTAINERS_UP);

    private static final String END_OF_STEP = ") 2>\"$errors\"\n";

    private static final String BOOTED = mark(BootMarks.BOOTED);

    private static final String ENGINE_UP = mark(BootMarks.ENGINE_UP);

    private BootProgram() {}

    /** Returns the program, in pieces of whole lines. */
    static List<String> of(HostConfig config, LastHost same) {
        List<String> out = new ArrayList<>();
        out.add(HEAD);
        addSteps(out, config, same);
        return out;
    }

    /** Returns a program that takes one step, and then those that are in a file by then. */
    static List<String> sourcing(HostCommand first, String file, LastHost same) {
        List<String> out = new ArrayList<>();
        out.add(HEAD);
        addStep(out, first, same);
        out.add("\n# shellcheck source=/dev/null\n. " + file + "\n");
        return out;
    }

    /** Returns the steps alone. */
    static String steps(HostConfig config, LastHost same) {
        List<String> out = new ArrayList<>();
        addSteps(out, config, same);
        return String.join("", out);
    }

    private static void addSteps(List<String> out, HostConfig config, LastHost same) {
        for (Phase phase : Phase.values()) {
            for (HostCommand command : commands(config, phase)) {
                addStep(out, command, same);
            }
            if (phase == Phase.NETWORK) {
                out.add(BOOTED);
            } else if (phase == Phase.AFTER_ENGINE) {
                out.add(ENGINE_UP);
            }
        }
        out.add(END);
    }

    /** Packages come before the engine and all else of that phase, units after it. */
    private static List<HostCommand> commands(HostConfig config, Phase phase) {
        boolean packages = phase == Phase.BEFORE_ENGINE && !config.packages().isEmpty();
        boolean units = phase == Phase.AFTER_ENGINE && !config.units().isEmpty();
        if (!packages && !units) {
            return config.commands(phase);
        }
        List<HostCommand> commands = new ArrayList<>(config.commands(phase));
        if (packages) {
            commands.add(0, HostCommand.of("packages", "set -- " + words(config.packages()) + "\n" + INSTALL_MISSING));
        } else {
            commands.add(HostCommand.of("units", "systemctl enable --now " + words(config.units()) + "\n"));
        }
        return commands;
    }

    private static String words(List<String> names) {
        StringJoiner words = new StringJoiner(" ");
        for (String name : names) {
            words.add(Shell.quoted(name));
        }
        return words.toString();
    }

    /** Pieces that are the same for the next host stand alone. */
    private static void addStep(List<String> out, HostCommand command, LastHost same) {
        String begin = same.of(command.step());
        out.add(begin.isEmpty() ? begin(command.step(), same) : begin);
        if (!command.variables().isEmpty()) {
            out.add(command.variables());
        }
        out.add(command.body());
        out.add(END_OF_STEP);
    }

    private static String begin(String step, LastHost same) {
        return same.becomes(step, "\nbegin " + Shell.quoted(step) + "\n(\n");
    }

    private static String mark(String mark) {
        return "\nsay " + Shell.quoted(mark) + "\n";
    }
}
