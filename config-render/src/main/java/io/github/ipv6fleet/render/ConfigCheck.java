package io.github.ipv6fleet.render;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.annotations.Experimental;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.render.internal.check.ComposeCheck;
import io.github.ipv6fleet.render.internal.check.DaemonJsonCheck;
import io.github.ipv6fleet.render.internal.check.NetplanCheck;
import io.github.ipv6fleet.render.internal.check.UserDataCheck;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Says what a program will make of a configuration file before it reads it: what it refuses, what it takes and passes
 * over, and what it does that few will want. For files of ours and of anybody's; nothing is read or run, a text goes in
 * and findings come out. No findings means: nothing known speaks against the file. Pure functions, safe for use by
 * several threads.
 *
 * <pre>{@code
 * ConfigCheck.daemonJson("{\"bip6\": \"2001:db8::1/80\"}", DockerEngine.of("26.1"))
 *     .forEach(System.out::println);
 * // REFUSED daemon.json:1 key-too-new: Docker 26.1 refuses key bip6; first legal in 28.0; leave it out, or ...
 * }</pre>
 */
@Experimental
public final class ConfigCheck {
    private ConfigCheck() {}

    /**
     * Returns what is found in the text of a daemon.json, as that engine would behave, by line.
     *
     * @param engine where it stands for several releases, such as 28, a key must be legal in all of them
     */
    public static List<ConfigFinding> daemonJson(String text, DockerEngine engine) {
        return DaemonJsonCheck.check("daemon.json", given(text), requireNonNull(engine, "engine"));
    }

    /**
     * Returns what is found in the text of a netplan file, by line, as netplan 0.106 to 1.2 behave.
     */
    public static List<ConfigFinding> netplan(String text) {
        return NetplanCheck.check("netplan", given(text), Optional.empty());
    }

    /** As {@link #netplan(String)}, and whether the host takes addresses of {@code containerBlock} for itself. */
    public static List<ConfigFinding> netplan(String text, Ipv6Block containerBlock) {
        return NetplanCheck.check(
                "netplan", given(text), Optional.of(requireNonNull(containerBlock, "containerBlock")));
    }

    /**
     * Returns what is found in a Compose file, by line: whether pinned addresses will stay with their services, and what
     * looks like a secret. Of Compose's own keys it knows those about networks only.
     */
    public static List<ConfigFinding> compose(String text) {
        return ComposeCheck.check("compose", given(text), Optional.empty());
    }

    /** As {@link #compose(String)}, and what {@code engine} makes of the networks: NAT, options that it passes over. */
    public static List<ConfigFinding> compose(String text, DockerEngine engine) {
        return ComposeCheck.check("compose", given(text), Optional.of(requireNonNull(engine, "engine")));
    }

    /**
     * Returns what is found in user data, by line: what EC2 and cloud-init do with it, what looks like a secret, whether
     * containers that it starts keep their pinned addresses, and what is wrong with netplan and Compose files that it writes. The parts of a MIME message are looked at one by one, also files in
     * base64 and gzip; the whole may be in base64, as DescribeInstanceAttribute answers it.
     */
    public static List<ConfigFinding> userData(String text) {
        return userData(given(text).getBytes(StandardCharsets.UTF_8));
    }

    /** As {@link #userData(String)}, of bytes, which may be gzip. */
    public static List<ConfigFinding> userData(byte[] bytes) {
        return UserDataCheck.check(requireNonNull(bytes, "bytes"), Optional.empty());
    }

    /** As {@link #userData(String)}, and what {@code engine} makes of a daemon.json that it writes. */
    public static List<ConfigFinding> userData(String text, DockerEngine engine) {
        return userData(given(text).getBytes(StandardCharsets.UTF_8), engine);
    }

    /** As {@link #userData(String, DockerEngine)}, of bytes, which may be gzip. */
    public static List<ConfigFinding> userData(byte[] bytes, DockerEngine engine) {
        return UserDataCheck.check(requireNonNull(bytes, "bytes"), Optional.of(requireNonNull(engine, "engine")));
    }

    private static String given(String text) {
        return requireNonNull(text, "text");
    }
}
