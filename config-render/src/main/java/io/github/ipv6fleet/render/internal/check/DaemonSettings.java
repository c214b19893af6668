package io.github.ipv6fleet.render.internal.check;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.render.DockerEngine;
import io.github.ipv6fleet.render.internal.check.ConfigNode.Kind;
import java.util.Optional;

/** What an engine takes a daemon.json to say, with its own defaults where the file says nothing. */
record DaemonSettings(ConfigNode file, DockerEngine engine) {
    /** The value of {@code bridge} for no docker0 at all. */
    private static final String NO_BRIDGE = "none";

    /** Booleans count in whatever object they stand, as the engine sets its flags from them. */
    boolean flag(String key) {
        Optional<ConfigNode> said = file.get(key)
                .or(() -> file.effective().stream()
                        .filter(entry -> EngineKeys.find(entry.key(), engine).isEmpty())
                        .flatMap(entry -> entry.value().get(key).stream())
                        .findFirst());
        return said.filter(value -> value.is(Kind.BOOL))
                .map(ConfigNode::text)
                .or(() -> EngineKeys.find(key, engine).flatMap(EngineKey::standard))
                .map(Boolean::parseBoolean)
                .orElse(false);
    }

    /** Returns a text; empty if it is not given, or has no letter. */
    Optional<String> text(String key) {
        return file.text(key).filter(text -> !text.isEmpty());
    }

    /** The line of a key, or the first where it is not there. */
    int line(String key) {
        return file.entries().stream()
                .filter(entry -> entry.key().equals(key))
                .reduce((earlier, later) -> later)
                .map(ConfigNode.Entry::line)
                .orElse(1);
    }

    boolean says(String key) {
        return file.get(key).isPresent();
    }

    boolean before(int major) {
        return !engine.isAtLeast(major);
    }

    boolean hasDocker0() {
        return !text("bridge").filter(NO_BRIDGE::equals).isPresent();
    }

    Optional<CidrText> fixedCidr() {
        return text("fixed-cidr-v6").flatMap(CidrText::parse);
    }

    /** The IPv6 subnet of docker0, and its own address in it. */
    Optional<CidrText> docker0() {
        return hasDocker0() && flag("ipv6") ? bip6().or(this::fixedCidr) : Optional.empty();
    }

    /** The address that docker0 gets: the one it is told, or the first after the subnet's anycast address. */
    Optional<Ipv6Address> docker0Address() {
        return docker0()
                .map(subnet -> bip6().map(CidrText::address)
                        .orElseGet(() -> subnet.block().first().plus(1)));
    }

    Optional<CidrText> bip6() {
        return engine.isAtLeast(28) ? text("bip6").flatMap(CidrText::parse) : Optional.empty();
    }

    /** Whether the engine writes ip6tables rules for docker0. */
    boolean filters() {
        return flag("ip6tables");
    }

    /** Whether the engine hides containers of docker0 behind the host's address; no iptables, no masquerade of IPv6. */
    boolean masquerades() {
        return filters() && flag("ip-masq") && flag("iptables");
    }
}
