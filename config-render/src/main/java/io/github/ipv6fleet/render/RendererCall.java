package io.github.ipv6fleet.render;

import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.text.Shown;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks a renderer that is not ours, so that what goes wrong in it names it. */
final class RendererCall {
    private RendererCall() {}

    /**
     * Returns what the renderer says.
     *
     * @param about what it is asked about, such as {@code host edge-1}
     * @throws PlanException if the renderer does, which is how it refuses
     * @throws IllegalStateException if it throws anything else, or says nothing
     */
    static <T> T ask(String id, Supplier<String> about, Supplier<@Nullable T> question) {
        T answer;
        try {
            answer = question.get();
        } catch (PlanException refusal) {
            throw refusal;
        } catch (RuntimeException fault) {
            throw new IllegalStateException(faulty(id, about, "threw " + Shown.line(Objects.toString(fault))), fault);
        }
        if (answer == null) {
            throw new IllegalStateException(faulty(id, about, "returned null"));
        }
        return answer;
    }

    private static String faulty(String id, Supplier<String> about, String what) {
        return "renderer " + id + ", asked for " + about.get() + ": " + what
                + "; mend it: RendererCheck.check(...) in a test of it shows when";
    }
}
