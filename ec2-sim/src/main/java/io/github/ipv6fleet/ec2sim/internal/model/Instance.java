package io.github.ipv6fleet.ec2sim.internal.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An instance. Its state is a function of time, so nothing has to run in the background. */
public final class Instance {
    private final String id;
    private final long order;
    private Launch launch;
    private final int launchIndex;
    private final Subnet subnet;
    private final Duration delay;
    private final List<String> volumeIds;
    private final List<NetworkInterface> interfaces = new ArrayList<>();
    private final Console console = new Console();
    private Instant started;
    private boolean publicIpv4;
    private @Nullable Instant stopping;
    private @Nullable Instant terminating;

    Instance(
            String id,
            long order,
            Launch launch,
            int launchIndex,
            Subnet subnet,
            Duration delay,
            List<String> volumeIds) {
        this.id = id;
        this.order = order;
        this.launch = launch;
        this.started = launch.time();
        this.launchIndex = launchIndex;
        this.subnet = subnet;
        this.delay = delay;
        this.volumeIds = volumeIds;
    }

    public String id() {
        return id;
    }

    public long order() {
        return order;
    }

    public Launch launch() {
        return launch;
    }

    /** Changes attributes; they are those of this instance alone from now on. */
    public void launch(Launch changed) {
        launch = changed;
    }

    /** Returns EC2's AmiLaunchIndex: the place in its batch. */
    public int launchIndex() {
        return launchIndex;
    }

    public Subnet subnet() {
        return subnet;
    }

    /** Returns the ids of the launch's volumes, in the same order. */
    public List<String> volumeIds() {
        return volumeIds;
    }

    /** Returns the attached interfaces; none once terminated. */
    public List<NetworkInterface> interfaces() {
        return interfaces;
    }

    public Console console() {
        return console;
    }

    public InstanceState state(Instant now) {
        if (terminating != null) {
            return now.isBefore(terminating.plus(delay)) ? InstanceState.SHUTTING_DOWN : InstanceState.TERMINATED;
        }
        if (stopping != null) {
            return now.isBefore(stopping.plus(delay)) ? InstanceState.STOPPING : InstanceState.STOPPED;
        }
        return now.isBefore(started.plus(delay)) ? InstanceState.PENDING : InstanceState.RUNNING;
    }

    /** Returns when it was last started: EC2's launch time. */
    public Instant started() {
        return started;
    }

    /** Returns since when the instance is stopping or stopped; null while it is not. */
    public @Nullable Instant stopping() {
        return stopping;
    }

    void stop(Instant now, boolean hadPublicIpv4) {
        stopping = now;
        publicIpv4 = hadPublicIpv4;
    }

    /** Returns whether it gets a public IPv4 address again, as it had before it was stopped. */
    boolean start(Instant now) {
        stopping = null;
        started = now;
        return publicIpv4;
    }

    /** Returns since when the instance is being terminated; null while it is not. */
    public @Nullable Instant terminating() {
        return terminating;
    }

    void terminate(Instant now) {
        terminating = now;
    }
}
