package io.github.ipv6fleet.render;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.annotations.Experimental;
import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.render.internal.HostileSamples;
import io.github.ipv6fleet.render.internal.Question;
import io.github.ipv6fleet.render.internal.RenderedText;
import io.github.ipv6fleet.render.internal.RendererExam;
import java.util.ArrayList;
import java.util.List;

/**
 * What a renderer of your own must be like, as one call in one of its tests: {@code RendererCheck.check(new Motd())}.
 *
 * <p>It renders many hosts or fleets whose values are legal and unpleasant, and looks whether the id has the right form
 * and stays the same; whether nothing is null and nothing is thrown but {@link PlanException}, which is a refusal;
 * whether same input gives same bytes, again and from several threads; whether files are text, and those called
 * {@code .json} are JSON; whether it goes together with the standard renderers. What it cannot see is whether the
 * program that a file is for takes it: only that program can say. Needs no test framework.
 */
@Experimental
public final class RendererCheck {
    private RendererCheck() {}

    /**
     * Checks a renderer of hosts.
     *
     * @throws AssertionError with everything that is wrong, a line for each, and where it was seen first
     */
    public static void check(HostRenderer renderer) {
        requireNonNull(renderer, "renderer");
        List<HostPlan> plans = HostileSamples.plans();
        List<Question> questions = new ArrayList<>();
        for (HostPlan plan : plans) {
            for (HostProfile profile : HostileSamples.profiles()) {
                questions.add(
                        new Question(plan + " on " + profile, () -> RenderedText.of(renderer.render(plan, profile))));
            }
        }
        RendererExam exam = new RendererExam();
        exam.id(renderer::id);
        exam.questions(questions);
        exam.together(() -> Renderers.standard().with(renderer).render(plans.get(0), HostProfile.DEFAULT));
        exam.done(renderer.id() + " (" + renderer.getClass().getName() + ")");
    }

    /**
     * Checks a renderer of fleets.
     *
     * @throws AssertionError with everything that is wrong, a line for each, and where it was seen first
     */
    public static void check(FleetRenderer renderer) {
        requireNonNull(renderer, "renderer");
        List<FleetPlan> fleets = HostileSamples.fleets();
        RendererExam exam = new RendererExam();
        exam.id(renderer::id);
        exam.questions(fleets.stream()
                .map(fleet -> new Question("fleet " + fleet.name(), () -> RenderedText.of(renderer.render(fleet))))
                .toList());
        exam.together(() -> FleetRenderers.standard().with(renderer).render(fleets.get(0)));
        exam.done(renderer.id() + " (" + renderer.getClass().getName() + ")");
    }
}
