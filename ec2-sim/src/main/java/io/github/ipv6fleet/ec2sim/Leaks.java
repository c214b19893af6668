package io.github.ipv6fleet.ec2sim;

import io.github.ipv6fleet.ec2sim.internal.model.Attachment;
import io.github.ipv6fleet.ec2sim.internal.model.BlockVolume;
import io.github.ipv6fleet.ec2sim.internal.model.Fleet;
import io.github.ipv6fleet.ec2sim.internal.model.Instance;
import io.github.ipv6fleet.ec2sim.internal.model.NetworkInterface;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import java.util.ArrayList;
import java.util.List;

/** Finds what costs, or is in the way, when a test has ended. */
final class Leaks {
    private Leaks() {}

    static void assertNone(World world) {
        List<String> left;
        synchronized (world) {
            world.tick();
            left = of(world);
        }
        if (!left.isEmpty()) {
            throw new AssertionError("ec2-sim has left: " + String.join(", ", left));
        }
    }

    private static List<String> of(World world) {
        List<String> left = new ArrayList<>();
        for (Instance each : world.instances().values()) {
            if (each.terminating() == null) {
                left.add(
                        "instance " + each.id() + " (" + each.state(world.now()).text() + ")");
            }
        }
        for (NetworkInterface each : world.interfaces().values()) {
            if (!isGoing(world, each)) {
                left.add("interface " + each.id() + " (" + each.status() + ")");
            }
        }
        for (BlockVolume each : world.volumes().byId().values()) {
            if (each.instanceId() == null) {
                left.add("volume " + each.id() + " (" + each.spec().size() + " GiB)");
            }
        }
        world.subnets()
                .values()
                .forEach(subnet -> subnet.reservations()
                        .forEach(each -> left.add("reservation " + each.id() + " of " + each.cidr())));
        for (Fleet each : world.fleets().byId().values()) {
            if (!each.state().isDeleted() && !each.instant()) { // an instant fleet is a record of what was
                left.add("fleet " + each.id());
            }
        }
        world.templates().values().forEach(each -> left.add("launch template " + each.id() + " (" + each.name() + ")"));
        return left;
    }

    /** An interface of an instance that shuts down, and goes with it. */
    private static boolean isGoing(World world, NetworkInterface each) {
        Attachment attachment = each.attachment();
        Instance instance = attachment == null ? null : world.instances().get(attachment.instanceId());
        return instance != null
                && attachment != null
                && instance.terminating() != null
                && attachment.deleteOnTermination();
    }
}
