package io.github.ipv6fleet.render;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.render.internal.check.EngineKeys;
import io.github.ipv6fleet.text.Shown;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of Docker Engine and how it behaves. The default is {@link #DEFAULT}, the newest 29. A version may be said
 * in part: {@code 28} stands for every 28.x, {@code 28.5} for every 28.5.x. Immutable, safe for use by several threads.
 *
 * <p>Which version does what was read in moby/moby at the release tags and seen on 20.10, 26.1, 28.5 and 29.7.
 */
public final class DockerEngine {
    private static final Pattern VERSION =
            Pattern.compile("(0|[1-9]\\d{0,2})(?:\\.(0|[1-9]\\d{0,2}))?(?:\\.(0|[1-9]\\d{0,2}))?");

    /** Docker was numbered by year and month before 20.10. */
    private static final Pattern CALENDAR = Pattern.compile("1[789]\\.(0[1-9]|1[0-2])(\\.\\d{1,3})?|22\\.06");

    private static final String KNOWN = "20.10 and 23 to 29";

    /** The engine that is rendered for where none is named. */
    public static final DockerEngine DEFAULT = of("29");

    private static final List<DockerEngine> ALL_KNOWN =
            List.of(of("20.10"), of("23"), of("24"), of("25"), of("26"), of("27"), of("28"), DEFAULT);

    private final String version;
    private final int major;
    private final int minor;

    private DockerEngine(String version, int major, int minor) {
        this.version = version;
        this.major = major;
        this.minor = minor;
    }

    /**
     * Returns the engine of that version.
     *
     * @param version such as {@code 29}, {@code 28.5} or {@code 28.5.2}
     * @throws IllegalArgumentException if it is not a version, or not one whose behaviour is known
     */
    public static DockerEngine of(String version) {
        requireNonNull(version, "version");
        Matcher parts = VERSION.matcher(version);
        boolean calendar = CALENDAR.matcher(version).matches();
        if (!parts.matches() && !calendar) {
            throw new IllegalArgumentException("Docker engine \"" + Shown.of(version)
                    + "\": is not a version; write it as 29, " + "28.5 or 28.5.2 (known: " + KNOWN + ")");
        }
        int major = calendar ? 0 : Integer.parseInt(parts.group(1));
        int minor = calendar || parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2));
        boolean known = major == 20 ? minor == 10 : major >= 23 && major <= 29;
        if (!known) {
            throw new IllegalArgumentException("Docker engine \"" + Shown.of(version)
                    + "\": how it treats IPv6 is not known;" + " give one of " + KNOWN);
        }
        return new DockerEngine(version, major, minor);
    }

    /** Returns every release whose behaviour is known, by major version, the oldest first. */
    public static List<DockerEngine> known() {
        return ALL_KNOWN;
    }

    /** Returns the version as it was given. */
    public String version() {
        return version;
    }

    /** Returns the first part of the version. */
    public int major() {
        return major;
    }

    /** Returns the second part of the version; 0 where it was not said, so that what follows holds for all. */
    public int minor() {
        return minor;
    }

    /** Returns whether every release meant is of that major version or a later one. */
    public boolean isAtLeast(int wantedMajor) {
        return major >= wantedMajor;
    }

    /** Returns whether every release meant is of that minor version or a later one. */
    public boolean isAtLeast(int wantedMajor, int wantedMinor) {
        return major > wantedMajor || (major == wantedMajor && minor >= wantedMinor);
    }

    /**
     * Returns whether an IPv6 bridge is filtered and masqueraded unless told otherwise: {@code ip6tables} is on by
     * default from 27.0. Before, {@code true} needs {@code experimental} or the daemon does not
     * start.
     */
    public boolean filtersIpv6ByDefault() {
        return isAtLeast(27);
    }

    /**
     * Returns whether {@code gateway_mode_ipv6=routed} gives a network without NAT that answers ping: from 28.0. In
     * 27.x the mode exists but drops ICMPv6; 26.1 and older accept the option and ignore it.
     */
    public boolean hasRoutedMode() {
        return isAtLeast(28);
    }

    /** Returns whether {@code gateway_mode_ipv6=nat-unprotected} exists: from 28.0. */
    public boolean hasUnprotectedMode() {
        return isAtLeast(28);
    }

    /** Returns whether it can be told which firewall to use (key {@code firewall-backend}): from 29.0. */
    public boolean hasFirewallBackends() {
        return isAtLeast(29);
    }

    /** Returns whether networks can be without IPv4 ({@code --ipv4=false}): from 28.0; older ones ignore the option. */
    public boolean hasIpv6OnlyNetworks() {
        return isAtLeast(28);
    }

    /**
     * Returns the keys that daemon.json may have, and that have an effect there; any other stops the engine or is passed
     * over. The table is of 20.10 to 29.7.
     */
    public List<String> daemonKeys() {
        return EngineKeys.keysOf(this);
    }

    /** Returns whether {@code reported}, as in {@code 28.5.2+dfsg3}, is a release that this version stands for. */
    public boolean covers(String reported) {
        requireNonNull(reported, "reported");
        if (!reported.startsWith(version)) {
            return false;
        }
        String rest = reported.substring(version.length());
        return rest.isEmpty() || !Character.isDigit(rest.charAt(0));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DockerEngine engine && version.equals(engine.version);
    }

    @Override
    public int hashCode() {
        return version.hashCode();
    }

    /** Returns such as {@code Docker 28.5}. */
    @Override
    public String toString() {
        return "Docker " + version;
    }
}
