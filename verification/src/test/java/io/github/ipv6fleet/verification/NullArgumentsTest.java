package io.github.ipv6fleet.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.Executable;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever passes null to the public API reads the name of the parameter, and nothing else has happened. */
class NullArgumentsTest {
    /** Their contracts say what null does. */
    private static final Set<String> KNOWN = Set.of("equals", "compareTo");

    static Stream<Arguments> parameters() {
        return PublicCalls.all()
                .filter(call -> !KNOWN.contains(call.getName()))
                .flatMap(call -> IntStream.range(0, call.getParameterCount())
                        .filter(i -> !call.getParameterTypes()[i].isPrimitive())
                        .mapToObj(i -> Arguments.of(call, i)));
    }

    @ParameterizedTest(name = "{0}, parameter {1}")
    @MethodSource("parameters")
    void nullArgument_isNamed(Executable call, int index) {
        Object[] arguments = PublicCalls.samples(call);
        arguments[index] = null;

        Throwable thrown = catchThrowable(() -> PublicCalls.invoke(call, arguments));

        assertThat(thrown).as(call + " " + index).isInstanceOf(NullPointerException.class);
        assertThat(thrown.getMessage()).as(call + " " + index).matches("[a-z][a-zA-Z]*");
    }
}
