package io.github.ipv6fleet.render;

import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.plan.SpecProblem;
import io.github.ipv6fleet.text.Shown;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks a renderer that is not ours, so that what goes wrong in it names it. */
final class RendererCall {
    private RendererCall() {}

    /**
     * Returns what the renderer says.
     *
     * @param about what it is asked for, such as {@code host edge-1}
     * @throws PlanException as the renderer itself throws it, which is how it refuses; or with the cause, if it throws
     *     anything else or says nothing
     */
    static <T> T ask(String id, Supplier<String> about, Supplier<@Nullable T> question) {
        T answer;
        try {
            answer = question.get();
        } catch (PlanException refusal) {
            throw refusal;
        } catch (RuntimeException | LinkageError fault) {
            PlanException named = faulty(id, about, "threw " + Shown.line(fault.toString()));
            named.initCause(fault);
            throw named;
        }
        if (answer == null) {
            throw faulty(id, about, "returned null");
        }
        return answer;
    }

    private static PlanException faulty(String id, Supplier<String> about, String what) {
        return new PlanException(List.of(new SpecProblem(
                "renderer " + id + ", asked for " + about.get(),
                what,
                "mend it: RendererCheck.check(...) in a test of it shows when")));
    }
}
