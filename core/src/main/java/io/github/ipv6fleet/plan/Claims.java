package io.github.ipv6fleet.plan;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds hosts that would share an address, in one pass over what they claim. */
final class Claims {
    private final List<Claim> claims = new ArrayList<>();

    private record Claim(Ipv6Block block, String host, int order) {}

    private record Found(int order, SpecProblem problem) {}

    void add(String host, Ipv6Address address) {
        add(host, new Ipv6Block(address, Ipv6Block.BITS));
    }

    void add(String host, Ipv6Block block) {
        claims.add(new Claim(block, host, claims.size()));
    }

    /**
     * Returns a problem for each claim that overlaps another, in the order in which they were made. Aligned blocks
     * either nest or are apart, so in sorted order a block overlaps one before it or none at all.
     */
    List<SpecProblem> overlaps() {
        if (claims.size() < 2) {
            return List.of();
        }
        List<Claim> sorted = new ArrayList<>(claims);
        sorted.sort(Comparator.comparing(Claim::block).thenComparing(Claim::order));
        List<Found> found = new ArrayList<>();
        Claim outer = null;
        for (Claim claim : sorted) {
            if (outer != null && outer.block().contains(claim.block())) {
                found.add(new Found(claim.order(), overlap(claim, outer)));
            } else {
                outer = claim;
            }
        }
        found.sort(Comparator.comparing(Found::order));
        return found.stream().map(Found::problem).toList();
    }

    private static SpecProblem overlap(Claim claim, Claim outer) {
        if (claim.host().equals(outer.host())) {
            return new SpecProblem(
                    "host " + claim.host() + ": " + text(claim.block()),
                    "is in its own container block " + text(outer.block()),
                    "take one outside the block");
        }
        return new SpecProblem(
                "host " + claim.host() + ": " + text(claim.block()),
                "overlaps " + text(outer.block()) + " of host " + outer.host(),
                "give each host its own");
    }

    static String text(Ipv6Block block) {
        return block.prefixLength() == Ipv6Block.BITS ? block.first().toString() : block.toString();
    }
}
