package io.github.ipv6fleet.aws;

import io.github.ipv6fleet.aws.internal.Maker;
import io.github.ipv6fleet.plan.FleetPlan;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A fleet that EC2 runs: its hosts as they were when last read. Nothing of it is kept on this machine; it can be
 * found again by its name. Immutable, safe for use by several threads.
 */
public final class LaunchedFleet {
    static {
        Maker.set(new HiddenConstructors());
    }

    private final String name;
    private final List<LaunchedHost> hosts;
    private final List<HostFailure> failures;
    private final LaunchReport report;
    private final Supplier<TerminationReport> terminator;

    /**
     * Makes a fleet of what EC2 said.
     *
     * @param failures of hosts that did not come up
     * @param terminator ends it
     */
    LaunchedFleet(
            String name,
            List<LaunchedHost> hosts,
            List<HostFailure> failures,
            LaunchReport report,
            Supplier<TerminationReport> terminator) {
        this.name = name;
        this.hosts = List.copyOf(hosts);
        this.failures = List.copyOf(failures);
        this.report = report;
        this.terminator = terminator;
    }

    /** Returns the name. */
    public String name() {
        return name;
    }

    /** Returns the hosts, in the order of their indices. */
    public List<LaunchedHost> hosts() {
        return hosts;
    }

    /**
     * Returns the hosts that did not come up; only a launch that was to {@code keepPartial()} returns a fleet that has
     * some.
     */
    public List<HostFailure> failures() {
        return failures;
    }

    /**
     * Returns what its hosts are as a plan, read back from EC2: also the blocks that EC2 chose.
     *
     * @throws io.github.ipv6fleet.plan.PlanException if no host is there
     */
    public FleetPlan plan() {
        return FleetPlan.of(name, hosts.stream().map(LaunchedHost::plan).toList());
    }

    /** Returns what launching or finding it cost. */
    public LaunchReport report() {
        return report;
    }

    /**
     * Terminates every host of the fleet, and with it its interface, addresses and prefix; waits until EC2 says that
     * they are gone, ten minutes at most. Only instances that carry a ClientToken of this fleet are touched. Calling
     * it again does no harm.
     *
     * @throws FleetException if EC2 refuses
     */
    public TerminationReport terminate() {
        return terminator.get();
    }

    /** Returns the fleet as text, a line per host. */
    @Override
    public String toString() {
        return hosts.stream().map(LaunchedHost::toString).collect(Collectors.joining("\n"));
    }
}
