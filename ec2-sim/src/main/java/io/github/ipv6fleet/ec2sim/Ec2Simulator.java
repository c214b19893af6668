package io.github.ipv6fleet.ec2sim;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.ec2sim.internal.Conditions;
import io.github.ipv6fleet.ec2sim.internal.ConnectionCut;
import io.github.ipv6fleet.ec2sim.internal.Controls;
import io.github.ipv6fleet.ec2sim.internal.Dispatcher;
import io.github.ipv6fleet.ec2sim.internal.Exchange;
import io.github.ipv6fleet.ec2sim.internal.Lag;
import io.github.ipv6fleet.ec2sim.internal.http.Endpoint;
import io.github.ipv6fleet.ec2sim.internal.imds.Metadata;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * An EC2 endpoint inside this process that refuses what EC2 refuses. By default it listens on any free port of
 * 127.0.0.1, takes the time from the system clock, and changes states without delay: an instance is {@code pending} in
 * the answer of RunInstances and {@code running} when it is next described.
 *
 * <p>It starts with one default VPC in us-east-1 with a dual-stack subnet in each of six zones, a default security
 * group and some Ubuntu images; their ids are the same at every start. It knows no other regions and checks no
 * credentials. Where EC2's behaviour is not documented it does what {@link Ec2Assumptions} says.
 *
 * <pre>{@code
 * try (Ec2Simulator ec2 = Ec2Simulator.start()) {
 *     Ec2Client client = Ec2Client.builder().endpointOverride(ec2.endpoint()) … .build();
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads; requests take effect one after the other. Its own threads are daemons: a program
 * ends also if it never calls {@link #close}.
 *
 * <p>It is served by the JDK's {@code HttpServer}, which reads the system property {@code sun.net.httpserver.nodelay}
 * when the first server of a process is made. If it is not set then, it is {@code true} for that moment: this server,
 * and every later one of the process, sends at once. Where another was made before, a call may take 40 ms longer.
 */
public final class Ec2Simulator implements AutoCloseable {
    private final Recording requests;
    private final World world;
    private final Conditions conditions;
    private final Dispatcher dispatcher;
    private final @Nullable Journal journal;
    private final Endpoint endpoint;
    private final MetadataService metadata;
    private final @Nullable HookRunner hook;

    private Ec2Simulator(Builder builder) throws IOException {
        requests = new Recording(builder.recording);
        ReplayClock clock = new ReplayClock(builder.clock);
        world = builder.world(clock);
        Lag lag = builder.consistencyDelay.isZero()
                ? null
                : new Lag(builder.consistencyDelay, clock.instant(), builder::world);
        conditions = new Conditions(builder.throttling, builder.latency, Conditions.sleeperOn(builder.clock));
        conditions.trouble(builder.faults.trouble());
        journal = builder.stateFile == null ? null : Journal.open(builder.stateFile);
        dispatcher = new Dispatcher(
                world, conditions, requests::add, journal == null ? Dispatcher.UNTOLD : journal::write, lag);
        try {
            if (journal != null) {
                Dispatcher again = new Dispatcher(world, Conditions.fair(), each -> {}, Dispatcher.UNTOLD, lag);
                journal.replay(builder.whatStateDependsOn(), clock::standAt, again::repeat);
                clock.go();
            }
            if (!world.rules().document().equals(builder.policy.rules.document())) {
                allowOnly(builder.policy);
            }
            this.endpoint = Endpoint.open(builder.host, builder.port, dispatcher);
        } catch (IOException | RuntimeException e) {
            closeJournal();
            throw e;
        }
        this.metadata = new MetadataService(new Metadata(world));
        this.hook = builder.hook == null ? null : new HookRunner(builder.hook, world);
        if (hook != null) {
            world.observer(hook::changed);
        }
    }

    private void closeJournal() {
        if (journal != null) {
            journal.close();
        }
    }

    /** Starts a simulator with the defaults; throws {@link UncheckedIOException} if it cannot listen. */
    public static Ec2Simulator start() {
        return builder().start();
    }

    /** Returns a builder with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns where it listens, such as {@code http://127.0.0.1:40123}. */
    public URI endpoint() {
        return endpoint.uri();
    }

    /**
     * Answers a request in the thread that calls, without a connection: the same as over HTTP.
     *
     * @param form the form-encoded request, such as {@code Action=DescribeVpcs&Version=2016-11-15}
     * @throws IOException if the {@link FaultScript} wants the connection to end without an answer
     */
    public SimulatedAnswer handle(String form) throws IOException {
        Exchange exchange;
        try {
            exchange = dispatcher.handle(requireNonNull(form, "form"));
        } catch (ConnectionCut e) {
            throw new IOException(e.getMessage(), e);
        }
        return new SimulatedAnswer(exchange.status(), exchange.body());
    }

    /** Says what goes wrong from now on, in the place of what was said before. */
    public void faults(FaultScript script) {
        conditions.trouble(requireNonNull(script, "script").trouble());
    }

    /**
     * Says what callers may do from now on, in the place of what was said before. What is not allowed is answered with
     * {@code UnauthorizedOperation}, status 403, and has no effect; with {@code DryRun} a test sees which it would be.
     */
    public void allowOnly(Policy policy) {
        dispatcher.control(Controls.allowOnly(requireNonNull(policy, "policy").rules));
    }

    /**
     * Allows these actions only, on everything: {@link Policy#actions}.
     *
     * @throws IllegalArgumentException if there is none, or one is no name of an action
     */
    public void allowOnly(String... actions) {
        allowOnly(Policy.actions(actions));
    }

    /**
     * Limits how many instances of a type there is room for in a zone, those that run already included. Beyond, RunInstances,
     * StartInstances and the launches of fleets are refused with {@code InsufficientInstanceCapacity}; a launch of which a
     * part has room makes that part, if it asks for no more at the least. By default there is room for any number.
     *
     * @param zone such as {@code us-east-1a}
     * @throws IllegalArgumentException if the number is negative, or there is no such type or zone
     */
    public void capacity(String instanceType, String zone, int instances) {
        dispatcher.control(Controls.capacity(
                world, requireNonNull(instanceType, "instanceType"), requireNonNull(zone, "zone"), instances));
    }

    /** Returns the metadata service of its instances; nothing listens until it is told to. */
    public MetadataService metadataService() {
        return metadata;
    }

    /**
     * Waits until the hook has been told of everything that has happened so far; returns at once where there is none.
     *
     * @throws IllegalStateException if the hook threw since the last call: its cause is what was thrown first, the rest
     *     is suppressed
     * @throws TimeoutException if the hook takes longer
     * @throws InterruptedException if this thread is interrupted
     */
    public void awaitHook(Duration atMost) throws InterruptedException, TimeoutException {
        requireNonNull(atMost, "atMost");
        if (hook != null) {
            hook.await(atMost);
        }
    }

    /** Returns every instance that EC2 still shows, terminated ones too, oldest first; a copy. */
    public List<SimulatedInstance> instances() {
        synchronized (world) {
            world.tick();
            return world.instances().values().stream()
                    .map(each -> new SimulatedInstance(
                            each, world.now(), world.tags().of(each.id())))
                    .toList();
        }
    }

    /** Returns every network interface, oldest first; a copy. */
    public List<SimulatedInterface> interfaces() {
        synchronized (world) {
            world.tick();
            return world.interfaces().values().stream()
                    .map(each -> new SimulatedInterface(each, world.tags().of(each.id())))
                    .toList();
        }
    }

    /**
     * Asserts that nothing is left that costs or is in the way: no instance but terminated ones, no network interface, no
     * volume, no CIDR reservation, no fleet that is maintained, no launch template. What the simulator starts with has none of these.
     *
     * @throws AssertionError naming everything that is left
     */
    public void assertNothingLeaked() {
        Leaks.assertNone(world);
    }

    /** Returns the requests answered since the start or the last {@link #clearRequests}, oldest first; a copy. */
    public List<RecordedRequest> requests() {
        return requests.all();
    }

    /** Forgets the recorded requests; the resources stay. */
    public void clearRequests() {
        requests.clear();
    }

    /** Stops listening at once; everything in it is gone. */
    @Override
    public void close() {
        endpoint.close();
        metadata.close();
        if (hook != null) {
            hook.close();
        }
        closeJournal();
    }

    /** Settings of a simulator, with the defaults of {@link Ec2Simulator}. Not thread-safe; may be used again. */
    public static final class Builder {
        private int port;
        private InstantSource clock = InstantSource.system();
        private Duration stateDelay = Duration.ZERO;
        private Ec2Assumptions assumptions = Ec2Assumptions.defaults();
        private boolean recording = true;
        private InetAddress host = LiteralAddress.LOOPBACK;
        private Throttling throttling = Throttling.none();
        private Latency latency = Latency.none();
        private Duration consistencyDelay = Duration.ZERO;
        private FaultScript faults = FaultScript.none();
        private Policy policy = Policy.everything();
        private @Nullable Path stateFile;
        private @Nullable InstanceHook hook;

        private Builder() {}

        /**
         * Sets the TCP port; 0, the default, is any free one.
         *
         * @throws IllegalArgumentException if it is not 0 to 65535
         */
        public Builder port(int port) {
            this.port = Endpoint.checkedPort(port);
            return this;
        }

        /**
         * Sets the address to listen on, such as {@code ::1}; the default is 127.0.0.1. On one that is not of this machine
         * alone, whoever reaches it can change everything, without credentials.
         *
         * @throws IllegalArgumentException if it is a name, or no address
         */
        public Builder host(String address) {
            this.host = LiteralAddress.parse(requireNonNull(address, "address"));
            return this;
        }

        /** Sets the limits of how many calls may be made; the default is none, {@link Throttling#ec2} are EC2's. */
        public Builder throttling(Throttling limits) {
            this.throttling = requireNonNull(limits, "limits");
            return this;
        }

        /**
         * Sets how long calls take; the default is no time, {@link Latency#ec2} is roughly EC2's. With a
         * {@link VirtualClock} the time passes on that, else the calling thread really waits.
         */
        public Builder latency(Latency latency) {
            this.latency = requireNonNull(latency, "latency");
            return this;
        }

        /**
         * Sets how late EC2 is: describes show everything as it was that long ago – what was made, changed, tagged or
         * terminated since is not seen yet – and a new instance or interface is {@code NotFound} to every call. The
         * default is zero. {@link Ec2Simulator#instances} and the metadata service are not late.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder consistencyDelay(Duration delay) {
            this.consistencyDelay = notNegative(delay);
            return this;
        }

        /**
         * Sets a file that keeps the state: what is in it is there again at the next start, with the same ids and
         * addresses. One process at a time can have it. It holds every request that changes something, user data too, and
         * only grows. The default is none.
         */
        public Builder stateFile(Path file) {
            this.stateFile = requireNonNull(file, "file");
            return this;
        }

        private static Duration notNegative(Duration delay) {
            if (requireNonNull(delay, "delay").isNegative()) {
                throw new IllegalArgumentException("delay " + delay + " is negative; give zero or more");
            }
            return delay;
        }

        private World world(InstantSource clock) {
            return new World(clock, stateDelay, assumptions, consistencyDelay);
        }

        private String whatStateDependsOn() {
            return "stateDelay=" + stateDelay + " consistencyDelay=" + consistencyDelay + " " + assumptions;
        }

        /** Sets what goes wrong; the default is nothing. It can be changed later: {@link Ec2Simulator#faults}. */
        public Builder faults(FaultScript script) {
            this.faults = requireNonNull(script, "script");
            return this;
        }

        /** Sets what callers may do; the default is everything. It can be changed later: {@link Ec2Simulator#allowOnly}. */
        public Builder allowOnly(Policy policy) {
            this.policy = requireNonNull(policy, "policy");
            return this;
        }

        /** Sets where the time comes from; the default is the system clock, a {@link VirtualClock} takes no real time. */
        public Builder clock(InstantSource clock) {
            this.clock = requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Sets how long an instance is {@code pending}, and how long {@code shutting-down}, on the simulator's clock;
         * the default is zero, which shows both states only in the answers to RunInstances and TerminateInstances.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder stateDelay(Duration delay) {
            this.stateDelay = notNegative(delay);
            return this;
        }

        /** Sets what is done where no public source says what EC2 does; the default is {@link Ec2Assumptions#defaults}. */
        public Builder assumptions(Ec2Assumptions assumptions) {
            this.assumptions = requireNonNull(assumptions, "assumptions");
            return this;
        }

        /** Sets who is told when an instance should boot and when it should go; the default is nobody. */
        public Builder hook(InstanceHook hook) {
            this.hook = requireNonNull(hook, "hook");
            return this;
        }

        /** Keeps no requests: a process that runs for long would keep too many. */
        Builder withoutRecording() {
            this.recording = false;
            return this;
        }

        /**
         * Starts a simulator.
         *
         * @throws UncheckedIOException if it cannot listen, as when the port is in use: choose another, or 0; or if the state
         *     file cannot be had
         * @throws IllegalArgumentException if the state file is none, or was written with other settings
         */
        public Ec2Simulator start() {
            try {
                return new Ec2Simulator(this);
            } catch (BindException e) {
                throw new UncheckedIOException("cannot listen on port " + port + ": " + e.getMessage(), e);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot start: " + e.getMessage(), e);
            }
        }
    }
}
