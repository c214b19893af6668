package io.github.ipv6fleet.verification.hosts;

/** What is required, said as it is found to be so; the first that is not ends the scenario. */
final class Checks {
    /** Before what is not so. */
    static final String NOT_SO = "not so: ";

    private Checks() {}

    static void require(boolean so, String what) {
        if (!so) {
            throw new AssertionError(NOT_SO + what);
        }
        System.out.println("ok: " + what.strip());
    }
}
