package io.github.ipv6fleet.benchmarks.peers;

/**
 * Addresses that are free, as a peer found them: lower halves, both included.
 *
 * @param first the lower half of the first address
 * @param last the lower half of the last address
 */
record FreeRange(long first, long last) {}
