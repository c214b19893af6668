package io.github.ipv6fleet.render;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.text.Shown;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How a host finds its network interface. The default is {@link #DEFAULT}, the driver of every Nitro instance: it is
 * known before the interface exists, unlike a MAC address. Immutable, safe for use by several threads.
 */
public final class UplinkMatch {
    /** What the kernel takes as an interface name (at most 15 bytes), less what files would have to escape. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,14}");

    private static final Pattern DRIVER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");

    /** The lowest bit of the first group says that it is the address of many. */
    private static final Pattern MAC = Pattern.compile("[0-9a-f][02468ace](:[0-9a-f]{2}){5}");

    /** Matches by the driver {@code ena}. */
    public static final UplinkMatch DEFAULT = driver("ena");

    private final String key;
    private final String value;

    private UplinkMatch(String key, String value) {
        this.key = key;
        this.value = value;
    }

    /**
     * Returns the match by kernel driver.
     *
     * @param driver such as {@code ena} or {@code virtio_net}; the host must have exactly one such interface
     */
    public static UplinkMatch driver(String driver) {
        requireNonNull(driver, "driver");
        return new UplinkMatch("driver", checked("driver", driver, "ena"));
    }

    /**
     * Returns the match by interface name, for test hosts whose interface has no driver.
     *
     * @param name such as {@code ens5}; no wildcard
     */
    public static UplinkMatch name(String name) {
        requireNonNull(name, "name");
        return new UplinkMatch("name", checked("name", name, "ens5"));
    }

    /**
     * Returns the match by permanent MAC address, for a host with several interfaces of one driver whose interface was
     * there before it.
     *
     * @param address six groups of two hexadecimal digits, such as {@code 12:fb:b4:8b:15:f8}; not one of a group
     */
    public static UplinkMatch macAddress(String address) {
        requireNonNull(address, "address");
        String mac = address.toLowerCase(Locale.ROOT);
        if (!MAC.matcher(mac).matches()) {
            throw new IllegalArgumentException("uplink MAC address \"" + Shown.of(address)
                    + "\": is not that of one interface; write" + " it as 12:fb:b4:8b:15:f8");
        }
        return new UplinkMatch("macaddress", mac);
    }

    private static String checked(String key, String value, String example) {
        Pattern pattern = key.equals("name") ? NAME : DRIVER;
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException("uplink " + key + " \"" + Shown.of(value) + "\": is not the " + key
                    + " of one interface; write it as " + example);
        }
        return value;
    }

    /** Returns netplan's key for this match: {@code driver}, {@code name} or {@code macaddress}. */
    public String key() {
        return key;
    }

    /** Returns what is matched. */
    public String value() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UplinkMatch match && key.equals(match.key) && value.equals(match.value);
    }

    @Override
    public int hashCode() {
        return key.hashCode() * 31 + value.hashCode();
    }

    /** Returns such as {@code driver ena}. */
    @Override
    public String toString() {
        return key + " " + value;
    }
}
