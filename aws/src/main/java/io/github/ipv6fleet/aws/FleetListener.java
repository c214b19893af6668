package io.github.ipv6fleet.aws;

/**
 * Is told how a launch gets on; by default every method does nothing, so override those that matter. Given to a builder
 * by {@link FleetOptions#listener}.
 *
 * <p><b>Order.</b> {@link #planned} comes first; it comes again if the plan has to be made anew, because another run was
 * faster. Of one host {@link #launching}, {@link #launched}, {@link #prefixAssigned} and {@link #running} come in this
 * order, as far as they apply: a host that ran already is only running, an address run has no prefix to assign. Hosts
 * come up side by side, so that those of different hosts are mixed. {@link #failed} comes at most once for each host,
 * {@link #rolledBack} after all that failed, and {@link #done} last, whether the launch succeeded or not, unless the thread was
 * interrupted before anything was planned. {@link #throttled} may come at any time.
 *
 * <p><b>Thread.</b> Methods are called by the threads that launch, the caller's among them, but never by two at a time:
 * what a method writes, the next one sees. The launch waits for them, so they should be quick, and must not wait for the
 * launch. A listener that several launches share is called by all of them.
 *
 * <p><b>Throwing.</b> What a method throws is logged, and the launch and the other listeners go on. To stop a launch,
 * interrupt its thread.
 */
public interface FleetListener {
    /** It is known what should be: {@link FleetEvent#plan} has it. Nothing was launched yet. */
    default void planned(FleetEvent event) {}

    /** A call that launches {@link FleetEvent#hosts} is about to be made; several where EC2 chooses the prefixes. */
    default void launching(FleetEvent event) {}

    /** EC2 has taken {@link FleetEvent#hosts}; {@link FleetEvent#instanceIds} has their instances in the same order. */
    default void launched(FleetEvent event) {}

    /** EC2 routes the planned prefix to the host. */
    default void prefixAssigned(FleetEvent event) {}

    /** EC2 says that the host runs, and has the addresses that were planned. Its engine may not be up yet. */
    default void running(FleetEvent event) {}

    /** A host did not come up: {@link FleetEvent#failures} says why. */
    default void failed(FleetEvent event) {}

    /** What this launch had made was terminated again: {@link FleetEvent#instanceIds}. */
    default void rolledBack(FleetEvent event) {}

    /** EC2 refused a call because there were too many, and it will be made again: {@link FleetEvent#action}. */
    default void throttled(FleetEvent event) {}

    /** The launch is over; {@link FleetEvent#report} says what it cost. */
    default void done(FleetEvent event) {}
}
