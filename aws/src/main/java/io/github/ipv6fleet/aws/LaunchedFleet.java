package io.github.ipv6fleet.aws;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.annotations.Experimental;
import io.github.ipv6fleet.aws.internal.Life;
import io.github.ipv6fleet.aws.internal.Maker;
import io.github.ipv6fleet.plan.FleetPlan;
import java.time.Duration;
import java.util.List;
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
    private final Life life;

    /**
     * Makes a fleet of what EC2 said.
     *
     * @param failures of hosts that did not come up
     * @param life what can be done with it
     */
    LaunchedFleet(String name, List<LaunchedHost> hosts, List<HostFailure> failures, LaunchReport report, Life life) {
        this.name = name;
        this.hosts = List.copyOf(hosts);
        this.failures = List.copyOf(failures);
        this.report = report;
        this.life = life;
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
     * Returns the hosts that did not come up, and those that cannot be read. Only a launch that was to
     * {@code keepPartial()} returns a fleet of which some did not come up; only {@link #replace} one of which a host
     * beside the replaced one cannot be read, as somebody spoilt its tags.
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
     * Terminates every host of the fleet, and with it its interface, addresses and prefix, its reservations, and of a fleet
     * that was handed over the EC2 Fleet and its launch template; waits until EC2 says that
     * they are gone, ten minutes at most. Only instances that carry a ClientToken of this fleet are touched. Calling
     * it again does no harm.
     *
     * @throws FleetException if EC2 refuses
     */
    public TerminationReport terminate() {
        return life.terminate();
    }

    /**
     * Says what {@link #terminate} would remove, and changes nothing.
     *
     * @throws FleetException if EC2 refuses to be read
     */
    public TerminationPlan terminationPlan() {
        return life.terminationPlan();
    }

    /**
     * Waits until the engine and every declared container of each host are up, by what the hosts say on their consoles, and
     * returns how far each has come; a host that failed is returned with the step, the reason and its last lines, and not
     * waited for. A host that booted long ago may have nothing of it on its console any more.
     *
     * @param patience how long to wait at most; how long a boot takes on EC2 has not been measured, ten minutes are ample
     * @throws FleetException if EC2 refuses
     */
    @Experimental
    public List<HostReadiness> awaitReady(Duration patience) {
        requireNonNull(patience, "patience");
        return life.awaitReady(hosts, patience);
    }

    /**
     * Makes the fleet larger or smaller and returns it. Hosts that stay are not touched and keep their addresses; of a
     * fleet that shrinks the last ones go.
     *
     * @throws io.github.ipv6fleet.plan.PlanException before anything is done, if hosts that are named would have to go or
     *     there would be more than {@link FleetOptions#maxHosts}; or if the planner refuses
     * @throws FleetException if EC2 refuses
     * @throws IllegalStateException if the fleet was only found by its name; then say what it should be, as
     *     {@link io.github.ipv6fleet.Ipv6Fleet#scaleTo} does
     */
    public LaunchedFleet scaleTo(int hosts) {
        return life.scaleTo(hosts);
    }

    /**
     * Ends a host, launches it again as it should be now, and returns the fleet. The host has its addresses back, unless
     * somebody took them in between or EC2 chooses its block. The other hosts are as EC2 shows them; {@link #failures}
     * names one that cannot be read.
     *
     * @throws FleetException if EC2 refuses
     * @throws IllegalStateException if the fleet was only found by its name; then say what it should be, as
     *     {@link io.github.ipv6fleet.Ipv6Fleet#replace} does
     */
    public LaunchedFleet replace(LaunchedHost host) {
        requireNonNull(host, "host");
        return replace(host.name());
    }

    /**
     * Does the same with the host of that name, which may be gone already.
     *
     * @throws io.github.ipv6fleet.plan.PlanException if no host of the fleet has that name
     * @throws FleetException if EC2 refuses
     * @throws IllegalStateException if the fleet was only found by its name
     */
    public LaunchedFleet replace(String host) {
        requireNonNull(host, "host");
        return life.replace(host);
    }

    /**
     * Says what has changed of the fleet since it was launched, and changes nothing.
     *
     * @throws FleetException if EC2 refuses to be read, or the fleet was handed over
     * @throws IllegalStateException if the fleet was only found by its name
     */
    public FleetDrift drift() {
        return life.drift();
    }

    /**
     * Says what is not as it should be, and changes nothing: of each host what EC2 shows is compared with the plan, as
     * {@link #drift} does, and its console is read for how its boot went and for what its self-test has found since. A host
     * looks at itself once a minute: that it has its address and no other has one of its block, that one route leads there,
     * that it forwards and translates nothing, that its firewall and the containers' network are there, containers are
     * kept from the metadata service, and those that were declared run. Nobody logs in. A fleet that was only found by its
     * name is looked at by its consoles alone, and a note says so. Nothing is found if all is well.
     *
     * @throws FleetException if EC2 refuses to be read, or a fleet of which more is known than its name was handed over
     */
    @Experimental
    public List<Finding> verify() {
        return List.copyOf(life.verify(hosts));
    }

    /**
     * Repairs what can be repaired without ending a host: launches what is gone, gives back addresses, prefixes and tags
     * that were taken away, and takes away addresses that were added. Returns what was found, and what was done.
     *
     * @throws FleetException if EC2 refuses, or the fleet was handed over
     * @throws IllegalStateException if the fleet was only found by its name
     */
    public FleetDrift reconcile() {
        return life.reconcile();
    }

    /** Returns the fleet as text, a line per host. */
    @Override
    public String toString() {
        return hosts.stream().map(LaunchedHost::toString).collect(Collectors.joining("\n"));
    }
}
