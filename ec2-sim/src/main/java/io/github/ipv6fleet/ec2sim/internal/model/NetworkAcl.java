package io.github.ipv6fleet.ec2sim.internal.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The default network ACL of a VPC; its entries are kept and shown, there is no traffic to filter. */
public record NetworkAcl(String id, long order, String vpcId, List<Entry> entries) {
    /** The two entries of each direction that nobody can delete stand at these numbers. */
    public static final int LAST_RULE = 32766;

    /** Amazon VPC User Guide, "Network ACLs": a default one allows everything, IPv6 by entry 101. */
    NetworkAcl(String id, long order, String vpcId) {
        this(id, order, vpcId, new ArrayList<>());
        for (boolean egress : new boolean[] {true, false}) {
            entries.add(Entry.all(100, egress, "0.0.0.0/0", "allow"));
            entries.add(Entry.all(101, egress, "::/0", "allow"));
            entries.add(Entry.all(LAST_RULE + 1, egress, "0.0.0.0/0", "deny"));
            entries.add(Entry.all(LAST_RULE + 2, egress, "::/0", "deny"));
        }
    }

    /** One entry; {@code ports} and {@code icmp} are there for the protocols that have them. */
    public record Entry(
            int number,
            boolean egress,
            String cidr,
            String protocol,
            String action,
            @Nullable Pair ports,
            @Nullable Pair icmp) {
        static Entry all(int number, boolean egress, String cidr, String action) {
            return new Entry(number, egress, cidr, "-1", action, null, null);
        }

        /** Returns whether both stand at the same place. */
        public boolean samePlace(int otherNumber, boolean otherEgress) {
            return number == otherNumber && egress == otherEgress;
        }
    }

    /** The first and the last port, or the type and the code of ICMP. */
    public record Pair(int first, int second) {}
}
