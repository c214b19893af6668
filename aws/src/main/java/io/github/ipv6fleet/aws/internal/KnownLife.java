package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.Finding;
import io.github.ipv6fleet.aws.FleetDrift;
import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.HandedOver;
import io.github.ipv6fleet.aws.LaunchedFleet;
import io.github.ipv6fleet.aws.LaunchedHost;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The life of a fleet of which everything is known that it should be. Each operation has a gateway of its own, which
 * lives as long as it.
 */
public record KnownLife(Means means, FleetSettings settings) implements Life {
    @Override
    public String fleet() {
        return settings.name();
    }

    /** Launches what is missing. */
    public LaunchedFleet launch() {
        return inTime(ec2 -> {
            ec2.forecast(Forecasting.of(settings, means.limits()));
            return fleetOf(Launch.run(ec2, settings));
        });
    }

    @Override
    public List<String> subnetIds() {
        return settings.subnetIds();
    }

    @Override
    public LaunchedFleet scaleTo(int hosts) {
        KnownLife scaled = new KnownLife(means, settings.ofSize(hosts));
        return inTime(ec2 -> scaled.fleetOf(Scaling.run(ec2, scaled.settings)));
    }

    @Override
    public LaunchedFleet replace(String host) {
        return inTime(ec2 -> fleetOf(Neighbours.added(ec2, settings.name(), Replacing.run(ec2, settings, host))));
    }

    /** Gives the running to EC2. */
    public HandedOver handOver() {
        return inTime(ec2 -> new HandingOver(ec2, settings).run());
    }

    @Override
    public FleetDrift drift() {
        return inTime(ec2 -> new Reconciling(ec2, settings).drift());
    }

    @Override
    public FleetDrift reconcile() {
        return inTime(ec2 -> new Reconciling(ec2, settings).repair());
    }

    @Override
    public List<Finding> verify(List<LaunchedHost> hosts) {
        return inTime(ec2 -> {
            List<Finding> found = new ArrayList<>(
                    Verifying.of(new Reconciling(ec2, settings).drift().items()));
            found.addAll(new Verifying(ec2).consoles(hosts));
            return found;
        });
    }

    private LaunchedFleet fleetOf(Launch.Result result) {
        return Maker.get().fleet(settings.name(), result.hosts(), result.failures(), result.report(), this);
    }

    private <T> T inTime(Function<Ec2Gateway, T> operation) {
        try (Ec2Gateway ec2 = means.open()) {
            ec2.timeout(means.timeout());
            ec2.progress().of(settings.name());
            try {
                return operation.apply(ec2);
            } catch (FleetException e) {
                throw Maker.get().reported(e, ec2.reportOfFailure());
            }
        }
    }
}
