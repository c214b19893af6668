package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.Finding;
import io.github.ipv6fleet.aws.Finding.Severity;
import io.github.ipv6fleet.aws.LaunchedHost;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Every kind of finding at a host that runs: how much it matters, and why. Its name, in lower case, is its id, and what a
 * host's self-test calls it; docs/findings.md has a part on each.
 */
enum HostFinding {
    HOST_IS_NOT_AS_PLANNED(Severity.ERROR, "its containers may have other addresses than the plan says, or none"),
    HOST_DID_NOT_BOOT(Severity.ERROR, "what comes after the step that failed was not done"),
    HOST_IS_NOT_UP(Severity.WARNING, "it may be about to come up; ask again in a minute"),
    HOST_SAYS_NOTHING(Severity.NOTE, "whether it is as it was rendered is not known"),
    PLAN_IS_NOT_KNOWN(Severity.NOTE, "what EC2 shows of the hosts is compared with nothing"),

    HOST_ADDRESS_IS_MISSING(Severity.ERROR, "nobody reaches the host under its address"),
    BLOCK_IS_ELSEWHERE(Severity.ERROR, "what is sent to that address ends at the host, not at a container"),
    SECOND_ROUTE_TO_BLOCK(Severity.ERROR, "packets for containers may leave the host again"),
    FORWARDING_IS_OFF(Severity.ERROR, "no packet reaches a container, or leaves one"),
    BLOCK_IS_TRANSLATED(
            Severity.WARNING,
            "peers may see another address than the container's own; a rule that is meant for something else does no harm"),
    RECIPE_IS_NOT_IN_FORCE(Severity.ERROR, "more ports may be open than are published, or containers have no network"),
    METADATA_IS_OPEN(Severity.ERROR, "containers may read the credentials of the host's role"),
    CONTAINER_DOES_NOT_RUN(Severity.ERROR, "nobody answers under the address that the plan has for it"),
    HOST_FOUND_SOMETHING(Severity.WARNING, "the host is newer than this library, and knows more kinds of findings");

    private final Severity severity;
    private final String why;

    HostFinding(Severity severity, String why) {
        this.severity = severity;
        this.why = why;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind of that id. */
    static Optional<HostFinding> of(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
    }

    /** Makes a finding of this kind. */
    Finding found(LaunchedHost host, String problem, String remedy) {
        return found("host " + host.name(), problem, remedy, List.of(host.instanceId()));
    }

    /** Makes a finding of this kind at something else than one host that is there. */
    Finding found(String given, String problem, String remedy, List<String> objects) {
        return Maker.get().finding(id(), severity, given, problem, why, remedy, objects);
    }
}
