package io.github.ipv6fleet.examples.acceptance;

import io.github.ipv6fleet.aws.LaunchedHost;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What came of an acceptance run, in Markdown. */
final class Page {
    private Page() {}

    static String of(Ground ground, List<Outcome> outcomes, List<String> answers) {
        StringBuilder page = new StringBuilder("# Acceptance on ")
                .append(ground.where())
                .append("\n\n")
                .append(verdict(outcomes))
                .append(" Written by `./quickstart --accept` at ")
                .append(Instant.now().truncatedTo(ChronoUnit.SECONDS))
                .append(".\n");
        for (Outcome outcome : outcomes) {
            page.append("\n## ").append(outcome.source()).append("\n\n");
            if (!outcome.hosts().isEmpty()) {
                page.append("| host | instance | address | container block |\n|---|---|---|---|\n");
                for (LaunchedHost host : outcome.hosts()) {
                    page.append("| %s | %s | %s | %s |\n"
                            .formatted(host.name(), host.instanceId(), host.address(), host.containerBlock()));
                }
                page.append('\n');
            }
            lines(page, "**failed**: ", outcome.problems());
            lines(page, "passed: ", outcome.facts());
            lines(page, "not tried: ", outcome.untried());
        }
        page.append("\n## What only EC2 can answer\n\n");
        if (!ground.isEc2()) {
            page.append("This was not EC2, and what it answers proves nothing of EC2.\n\n");
        }
        lines(page, "", answers);
        return page.toString();
    }

    private static String verdict(List<Outcome> outcomes) {
        long problems = outcomes.stream()
                .mapToLong(outcome -> outcome.problems().size())
                .sum();
        long untried =
                outcomes.stream().mapToLong(outcome -> outcome.untried().size()).sum();
        return (problems == 0 ? "Everything that was tried has passed." : problems + " checks have failed.")
                + (untried == 0 ? "" : " Not everything could be tried.");
    }

    private static void lines(StringBuilder page, String before, List<String> lines) {
        lines.forEach(line ->
                page.append("- ").append(before).append(line.replace("\n", " ")).append('\n'));
    }
}
