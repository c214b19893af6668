package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import io.github.ipv6fleet.ec2sim.internal.wire.Xml;

/** One action of EC2. It reads every parameter first; only then is the request known to hold no unknown ones. */
@FunctionalInterface
public interface Action {
    Effect read(Params params);

    /** What the action does, and what it answers inside its response element. */
    @FunctionalInterface
    interface Effect {
        void apply(World world, Xml answer);
    }
}
