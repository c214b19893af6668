package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.render.DockerEngine;

/** Packages of an engine that are installed once, in one version, and stay at it. */
final class HeldPackages {
    private HeldPackages() {}

    /**
     * Returns a script that installs what is missing and holds all. What is there is not asked for again: apt would
     * want the newest of the pinned series, and refuse to change what is held.
     */
    static String install(String packages) {
        return "set -- " + packages + """

                for package; do
                  shift
                  case $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) in
                    *' installed') ;;
                    *) set -- "$@" "$package" ;;
                  esac
                done
                if [ "$#" -gt 0 ]; then
                  apt-get -o DPkg::Lock::Timeout=300 update
                  apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "$@"
                fi
                """ + "apt-mark hold " + packages + "\n";
    }

    /**
     * Returns apt's preferences. Without the second record it would take the newest version where the wanted one is
     * missing.
     *
     * @param epoch what the packages' versions have before the engine's, such as {@code 5:}
     */
    static String preferences(String packages, String epoch, DockerEngine engine) {
        return """
                Explanation: Written by ipv6-fleet: the host's files are for this version.
                Package: %1$s
                Pin: version %2$s
                Pin-Priority: 1001

                Package: %1$s
                Pin: release *
                Pin-Priority: -1
                """.formatted(packages, Ini.value(pattern(epoch, engine)));
    }

    /** Versions are as 5:28.5.2-1~ubuntu.24.04~noble and 28.5.2+dfsg3-1. A regular expression: apt's * is no glob's. */
    private static String pattern(String epoch, DockerEngine engine) {
        return "/^" + (epoch + engine.version()).replace(".", "\\.") + "[^0-9]/";
    }
}
