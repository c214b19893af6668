package io.github.ipv6fleet.aws;

import io.github.ipv6fleet.annotations.Experimental;
import java.util.List;

/**
 * A fleet that EC2 itself runs from now on: an EC2 Fleet of type {@code maintain} launches a host from a launch template
 * wherever one died. What changes by that: no address is planned any more, each host has a /80 of EC2's choice and a
 * replacement has another one; hosts are numbered by age. {@code find()} lists them, {@code terminate()} ends all,
 * {@code launch()} refuses until then. Immutable, safe for use by several threads.
 */
@Experimental
public final class HandedOver {
    private final String fleet;
    private final String ec2FleetId;
    private final String launchTemplate;
    private final List<LaunchedHost> hosts;

    /** Makes a value of what EC2 runs. */
    HandedOver(String fleet, String ec2FleetId, String launchTemplate, List<LaunchedHost> hosts) {
        this.fleet = fleet;
        this.ec2FleetId = ec2FleetId;
        this.launchTemplate = launchTemplate;
        this.hosts = List.copyOf(hosts);
    }

    /** Returns the fleet's name. */
    public String fleet() {
        return fleet;
    }

    /** Returns the id of the EC2 Fleet, such as {@code fleet-0123456789abcdef0}. */
    public String ec2FleetId() {
        return ec2FleetId;
    }

    /** Returns the name of the launch template. */
    public String launchTemplate() {
        return launchTemplate;
    }

    /** Returns the hosts that EC2 ran when it had launched all of them. */
    public List<LaunchedHost> hosts() {
        return hosts;
    }

    /** Returns what runs, and what is other than before. */
    @Override
    public String toString() {
        return "fleet " + fleet + " is run by " + ec2FleetId + " from launch template " + launchTemplate + ": "
                + hosts.size() + " hosts with blocks of EC2's choice; one that dies is replaced, with another block";
    }
}
