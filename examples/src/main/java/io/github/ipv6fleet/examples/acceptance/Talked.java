package io.github.ipv6fleet.examples.acceptance;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a container said of its talk with another one.
 *
 * @param own its address, as its kernel has it
 * @param peer whom it asked
 * @param to percent of its pings that were lost; empty if nothing is known
 * @param seen the address that the peer was asked by
 * @param back percent of the peer's pings to that address that were lost
 * @param other whether a port of the peer that is not published is {@code closed} or {@code open}
 */
record Talked(String own, String peer, String to, String seen, String back, String other) {
    private static final Pattern LINE = Pattern.compile("(?m)^" + Talk.PREFIX
            + "own=(\\S*) peer=(\\S*) to=(\\d*) seen=(\\S*) back=(\\d*) other=(open|closed)\\s*$");

    /** Reads a console. */
    static List<Talked> on(String console) {
        return LINE.matcher(console)
                .results()
                .map(line -> new Talked(
                        line.group(1), line.group(2), line.group(3), line.group(4), line.group(5), line.group(6)))
                .distinct()
                .toList();
    }

    /** Whether a console has all that its host will say. */
    static boolean isOver(String console) {
        Matcher over =
                Pattern.compile("(?m)^" + Talk.PREFIX + Talk.OVER + "\\s*$").matcher(console);
        return over.find();
    }

    /** Whether it was as it should be: everything arrives, untranslated, and what is not published is closed. */
    boolean isSound() {
        return to.equals("0") && back.equals("0") && !own.isEmpty() && seen.equals(own) && other.equals("closed");
    }
}
