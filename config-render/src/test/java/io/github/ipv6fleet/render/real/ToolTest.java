package io.github.ipv6fleet.render.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class ToolTest {

    @Test
    void needed_whatIsMissing_skipsUnlessItMustBeThere() {
        boolean required = "true".equals(System.getenv("IPV6FLEET_REQUIRE_TOOLS"));

        assertThat(Tool.isMissing("no-such-tool")).isTrue();
        assertThatThrownBy(() -> Tool.refuse("reason"))
                .isInstanceOf(required ? AssertionFailedError.class : TestAbortedException.class)
                .hasMessageContaining("reason");
    }

    @Test
    void run_givesStatusAndOutput() {
        Tool.needed("sh");

        assertThat(Tool.run("sh", "-c", "echo out; echo err >&2; exit 3")).isEqualTo(new Tool.Result(3, "out\nerr\n"));
    }
}
