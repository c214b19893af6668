package io.github.ipv6fleet.plan;

import io.github.ipv6fleet.net.Ipv6Block;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds hosts that would share an address. */
final class Overlaps {
    private Overlaps() {}

    private record Claim(Ipv6Block block, String host) {}

    /** Aligned blocks either nest or are apart, so in sorted order a block overlaps one before it or none at all. */
    static List<SpecProblem> among(List<HostPlan> hosts) {
        List<Claim> claims = new ArrayList<>();
        for (HostPlan host : hosts) {
            claims.add(new Claim(new Ipv6Block(host.address(), 128), host.name()));
            claims.add(new Claim(host.containerBlock(), host.name()));
        }
        claims.sort(Comparator.comparing(Claim::block));
        List<SpecProblem> problems = new ArrayList<>();
        Claim outer = claims.isEmpty() ? null : claims.get(0);
        for (Claim claim : claims.subList(Math.min(1, claims.size()), claims.size())) {
            if (outer != null && outer.block().contains(claim.block())) {
                problems.add(new SpecProblem(
                        "host " + claim.host() + ": " + claim.block(),
                        "overlaps " + outer.block() + " of host " + outer.host(),
                        "give each host its own"));
            } else {
                outer = claim;
            }
        }
        return problems;
    }
}
