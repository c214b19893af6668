package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.DockerEngine;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.HostRenderer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Writes daemon.json before the engine is installed, so that its first start is the right one. */
final class DockerDaemonRenderer implements HostRenderer {
    /** Amazon's resolver over IPv6; its IPv4 address is out of reach for a container without IPv4. */
    private static final String RESOLVER = "fd00:ec2::253";

    private final PerProfile own = new PerProfile(profile -> of(profile, DockerDaemonRenderer::ownNetwork));

    @Override
    public String id() {
        return "docker-daemon";
    }

    @Override
    public HostConfig render(HostPlan plan, HostProfile profile) {
        return profile.usesDocker0() ? of(profile, engine -> docker0(plan, profile, engine)) : own.of(profile);
    }

    private static HostConfig of(HostProfile profile, Function<DockerEngine, Map<String, Object>> keys) {
        return EngineFiles.of(profile, DaemonJson.PATH, 0644, engine -> DaemonJson.of(keys.apply(engine), engine));
    }

    private static Map<String, Object> docker0(HostPlan plan, HostProfile profile, DockerEngine engine) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("ipv6", true);
        keys.put("fixed-cidr-v6", plan.containerNetwork().toString());
        profile.mtu().ifPresent(bytes -> keys.put("mtu", bytes));
        // Before 27 false is the default, and true would need "experimental".
        if (engine.filtersIpv6ByDefault()) {
            keys.put("ip6tables", false);
        }
        putBackend(keys, engine);
        return keys;
    }

    /** No docker0, which could keep the block of an earlier configuration; live-restore keeps addresses on restart. */
    private static Map<String, Object> ownNetwork(DockerEngine engine) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("bridge", "none");
        keys.put("live-restore", true);
        if (!engine.hasRoutedMode()) {
            // Our firewall is the only one then, and nothing translates or relays what somebody publishes.
            keys.put("iptables", false);
            keys.put("userland-proxy", false);
        }
        putBackend(keys, engine);
        keys.put("dns", List.of(RESOLVER));
        return keys;
    }

    /** The default, said: what was seen of 29 holds for this one, and nftables would not start before forwarding. */
    private static void putBackend(Map<String, Object> keys, DockerEngine engine) {
        if (engine.hasFirewallBackends()) {
            keys.put("firewall-backend", "iptables");
        }
    }
}
