package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.plan.PlanException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        if (first == null || !first.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            note("id", first + " is not one; give lower-case words with hyphens, such as docker-install");
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

    private void fromSeveralThreads(Map<Question, String> answers) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            Map<Question, List<Future<String>>> again = new LinkedHashMap<>();
            for (Question question : answers.keySet()) {
                List<Future<String>> asked = new ArrayList<>();
                for (int i = 0; i < THREADS; i++) {
                    asked.add(threads.submit(question::ask));
                }
                again.put(question, asked);
            }
            again.forEach((question, asked) -> asked.forEach(answer -> {
                if (!result(answer).equals(answers.get(question))) {
                    note(
                            "gives other bytes, or throws, when several threads ask; share nothing that changes",
                            question.about());
                }
            }));
        } finally {
            threads.shutdownNow();
        }
    }

    private static String result(Future<String> answer) {
        try {
            return answer.get();
        } catch (ExecutionException thrown) {
            return "";
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("interrupted while the renderer was asked", interrupted);
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
