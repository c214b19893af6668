package io.github.ipv6fleet.aws;

import java.io.Serial;
import java.util.List;

/**
 * Thrown by {@code launch()} when hosts of the fleet are running already and are not what was asked for: it adopts
 * and adds, and replaces no host. Nothing was changed.
 */
public final class FleetDiffers extends FleetException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String[] differences;

    /**
     * Makes an exception of what differs.
     *
     * @param fleet the fleet's name
     * @param differences each what runs, what was asked for, and the call that settles it
     */
    FleetDiffers(String fleet, List<String> differences) {
        super(
                "fleet " + fleet + " is running and differs from what was asked for:\n  "
                        + String.join("\n  ", differences)
                        + "\nNothing was changed. Make the calls named there on this Ipv6Fleet, ask for what is running, give"
                        + " the new fleet another name, or end this one: Ipv6Fleet.named(\"" + fleet
                        + "\").terminate().",
                "",
                "",
                false,
                List.of(),
                null);
        this.differences = differences.toArray(String[]::new);
    }

    /** Returns what differs: each what runs and what was asked for. */
    public List<String> differences() {
        return List.of(differences);
    }
}
