package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.text.Shown;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Asks a renderer, and notes what is wrong: each kind of problem once, with where it was seen first. */
public final class RendererExam {
    private static final int THREADS = 4;

    private final Map<String, String> problems = new LinkedHashMap<>();

    /** Looks at the id. */
    public void id(Supplier<String> id) {
        String first = id.get();
        if (!RendererIds.isOne(first)) {
            note("id", Shown.of(Objects.toString(first)) + " is not one; " + RendererIds.FORM);
        } else if (!first.equals(id.get())) {
            note("id", "is another one each time; return a constant");
        }
    }

    /** Asks each question twice, then all of them from several threads at once. */
    public void questions(List<Question> questions) {
        Map<Question, String> answers = new LinkedHashMap<>();
        for (Question question : questions) {
            try {
                String first = question.ask();
                answers.put(question, first);
                if (!first.equals(question.ask())) {
                    note(
                            "gives other bytes when asked again; no clock, no chance, no counters, no maps without order",
                            question.about());
                    answers.remove(question);
                }
            } catch (BadAnswer said) {
                note(said.problem(), question.about());
            } catch (Exception thrown) {
                note(
                        "throws " + thrown.getClass().getName()
                                + "; what cannot be rendered is refused by PlanException",
                        question.about() + ": " + thrown.getMessage());
            }
        }
        fromSeveralThreads(answers);
    }

    /** Each thread begins with another question, so that at each moment different ones are asked. */
    private void fromSeveralThreads(Map<Question, String> answers) {
        List<Question> questions = new ArrayList<>(answers.keySet());
        List<Callable<Optional<Question>>> askers = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            List<Question> turned = new ArrayList<>(questions);
            Collections.rotate(turned, thread * questions.size() / THREADS);
            askers.add(() -> turned.stream()
                    .filter(question -> !sameAgain(question, answers))
                    .findFirst());
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (Future<Optional<Question>> asked : threads.invokeAll(askers)) {
                asked.get()
                        .ifPresent(question -> note(
                                "gives other bytes, or throws, when several threads ask; share nothing that changes",
                                question.about()));
            }
        } catch (InterruptedException | ExecutionException stopped) {
            throw new IllegalStateException("the renderer could not be asked from several threads", stopped);
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean sameAgain(Question question, Map<Question, String> answers) {
        try {
            return question.ask().equals(answers.get(question));
        } catch (Exception thrown) {
            return false;
        }
    }

    /** Looks whether it goes together with others. */
    public void together(Runnable render) {
        try {
            render.run();
        } catch (PlanException clash) {
            note(
                    "does not go together with the standard renderers",
                    clash.problems().get(0).toString());
        } catch (RuntimeException | Error seenAlready) {
            // questions() has it, with a message that says more
        }
    }

    private void note(String problem, String where) {
        problems.putIfAbsent(problem, where);
    }

    /**
     * Ends the exam.
     *
     * @throws AssertionError if anything is wrong
     */
    public void done(String renderer) {
        if (!problems.isEmpty()) {
            StringBuilder all = new StringBuilder("renderer " + renderer + ":");
            problems.forEach((problem, where) -> all.append("\n- ")
                    .append(problem)
                    .append(" (")
                    .append(where)
                    .append(')'));
            throw new AssertionError(all.toString());
        }
    }
}
