package io.github.ipv6fleet.benchmarks;

import io.github.ipv6fleet.benchmarks.peers.Contender;
import io.github.ipv6fleet.benchmarks.peers.Work;
import io.github.ipv6fleet.plan.HostPlan;
import java.util.ArrayList;
import java.util.List;

/** Whoever is measured must give the same answer to the very work that is measured; says so, or ends the run. */
public final class Answers {
    private static final int HOSTS = 100_000;

    private static final int MOST_AS_THEY_COME = 100_000;

    private Answers() {}

    /** Compares by itself, without measuring. */
    public static void main(String[] arguments) {
        System.out.print(compared());
    }

    /** Returns what was compared, host by host, each with its name, address and block. */
    static String compared() {
        StringBuilder text = new StringBuilder();
        for (int used : new int[] {100_000, 1_000_000}) {
            for (Work.Distribution distribution : Work.Distribution.values()) {
                Work work = new Work(used, distribution);
                List<HostPlan> ours = Contender.IPV6FLEET.plan(work, HOSTS);
                List<Contender> compared = new ArrayList<>(List.of(Contender.values()));
                if (used > MOST_AS_THEY_COME) {
                    // Minutes; it is compared over less, and with the order of a million changed.
                    compared.remove(Contender.IPADDRESS);
                }
                for (Contender contender : compared) {
                    if (ours.size() != HOSTS || !contender.plan(work, HOSTS).equals(ours)) {
                        throw new IllegalStateException(
                                contender + " plans otherwise over " + used + " " + distribution);
                    }
                }
                text.append("%s over %d %s: the same %d hosts%n".formatted(compared, used, distribution, HOSTS));
            }
        }
        return text.toString();
    }
}
