package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.render.HostRenderer;
import java.util.List;

/** The renderers that come with the library. */
public final class StandardRenderers {
    private static final List<HostRenderer> ALL = List.of(
            new HostNameRenderer(),
            new AptRenderer(),
            new CloudInitRenderer(),
            new NetplanRenderer(),
            new NetworkdRenderer(),
            new HostAddressRenderer(),
            new ForwardingRenderer(),
            new DockerDaemonRenderer(),
            new DockerInstallRenderer(),
            new FirewallRenderer(),
            new DockerStartRenderer(),
            new DockerNetworkRenderer(),
            new ContainerRenderer(),
            new SelfTestRenderer());

    private StandardRenderers() {}

    /** Returns them in the order in which their commands of one phase run. */
    public static List<HostRenderer> all() {
        return ALL;
    }
}
