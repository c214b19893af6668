package io.github.ipv6fleet.ec2sim.internal;

/** The connection ends without an answer, because it was told to. */
public final class ConnectionCut extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConnectionCut(String action) {
        super("connection reset: ec2-sim was told to end " + action + " so", null, false, false);
    }
}
