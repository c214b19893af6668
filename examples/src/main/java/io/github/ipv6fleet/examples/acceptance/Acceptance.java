package io.github.ipv6fleet.examples.acceptance;

import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.LaunchedFleet;
import io.github.ipv6fleet.plan.BlockSource;
import io.github.ipv6fleet.plan.PlanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Launches two hosts of every block source, has their containers talk, launches again, ends everything, looks whether
 * anything is left, and writes down what came of it. The same on EC2, on ec2-sim, and on hosts that boot beside it.
 */
public final class Acceptance {
    private static final String PLANNED = "planned";
    private static final String RUN = "run";
    private static final String CHOSEN = "chosen";

    private final Ground ground;
    private final Consumer<String> log;
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();

    private Acceptance(Ground ground, Consumer<String> log) {
        this.ground = ground;
        this.log = log;
    }

    /**
     * Runs it and writes the file, also where something was not so.
     *
     * @param log is told, in a line each, what is done
     * @return whether everything that was tried is as it should be
     */
    public static boolean run(Ground ground, Path file, Consumer<String> log) throws IOException {
        Acceptance acceptance = new Acceptance(ground, log);
        try {
            acceptance.play();
        } finally {
            Files.writeString(file, Page.of(ground, acceptance.outcomes, acceptance.answers));
        }
        return acceptance.outcomes.stream()
                .allMatch(outcome -> outcome.problems().isEmpty());
    }

    /** Returns the names of the fleets that a run of that name launches, and ends. */
    public static List<String> fleets(String run) {
        return Stream.of(PLANNED, RUN, CHOSEN).map(part -> run + "-" + part).toList();
    }

    private void play() {
        // Those whose addresses EC2 chooses have nobody else whom they could know: it stays while they run.
        try (Trial planned = trial(BlockSource.plannedPrefix(), PLANNED)) {
            attempt(planned, planned::launch);
            try (Trial run = trial(BlockSource.addressRun(126), RUN)) {
                attempt(run, run::launch);
            }
            try (Trial chosen = trial(BlockSource.chosenByEc2(), CHOSEN)) {
                if (planned.containers().isEmpty()) {
                    chosen.outcome().untried("there was no planned host to talk to");
                } else {
                    attempt(chosen, () -> chosen.launch(planned.containers()));
                }
                answers.addAll(Questions.answered(ground, chosen.outcome()));
            }
        }
    }

    private Trial trial(BlockSource source, String name) {
        Trial trial = new Trial(ground, source, name, log);
        outcomes.add(trial.outcome());
        return trial;
    }

    /** What one of them is refused is written down, and the others are tried all the same. */
    private static void attempt(Trial trial, Supplier<LaunchedFleet> launch) {
        try {
            trial.talk(launch.get());
        } catch (FleetException | PlanException | SdkException | IllegalStateException e) {
            trial.outcome().problem(String.valueOf(e.getMessage()));
        }
    }
}
