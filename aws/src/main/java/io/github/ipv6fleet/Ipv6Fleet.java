package io.github.ipv6fleet;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.annotations.Experimental;
import io.github.ipv6fleet.aws.ApiLimits;
import io.github.ipv6fleet.aws.Finding;
import io.github.ipv6fleet.aws.FleetDiffers;
import io.github.ipv6fleet.aws.FleetDrift;
import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.FleetPlacement;
import io.github.ipv6fleet.aws.FleetTime;
import io.github.ipv6fleet.aws.HandedOver;
import io.github.ipv6fleet.aws.LaunchForecast;
import io.github.ipv6fleet.aws.LaunchedFleet;
import io.github.ipv6fleet.aws.Sweep;
import io.github.ipv6fleet.aws.TerminationPlan;
import io.github.ipv6fleet.aws.TerminationReport;
import io.github.ipv6fleet.aws.internal.Checking;
import io.github.ipv6fleet.aws.internal.Ec2Gateway;
import io.github.ipv6fleet.aws.internal.FileTree;
import io.github.ipv6fleet.aws.internal.FleetDraft;
import io.github.ipv6fleet.aws.internal.FleetSettings;
import io.github.ipv6fleet.aws.internal.Forecasting;
import io.github.ipv6fleet.aws.internal.KnownLife;
import io.github.ipv6fleet.aws.internal.Maker;
import io.github.ipv6fleet.aws.internal.Means;
import io.github.ipv6fleet.aws.internal.Planning;
import io.github.ipv6fleet.aws.internal.Search;
import io.github.ipv6fleet.aws.internal.Sweeping;
import io.github.ipv6fleet.aws.internal.Termination;
import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.plan.PlanException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * A fleet of Docker hosts on EC2 whose containers have global IPv6 addresses, without NAT: what is wanted, ready to
 * be planned, rendered and launched.
 *
 * <p>By default hosts are t3.small with the newest Ubuntu 24.04 of Canonical and Docker 29; each gets a delegated /80
 * that the planner chooses, closed but for the ports that containers publish, and no public IPv4 address.
 *
 * <p>EC2 is the only store: nothing is written on this machine, and the same call made again, also in another
 * process, adopts what exists and launches what is missing. Immutable, safe for use by several threads.
 */
public final class Ipv6Fleet {
    private final FleetSettings settings;
    private final Means means;

    private Ipv6Fleet(FleetSettings settings, Means means) {
        this.settings = settings;
        this.means = means;
    }

    /** Returns a builder that knows the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder for the fleet of that name, to {@link Builder#find} it or to say the rest of it. */
    public static Builder named(String name) {
        return new Builder().name(name);
    }

    /**
     * Returns a builder for somebody's plan: its name, its subnet, and each host pinned to what is planned for it.
     * What is planned is checked against EC2 before anything is launched.
     */
    @Experimental
    public static Builder of(FleetPlan plan) {
        return new Builder().plan(requireNonNull(plan, "plan"));
    }

    /**
     * Plans the fleet over what EC2 says of the subnet now, and changes nothing. Hosts that run already keep their
     * addresses.
     *
     * @throws PlanException with every problem at once, each with its remedy
     * @throws FleetDiffers if hosts run that are not what is wanted
     * @throws FleetException if EC2 refuses to be read
     */
    public FleetPlan plan() {
        try (Ec2Gateway ec2 = means.open()) {
            return Planning.of(ec2, settings).plan();
        }
    }

    /**
     * Plans the fleet and writes the files that its hosts would get, as {@code folder/<host>/<absolute path>} and
     * {@code folder/<host>/user-data}, and those about the whole fleet, such as {@code folder/fleet.txt}. Nothing is
     * launched. A file is written whole, with its mode where the file
     * system knows modes, over one that is there; symbolic links in the folder are replaced, never followed.
     *
     * @return the files written, host by host, then those about the fleet
     * @throws PlanException as {@link #plan} does, or if two files would have one place
     * @throws java.io.UncheckedIOException if the folder cannot be written to, or a folder in it is a symbolic link
     */
    public List<Path> render(Path folder) {
        requireNonNull(folder, "folder");
        return FileTree.write(folder, plan(), settings);
    }

    /**
     * Looks at everything that {@link #launch} depends on, and changes nothing: subnets, routes, network ACLs, security
     * groups, types, image, room, quotas, and by DryRun what the caller may do. Launching looks at most of that too, and
     * throws what stops it all at once.
     *
     * @return what was found, the gravest first; what stops a launch is an {@link Finding.Severity#ERROR}. What may not be
     *     read is a note.
     * @throws FleetException if EC2 cannot be reached, or the fleet was handed over
     */
    public List<Finding> check() {
        try (Ec2Gateway ec2 = means.open()) {
            return Checking.run(ec2, settings);
        }
    }

    /**
     * Predicts how many calls {@link #launch} makes and how long EC2 takes to take all hosts, if none of them runs yet.
     * Computed from the {@linkplain Builder#apiLimits limits} alone, without any call.
     */
    public LaunchForecast forecast() {
        return Forecasting.of(settings, means.limits());
    }

    /**
     * Launches what is missing of the fleet, waits until its hosts run, and returns them as read back from EC2.
     * Blocking and interruptible; called again it goes on where it was stopped. If a host fails, what this call made
     * is terminated again.
     *
     * @throws PlanException before anything is launched, with every problem at once, each with its remedy
     * @throws FleetDiffers before anything is launched, if hosts run that are not what is wanted
     * @throws FleetException if EC2 refuses; {@link FleetException#failures} says which hosts and why, and
     *     {@link FleetException#report} what it has cost
     */
    public LaunchedFleet launch() {
        return life().launch();
    }

    /**
     * Makes the fleet as large as said and returns it, whatever number of hosts was said before: launches what is missing,
     * and terminates the last hosts where there are too many. Hosts that stay keep their addresses and are not touched.
     * What was killed on the way is finished by the same call.
     *
     * @throws PlanException before anything is done, if hosts that are named would have to go or there would be more than
     *     {@link Builder#maxHosts}; or if the planner refuses
     * @throws FleetException if EC2 refuses
     */
    public LaunchedFleet scaleTo(int hosts) {
        return life().scaleTo(hosts);
    }

    /**
     * Ends a host, launches it again as it is described here, and returns the fleet. The host has its addresses back,
     * unless somebody took them in between or EC2 chooses its block. Other hosts are returned as they are, whatever they
     * should be; {@link LaunchedFleet#failures} names one that cannot be read.
     *
     * @param host its name
     * @throws PlanException if no host of the fleet has that name
     * @throws FleetException if EC2 refuses
     */
    public LaunchedFleet replace(String host) {
        return life().replace(requireNonNull(host, "host"));
    }

    /**
     * Says what is not as it is described here: hosts that are gone or of another kind, prefixes and addresses that were
     * taken away or added, tags that are lost. Changes nothing.
     *
     * @throws FleetException if EC2 refuses to be read, or the fleet was handed over
     */
    public FleetDrift drift() {
        return life().drift();
    }

    /**
     * Repairs what can be repaired without ending a host: launches what is gone, gives back addresses, prefixes and tags
     * that were taken away, and takes away addresses that were added. Returns what was found, and what was done; what
     * is left names the call that would settle it.
     *
     * @throws FleetException if EC2 refuses, or the fleet was handed over
     */
    public FleetDrift reconcile() {
        return life().reconcile();
    }

    /**
     * Gives the running of the fleet to EC2 itself, which replaces hosts that die without us: makes a launch template and an
     * EC2 Fleet of type {@code maintain} of as many hosts, waits until they run, and then ends those that were launched
     * before. Hosts have blocks of EC2's choice from then on; see {@link HandedOver}. Called again it goes on where it was
     * stopped; an EC2 Fleet that is there is kept, with the image that it has.
     *
     * @throws PlanException before anything is made, if something is wanted that a launch template cannot have
     * @throws FleetException if EC2 refuses, or if an EC2 Fleet is there of another size, of other subnets or types, or whose
     *     hosts are made from something else: for another profile, by other renderers, from other user data
     */
    @Experimental
    public HandedOver handOver() {
        return life().handOver();
    }

    private KnownLife life() {
        return new KnownLife(means, settings);
    }

    /**
     * Says what a fleet should be; what its instances are like beside that is said by what it inherits. Each setter checks
     * its one value and throws IllegalArgumentException that names the remedy; {@link #build} checks how they go together.
     * Not for use by several threads at once.
     */
    public static final class Builder extends FleetPlacement<Builder> {
        private final FleetDraft draft = Maker.get().draft(this);
        private @Nullable Ec2Client client;
        private @Nullable Executor executor;
        private ApiLimits limits = ApiLimits.ec2();
        private @Nullable Duration timeout;
        private FleetTime time = FleetTime.system();

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        /** Names the fleet: 1 to 63 lower-case letters, digits and inner hyphens. By its name it is found again. */
        public Builder name(String name) {
            FleetDraft.spec(requireNonNull(name, "name")); // checks the name, where names are known
            draft.name = name;
            return this;
        }

        /**
         * Makes {@link #launch} return the hosts that came up although others failed, which
         * {@link LaunchedFleet#failures} then names; the next launch tries those again. Default: what was launched is
         * terminated again, and an exception names each host's outcome.
         */
        public Builder keepPartial() {
            draft.keepPartial = true;
            return this;
        }

        /**
         * Says which client speaks to EC2; it is never closed. Build it with the SDK's retries off: ours are in one
         * place. Default: one of our own for each operation, with the Region and credentials that the SDK finds, or the Region of
         * {@link #likeThisHost this host}.
         */
        public Builder client(Ec2Client client) {
            this.client = requireNonNull(client, "client");
            return this;
        }

        /**
         * Says whose threads work beside the caller's own; the executor is never closed, and may be busy or refuse:
         * then fewer do. Its threads are interrupted, in our work, when the
         * caller's is. Default: daemon
         * threads that live as long as their work.
         */
        public Builder executor(Executor executor) {
            this.executor = requireNonNull(executor, "executor");
            return this;
        }

        /**
         * Says how fast EC2 may be called, and how many calls may be under way at once; default:
         * {@link ApiLimits#ec2()}, what EC2 documents for an account that nobody else uses at the time.
         */
        public Builder apiLimits(ApiLimits limits) {
            this.limits = requireNonNull(limits, "limits");
            return this;
        }

        /**
         * Says how long launching, scaling, replacing, reconciling or handing over may take in all; then no call is begun any more, and what it made is terminated
         * again, which takes its own time. Default: as long as EC2 takes, and ten minutes for hosts to run.
         */
        public Builder timeout(Duration whole) {
            requireNonNull(whole, "whole");
            if (whole.isNegative() || whole.isZero()) {
                throw new IllegalArgumentException("timeout " + whole + ": nothing can be done in it; give more");
            }
            this.timeout = whole;
            return this;
        }

        /**
         * Says which clock operations read and sleep by, so that tests need not wait; it is never closed. Default:
         * {@link FleetTime#system()}.
         */
        @Experimental
        public Builder time(FleetTime time) {
            this.time = requireNonNull(time, "time");
            return this;
        }

        private Means means() {
            return new Means(client, executor, limits, timeout, draft.options.listeners, time, draft.region());
        }

        private Builder plan(FleetPlan plan) {
            draft.plan = plan;
            HostPlan first = plan.hosts().get(0);
            name(plan.name()).blockSource(first.blockSource());
            plan.hosts().stream()
                    .map(HostPlan::subnetId)
                    .filter(id -> !id.isEmpty())
                    .distinct()
                    .forEach(this::subnet);
            for (HostPlan host : plan.hosts()) {
                host(host.name(), h -> h.address(host.address()).containers(host.containerBlock()));
            }
            return this;
        }

        /**
         * Returns the fleet; the builder can be used further.
         *
         * @throws PlanException with everything that is missing or does not go together
         */
        public Ipv6Fleet build() {
            return new Ipv6Fleet(draft.settings(), means());
        }

        /** Builds the fleet and {@linkplain Ipv6Fleet#plan plans} it. */
        public FleetPlan plan() {
            return build().plan();
        }

        /** Builds the fleet and {@linkplain Ipv6Fleet#render writes} its hosts' files. */
        public List<Path> render(Path folder) {
            requireNonNull(folder, "folder");
            return build().render(folder);
        }

        /** Builds the fleet and {@linkplain Ipv6Fleet#check looks} at what its launch depends on. */
        public List<Finding> check() {
            return build().check();
        }

        /** Builds the fleet and {@linkplain Ipv6Fleet#launch launches} it. */
        public LaunchedFleet launch() {
            return build().launch();
        }

        /**
         * Finds the fleet of this name that EC2 runs; empty if no host of it is there. Needs the name only.
         *
         * @throws FleetException if EC2 refuses to be read
         */
        public Optional<LaunchedFleet> find() {
            return Search.run(requiredName(), means());
        }

        /**
         * Terminates the fleet of this name, as {@link LaunchedFleet#terminate} does, also if it is in such disorder
         * that it cannot be found. Needs the name only; the subnet too, where no host is left and a block was
         * {@linkplain #reserve reserved}.
         *
         * @throws FleetException if EC2 refuses
         */
        public TerminationReport terminate() {
            return Termination.run(means(), requiredName(), draft.subnets());
        }

        /**
         * Says what {@link #terminate} would remove, and changes nothing. Needs what that needs.
         *
         * @throws FleetException if EC2 refuses to be read
         */
        public TerminationPlan terminationPlan() {
            return Termination.plan(means(), requiredName(), draft.subnets());
        }

        /**
         * Finds interfaces that {@link #retainInterfaces retained} hosts of this fleet left behind, an hour old at least,
         * while no host is there; changes nothing until {@link Sweep#delete} is called. Needs the name only.
         *
         * @throws FleetException if EC2 refuses to be read
         */
        public Sweep sweep() {
            return Sweeping.run(means(), requiredName(), Duration.ofHours(1));
        }

        private String requiredName() {
            if (draft.name == null) {
                throw new PlanException(List.of(FleetDraft.NO_NAME));
            }
            return draft.name;
        }
    }
}
