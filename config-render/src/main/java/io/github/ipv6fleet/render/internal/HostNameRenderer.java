package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.HostRenderer;

/** Gives the host the name it has in the plan. */
final class HostNameRenderer implements HostRenderer {
    @Override
    public String id() {
        return "host-name";
    }

    @Override
    public HostConfig render(HostPlan plan, HostProfile profile) {
        return HostConfig.builder().hostName(plan.name()).build();
    }
}
