package io.github.ipv6fleet.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.aws.internal.Maker;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What users are given and never make. */
class ResultTypesTest {
    static Stream<Class<?>> types() {
        return Stream.of(
                LaunchedHost.class,
                LaunchedFleet.class,
                LaunchReport.class,
                LaunchForecast.class,
                FleetEvent.class,
                ReportedRequest.class,
                TerminationReport.class,
                HostFailure.class,
                FleetException.class,
                FleetDiffers.class);
    }

    @ParameterizedTest
    @MethodSource("types")
    @DisplayName("only this package has their constructors")
    void constructors_areHidden(Class<?> type) {
        assertThat(type.getConstructors()).isEmpty();
    }

    @Test
    @DisplayName("there is one maker, and nobody can put another in its place")
    void maker_isOne() {
        assertThat(Maker.get()).isSameAs(Maker.get());
        assertThatThrownBy(() -> Maker.set(new HiddenConstructors())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("an exception that went through serialisation says what it said before")
    void exceptions_areSerialisedWhole() throws Exception {
        HostFailure failure = Maker.get().failure("edge-1", "launch", "no capacity; launch later", "NoCapacity", "r-2");
        FleetException refused = Maker.get()
                .exception("refused", "NoCapacity", "r-1", true, List.of(failure), new IllegalStateException("why"));
        FleetException copy = copied(refused);

        assertThat(copy).hasMessage("refused").hasCauseInstanceOf(IllegalStateException.class);
        assertThat(copy.code() + " " + copy.requestId() + " " + copy.retryable())
                .isEqualTo("NoCapacity r-1 true");
        assertThat(copy.failures()).extracting(HostFailure::toString).containsExactly(failure.toString());
        assertThat(copy.failures().get(0).requestId()).isEqualTo("r-2");

        FleetDiffers differs = copied(Maker.get().differs("edge", List.of("one thing", "another")));
        assertThat(differs.differences()).containsExactly("one thing", "another");
        assertThat(differs.failures()).isEmpty();
        assertThat(differs).hasMessageContaining("one thing").hasNoCause();
    }

    @SuppressWarnings("unchecked")
    private static <T> T copied(T original) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(original);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        }
    }
}
