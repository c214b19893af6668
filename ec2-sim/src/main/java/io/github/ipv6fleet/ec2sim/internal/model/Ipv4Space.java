package io.github.ipv6fleet.ec2sim.internal.model;

import io.github.ipv6fleet.ec2sim.internal.net.Ipv4Block;
import java.util.BitSet;
import java.util.List;

/** The IPv4 block of a subnet, and which addresses of it are held; /16 to /28, as EC2 has them. */
public final class Ipv4Space {
    /** The network, the router, the DNS server, one for later, and the broadcast address. */
    private static final int RESERVED_LOW = 4;

    private final Ipv4Block block;
    private final BitSet used = new BitSet();

    Ipv4Space(Ipv4Block block) {
        this.block = block;
        used.set(0, RESERVED_LOW);
        used.set((int) block.size() - 1);
    }

    public Ipv4Block block() {
        return block;
    }

    public boolean reserved(long address) {
        long host = address - block.first();
        return host < RESERVED_LOW || host == block.size() - 1;
    }

    public boolean inUse(long address) {
        return used.get((int) (address - block.first()));
    }

    public void take(long address) {
        used.set((int) (address - block.first()));
    }

    void release(long address) {
        used.clear((int) (address - block.first()));
    }

    /** Returns the lowest free address that no reservation covers, or -1. */
    long free(List<Ipv4Block> reservations) {
        for (int host = used.nextClearBit(0); host < block.size(); host = used.nextClearBit(host + 1)) {
            long address = block.first() + host;
            if (reservations.stream().noneMatch(each -> each.contains(address))) {
                return address;
            }
        }
        return -1;
    }

    public long freeCount() {
        return block.size() - used.cardinality();
    }
}
