package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetDrift;
import io.github.ipv6fleet.aws.LaunchedFleet;
import io.github.ipv6fleet.text.Shown;

/** The life of a fleet of which only the name is known: it can be ended, and nothing can be launched for it. */
record FoundLife(Means means, String fleet) implements Life {
    @Override
    public LaunchedFleet scaleTo(int hosts) {
        throw unknown("scaleTo(" + hosts + ")");
    }

    @Override
    public LaunchedFleet replace(String host) {
        throw unknown("replace(\"" + Shown.of(host) + "\")");
    }

    @Override
    public FleetDrift drift() {
        throw unknown("drift()");
    }

    @Override
    public FleetDrift reconcile() {
        throw unknown("reconcile()");
    }

    private IllegalStateException unknown(String call) {
        return new IllegalStateException("fleet " + fleet + " was found by its name, and " + call
                + " has to know what its hosts should be; say it, and call Ipv6Fleet.builder()....build()." + call);
    }
}
