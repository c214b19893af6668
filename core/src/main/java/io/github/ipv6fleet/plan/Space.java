package io.github.ipv6fleet.plan;

import io.github.ipv6fleet.net.FreeRanges;
import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6AddressSet;
import io.github.ipv6fleet.net.Ipv6Block;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a plan takes from one subnet: addresses for hosts and blocks of one size for containers, each the first that is
 * free in the order of {@link Pieces}. Two walks over the same free space do it, one for each; neither keeps a list of
 * what the other took, for both go forward only, and so each can tell from where the other stands.
 */
final class Space {
    private final Ipv6Block window;
    private final List<Ipv6AddressSet> taken;
    private final int delegatedBits;
    private final int blockBits;

    /** Ones for the bits behind the prefix of a block. */
    private final long mask;

    private final Walk addresses;
    private final Walk blocks;

    Space(Ipv6Block window, List<Ipv6AddressSet> taken, int blockBits) {
        this(window, taken, blockBits, BlockSource.DELEGATED_BITS);
    }

    Space(Ipv6Block window, List<Ipv6AddressSet> taken, int blockBits, int delegatedBits) {
        this.window = window;
        this.taken = taken;
        this.delegatedBits = delegatedBits;
        this.blockBits = blockBits;
        mask = (1L << (Ipv6Block.BITS - blockBits)) - 1;
        addresses = new Walk(Pieces.BROKEN);
        // No broken piece holds a block as large as a delegated one.
        blocks = new Walk(blockBits <= delegatedBits ? Pieces.WHOLE : Pieces.BROKEN);
    }

    /** One way through the pieces: it stands at the first place that it has not looked at. */
    private final class Walk {
        final Pieces pieces;
        boolean started;
        boolean inPiece;
        long at;

        Walk(int phase) {
            pieces = new Pieces(window, taken, delegatedBits, phase);
        }

        /** Whether there is a place to look at; goes on to the next piece if it must. */
        boolean ready() {
            if (!inPiece && pieces.next()) {
                started = true;
                inPiece = true;
                at = pieces.first();
            }
            return inPiece;
        }

        void passed(long last) {
            inPiece = Long.compareUnsigned(last, pieces.last()) < 0;
            at = last + 1;
        }

        /** Whether this walk has looked at that place, which is where {@code other} stands. */
        boolean hasPassed(Walk other, long place) {
            if (pieces.phase() != other.pieces.phase()) {
                return pieces.phase() > other.pieces.phase();
            }
            if (pieces.high() != other.pieces.high()) {
                return started && Long.compareUnsigned(pieces.high(), other.pieces.high()) > 0;
            }
            return started
                    && (inPiece
                            ? Long.compareUnsigned(at, place) > 0
                            : Long.compareUnsigned(pieces.last(), place) >= 0);
        }
    }

    /** Takes the next free address; null if there is none. */
    @Nullable
    Ipv6Address takeAddress() {
        while (addresses.ready()) {
            long address = addresses.at;
            if ((address & mask) == 0 && fits(addresses, address) && blocks.hasPassed(addresses, address)) {
                // The walk for blocks passed here while all of this block was free, and so it took it.
                addresses.passed(address | mask);
            } else {
                addresses.passed(address);
                return new Ipv6Address(addresses.pieces.high(), address);
            }
        }
        return null;
    }

    /** Takes the next free block; null if there is none. */
    @Nullable
    Ipv6Block takeBlock() {
        while (blocks.ready()) {
            long first = blocks.at;
            if ((first & mask) != 0) {
                blocks.passed(first | mask);
            } else if (!fits(blocks, first)) {
                blocks.passed(blocks.pieces.last());
            } else {
                blocks.passed(first | mask);
                // If the walk for addresses has passed here, this address was free, and so it took it.
                if (!addresses.hasPassed(blocks, first)) {
                    return new Ipv6Block(new Ipv6Address(blocks.pieces.high(), first), blockBits);
                }
            }
        }
        return null;
    }

    private boolean fits(Walk walk, long first) {
        return Long.compareUnsigned(first | mask, walk.pieces.last()) <= 0;
    }

    /** Returns how many blocks of a size that EC2 could delegate are free and whole. */
    static long wholeBlocks(Ipv6Block window, List<Ipv6AddressSet> taken, int bits) {
        long mask = (1L << (Ipv6Block.BITS - bits)) - 1;
        long count = 0;
        for (FreeRanges free = FreeRanges.in(window, taken); free.nextWith(bits); ) {
            long first = free.firstLow();
            long last = free.lastLow();
            // Blocks that begin in the range, without a first that begins before it and a last that ends behind it.
            long begun = (last >>> (Ipv6Block.BITS - bits)) - (first >>> (Ipv6Block.BITS - bits)) + 1;
            count += begun;
            if ((first & mask) != 0) {
                count--;
            }
            if ((last & mask) != mask) {
                count--;
            }
        }
        return count;
    }
}
