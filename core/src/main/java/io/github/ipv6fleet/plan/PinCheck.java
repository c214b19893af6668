package io.github.ipv6fleet.plan;

import io.github.ipv6fleet.net.Ipv6AddressSet;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.net.SubnetSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks what hosts are pinned to, against the subnet and against one another, and collects every problem. */
final class PinCheck {
    private final SubnetSnapshot subnet;
    private final BlockSource source;
    private final Ipv6AddressSet reserved;
    private final Map<Ipv6Block, String> claimed = new LinkedHashMap<>();
    private final List<SpecProblem> problems = new ArrayList<>();

    PinCheck(SubnetSnapshot subnet, BlockSource source) {
        this.subnet = subnet;
        this.source = source;
        this.reserved = subnet.reservedByEc2();
    }

    /** Returns every problem of the pins of {@code hosts}, in their order. */
    static List<SpecProblem> problems(FleetSpec spec, SubnetSnapshot subnet) {
        PinCheck check = new PinCheck(subnet, spec.blockSource());
        for (HostSpec host : spec.hosts()) {
            host.address().ifPresent(a -> check.pin(host, new Ipv6Block(a, 128), a.toString()));
            host.containers().ifPresent(b -> check.block(host, b));
        }
        return check.problems;
    }

    private void block(HostSpec host, Ipv6Block block) {
        if (block.prefixLength() == source.prefixLength()) {
            pin(host, block, block.toString());
            return;
        }
        String remedy = "pin a /" + source.prefixLength();
        if (block.prefixLength() == BlockSource.plannedPrefix().prefixLength()) {
            remedy += ", or use BlockSource.plannedPrefix()";
        } else if (BlockSource.canBeRun(block.prefixLength())) {
            remedy += ", or use BlockSource.addressRun(" + block.prefixLength() + ")";
        }
        add(host, block.toString(), "does not fit the block source, " + source, remedy);
    }

    private void pin(HostSpec host, Ipv6Block pin, String given) {
        if (!subnet.block().contains(pin)) {
            add(host, given, "is outside the subnet " + subnet, "take it from " + subnet.block());
        } else if (reserved.overlaps(pin)) {
            add(host, given, "EC2 reserves the first four addresses and the last of a subnet", "take another");
        } else if (subnet.inUse().overlaps(pin)) {
            add(host, given, "is in use in " + subnet, "free it there, take another, or let the planner choose");
        } else {
            claimed.forEach((other, owner) -> {
                if (other.overlaps(pin)) {
                    add(host, given, "overlaps a pin of host " + owner, "give each host its own");
                }
            });
            claimed.put(pin, host.name());
        }
    }

    private void add(HostSpec host, String given, String problem, String remedy) {
        problems.add(new SpecProblem("host " + host.name() + ": " + given, problem, remedy));
    }
}
