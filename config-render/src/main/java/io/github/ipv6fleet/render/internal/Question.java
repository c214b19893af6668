package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.plan.PlanException;
import java.util.concurrent.Callable;

/**
 * One thing that a renderer is asked, and all that can be seen of its answer.
 *
 * @param about what it is about, for people
 * @param answer renders, and returns every byte of it; throws BadAnswer if something is wrong with it
 */
public record Question(String about, Callable<String> answer) {

    /** Returns the bytes, or the refusal; a refusal too must be the same each time. */
    public String ask() throws Exception {
        try {
            return answer.call();
        } catch (PlanException refusal) {
            return "refused: " + refusal.getMessage();
        }
    }
}
