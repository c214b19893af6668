package io.github.ipv6fleet.ec2sim.internal.auth;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import java.util.List;
import java.util.function.Supplier;

/** What may be done. Immutable. */
public final class Rules {
    private static final Rules EVERYTHING = new Rules(List.of(), "");

    private final List<Statement> statements;
    private final String document;

    private Rules(List<Statement> statements, String document) {
        this.statements = statements;
        this.document = document;
    }

    public static Rules everything() {
        return EVERYTHING;
    }

    /**
     * Reads a policy document; the empty text allows everything.
     *
     * @throws IllegalArgumentException if it says something that is not understood
     */
    public static Rules parse(String document) {
        return document.isEmpty() ? EVERYTHING : new Rules(PolicyReader.read(document), document);
    }

    /** Returns the document that was read. */
    public String document() {
        return document;
    }

    public boolean allowsEverything() {
        return this == EVERYTHING;
    }

    /** Refuses the first that is not allowed; the checks are not asked for where everything is. */
    public void enforce(Supplier<List<Check>> checks) {
        if (allowsEverything()) {
            return;
        }
        for (Check check : checks.get()) {
            boolean allowed = false;
            for (Statement each : statements) {
                if (each.concerns(check)) {
                    if (!each.allow()) {
                        throw Ec2Error.unauthorized(check.action(), check.resource(), true);
                    }
                    allowed = true;
                }
            }
            if (!allowed) {
                throw Ec2Error.unauthorized(check.action(), check.resource(), false);
            }
        }
    }
}
