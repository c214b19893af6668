package io.github.ipv6fleet.verification.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.annotations.Experimental;
import io.github.ipv6fleet.ec2sim.Ec2Simulator;
import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.render.HostConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every change of what users can call is a change of a file in docs/api, which whoever reads the commit sees. */
class PublicApiTest {
    private static final String WRITE = "ipv6fleet.writeApi";

    @ParameterizedTest
    @CsvSource({"core", "config-render", "aws", "ec2-sim"})
    @DisplayName("the public API is that of docs/api")
    void api_isThatOfTheFile(String module) throws IOException {
        Path file = Path.of("..", "docs", "api", "ipv6-fleet-" + module + ".txt");
        String api = PublicApi.of(
                switch (module) {
                    case "core" -> FleetPlan.class;
                    case "config-render" -> HostConfig.class;
                    case "aws" -> Ipv6Fleet.class;
                    default -> Ec2Simulator.class;
                });
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(file, api);
        }

        assertThat(api)
                .as("the API changed; docs/versions.md says what may. If it is meant, write it down by"
                        + " mvn -pl verification -am verify -Dtest=PublicApiTest -D" + WRITE + "=true"
                        + " -Dsurefire.failIfNoSpecifiedTests=false")
                .isEqualTo(Files.exists(file) ? Files.readString(file) : "");
    }

    /** A little of everything. */
    @Experimental
    public abstract static class Sample<T extends Comparable<T>> extends Hidden implements Runnable {
        public static final int MOST = 3;

        protected Sample() {}

        @Deprecated
        protected final <E extends Exception> @Nullable List<? extends T> some(@Nullable T one, String... more)
                throws E {
            assertThat(more).isNotNull();
            return null;
        }

        void ours() {}
    }

    static class Hidden {
        public void inherited() {}
    }

    @Test
    @DisplayName("what a class shows: marks, types, null, constants, and what it inherits from where nobody looks")
    void text_showsWhatCallersLeanOn() {
        assertThat(ApiText.of(Sample.class)).isEqualTo("""
                @Experimental abstract class io.github.ipv6fleet.verification.api.PublicApiTest.Sample<T extends Comparable<T>> extends PublicApiTest.Hidden implements Runnable
                  @Deprecated protected final <E extends Exception> @Nullable List<? extends T> some(@Nullable T, String...) throws E
                  protected new()
                  static final int MOST = 3
                  void inherited()
                """);
        assertThat(ApiText.isShown(Hidden.class)).isFalse();
    }
}
