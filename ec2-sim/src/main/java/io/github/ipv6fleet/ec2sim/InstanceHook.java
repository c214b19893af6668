package io.github.ipv6fleet.ec2sim;

/**
 * Told when an instance of a simulator should boot, reboot, stop and go, so that something can be booted for it. Each
 * method does nothing by default.
 *
 * <p><b>Thread</b>: all calls come from one thread of the simulator's own, a daemon, one after the other. The call of
 * EC2's API that caused them does not wait for them, and no lock is held: a hook may call the simulator's API itself,
 * and may take its time; what happens meanwhile is told later.
 *
 * <p><b>Order</b>: that in which the causes took effect. Instances of one RunInstances call boot in the order of their
 * launch index. {@link #terminate} is the last call for an instance, and also comes for one that is still pending.
 * Delays of states are not waited for: boot is told when RunInstances has succeeded. A launch that fails is not told.
 *
 * <p><b>Throwing</b>: what a hook throws is logged, kept, and thrown again by {@link Ec2Simulator#awaitHook}; the calls
 * that follow are made all the same. The instance stays as EC2 has it.
 *
 * <p>When the simulator is closed, calls not yet begun are dropped, and one under way is interrupted.
 */
public interface InstanceHook {
    /** The instance was launched, or started again after a stop. */
    default void boot(InstanceEvent event) throws Exception {}

    /** The instance should reboot; its id and addresses stay. */
    default void reboot(InstanceEvent event) throws Exception {}

    /** The instance should halt; it may boot again. */
    default void stop(InstanceEvent event) throws Exception {}

    /** The instance goes for good. */
    default void terminate(InstanceEvent event) throws Exception {}
}
