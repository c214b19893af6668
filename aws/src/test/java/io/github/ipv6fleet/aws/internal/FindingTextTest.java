package io.github.ipv6fleet.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.aws.Finding;
import io.github.ipv6fleet.plan.SpecProblem;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FindingTextTest {

    @Test
    @DisplayName("a colon in what it was found at does not cut it: both sides stay what they are")
    void problem_ofSubjectWithAColon() {
        Finding finding = FindingKind.KEY_PAIR_NOT_FOUND.found("key pair \"a: b\"", "is not there", "import it");

        assertThat(finding.subject()).isEqualTo("key pair \"a: b\"");
        assertThat(finding.statement()).isEqualTo("is not there");
        assertThat(finding.what()).isEqualTo("key pair \"a: b\": is not there");
        assertThat(Preflight.problem(finding))
                .isEqualTo(new SpecProblem("key pair \"a: b\"", "is not there", "import it [key-pair-not-found]"));
    }
}
