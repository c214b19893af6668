package io.github.ipv6fleet.aws;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.HostPlan;
import java.util.Optional;

/** One host that EC2 runs, as read back from EC2. Immutable, safe for use by several threads. */
public final class LaunchedHost {
    private final HostPlan plan;
    private final int index;
    private final String instanceId;
    private final String interfaceId;
    private final String state;
    private final Optional<String> publicIpv4;
    private final String sshCommand;

    /**
     * Makes a host of what EC2 said of it.
     *
     * @param plan its name, address and container block
     * @param index its place in the fleet, from 0
     * @param instanceId such as {@code i-0123456789abcdef0}
     * @param interfaceId its primary network interface, such as {@code eni-0123456789abcdef0}
     * @param state EC2's word for the state, such as {@code running}
     * @param publicIpv4 its public IPv4 address, which it has only if that was asked for
     * @param sshCommand how to log in
     */
    LaunchedHost(
            HostPlan plan,
            int index,
            String instanceId,
            String interfaceId,
            String state,
            Optional<String> publicIpv4,
            String sshCommand) {
        this.plan = plan;
        this.index = index;
        this.instanceId = instanceId;
        this.interfaceId = interfaceId;
        this.state = state;
        this.publicIpv4 = publicIpv4;
        this.sshCommand = sshCommand;
    }

    /** Returns the name. */
    public String name() {
        return plan.name();
    }

    /** Returns the host's own address. */
    public Ipv6Address address() {
        return plan.address();
    }

    /** Returns the block that EC2 routes to the host for its containers. */
    public Ipv6Block containerBlock() {
        return plan.containerBlock();
    }

    /** Returns what the host should be, from which its files are rendered. */
    public HostPlan plan() {
        return plan;
    }

    /** Returns the place in the fleet, from 0. */
    public int index() {
        return index;
    }

    /** Returns the instance id. */
    public String instanceId() {
        return instanceId;
    }

    /** Returns the id of the primary network interface. */
    public String interfaceId() {
        return interfaceId;
    }

    /** Returns EC2's word for the state when it was last read, such as {@code running}. */
    public String state() {
        return state;
    }

    /** Returns the public IPv4 address, which a host has only if somebody gave it one. */
    public Optional<String> publicIpv4() {
        return publicIpv4;
    }

    /**
     * Returns the command that logs in to the host over IPv6, such as {@code ssh -i /home/me/.ssh/id_ed25519
     * ubuntu@2001:db8::4}, for a POSIX shell. The user is the one that the system's image makes. The key is named where
     * {@code launch()} was given its public half; a fleet that was found knows none. Whether the command works is for the
     * security group and the authorised keys to say.
     */
    public String sshCommand() {
        return sshCommand;
    }

    @Override
    public String toString() {
        return plan + " " + instanceId + " " + state;
    }
}
