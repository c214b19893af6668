package io.github.ipv6fleet.aws;

/** One thing of a fleet that is not as it should be. Immutable, safe for use by several threads. */
public final class Drift {
    private final String host;
    private final String what;
    private final String remedy;
    private final boolean repaired;

    /**
     * Makes a drift.
     *
     * @param host the host's name
     * @param what is not as it should be
     * @param remedy what repairs it
     * @param repaired whether that was done
     */
    Drift(String host, String what, String remedy, boolean repaired) {
        this.host = host;
        this.what = what;
        this.remedy = remedy;
        this.repaired = repaired;
    }

    /** Returns the host's name. */
    public String host() {
        return host;
    }

    /** Returns what is not as it should be. */
    public String what() {
        return what;
    }

    /** Returns what repairs it; once it was done, what was done. */
    public String remedy() {
        return remedy;
    }

    /** Returns whether it was repaired. */
    public boolean repaired() {
        return repaired;
    }

    /** Returns such as {@code host edge-1: prefix 2001:db8:0:0:1::/80 is gone; assigned again}. */
    @Override
    public String toString() {
        return "host " + host + ": " + what + "; " + remedy;
    }
}
