package io.github.ipv6fleet.render.internal;

/** What commands ask of systemd. */
final class Systemctl {
    private Systemctl() {}

    /** Starts a unit now and at each boot; fails with what its own program said last, not with where that can be read. */
    static String start(String unit) {
        return Shell.assign("unit", unit) + """
                systemctl enable --now "$unit" || {
                  reason=$(journalctl _SYSTEMD_UNIT="$unit" --lines 1 --output cat)
                  echo "${reason:-systemctl status $unit says why}" >&2
                  exit 1
                }
                """;
    }
}
