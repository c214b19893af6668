package io.github.ipv6fleet.ec2sim.internal.action;

import org.jspecify.annotations.Nullable;

/** DNS names as us-east-1 gives them. */
public final class Names {
    private Names() {}

    public static @Nullable String privateDns(@Nullable String ipv4) {
        return ipv4 == null ? null : "ip-" + ipv4.replace('.', '-') + ".ec2.internal";
    }

    public static @Nullable String publicDns(@Nullable String ipv4) {
        return ipv4 == null ? null : "ec2-" + ipv4.replace('.', '-') + ".compute-1.amazonaws.com";
    }
}
