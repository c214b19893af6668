package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.ec2sim.internal.action.ActionTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The page about ec2-sim says what is there. */
class PageTest {
    private static final Pattern ACTION = Pattern.compile("\\b[A-Z][a-z]+[A-Z]\\w+");

    @Test
    @DisplayName("its table of calls has every action, and no other")
    void calls() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "ec2-sim.md"));
        List<String> table = page.substring(page.indexOf("## Calls"), page.indexOf("## Rules"))
                .lines()
                .filter(line -> line.startsWith("| "))
                .toList();
        SortedSet<String> named = ACTION.matcher(String.join("\n", table))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).as("docs/ec2-sim.md, Calls").isEqualTo(new ActionTable().names());
    }
}
