package io.github.ipv6fleet.examples.acceptance;

import io.github.ipv6fleet.aws.LaunchedHost;
import java.util.ArrayList;
import java.util.List;

/** What came of the fleet of one block source. */
final class Outcome {
    private final String source;
    private final List<LaunchedHost> hosts = new ArrayList<>();
    private final List<String> facts = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> untried = new ArrayList<>();

    Outcome(String source) {
        this.source = source;
    }

    String source() {
        return source;
    }

    List<LaunchedHost> hosts() {
        return hosts;
    }

    /** Everything that is so. */
    List<String> facts() {
        return facts;
    }

    /** Everything that is not as it should be. */
    List<String> problems() {
        return problems;
    }

    /** Everything that could not be tried where this was run, and why. */
    List<String> untried() {
        return untried;
    }

    void hosts(List<LaunchedHost> launched) {
        hosts.addAll(launched);
    }

    /** Notes what should be so: as a fact, or as a problem. */
    void require(boolean isSo, String what) {
        (isSo ? facts : problems).add(what);
    }

    void problem(String what) {
        problems.add(what);
    }

    void untried(String what) {
        untried.add(what);
    }
}
