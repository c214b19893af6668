package io.github.ipv6fleet.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.net.CidrReservation;
import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6AddressSet;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.net.ObservedHost;
import io.github.ipv6fleet.net.SubnetSnapshot;
import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.HostCommand;
import io.github.ipv6fleet.render.HostFile;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever passes null to the public API reads the name of the parameter, and nothing else has happened. */
class NullArgumentsTest {
    private static final Ipv6Address ADDRESS = Ipv6Address.parse("2001:db8::4");
    private static final Ipv6Block BLOCK = Ipv6Block.parse("2001:db8:0:0:1::/80");
    private static final Ipv6Block SUBNET = Ipv6Block.parse("2001:db8::/64");
    private static final CidrReservation RESERVATION =
            CidrReservation.of("scr-1", BLOCK, CidrReservation.Type.EXPLICIT);
    private static final ObservedHost HOST = ObservedHost.builder("edge", "a").build();
    private static final FleetPlan PLAN = FleetPlan.of(
            "edge", List.of(HostPlan.builder("edge-1", SUBNET, ADDRESS, BLOCK).build()));

    /** What is called, and what is passed where it is not the turn of null. */
    private static final Map<Class<?>, Object> SAMPLES = Map.ofEntries(
            Map.entry(Ipv6Address.class, ADDRESS),
            Map.entry(Ipv6Block.class, BLOCK),
            Map.entry(Ipv6AddressSet.class, Ipv6AddressSet.empty()),
            Map.entry(Ipv6AddressSet.Builder.class, Ipv6AddressSet.builder()),
            Map.entry(CidrReservation.class, RESERVATION),
            Map.entry(CidrReservation.Type.class, CidrReservation.Type.EXPLICIT),
            Map.entry(ObservedHost.class, HOST),
            Map.entry(ObservedHost.Builder.class, ObservedHost.builder("edge", "a")),
            Map.entry(
                    SubnetSnapshot.class,
                    SubnetSnapshot.builder("subnet-0", SUBNET).build()),
            Map.entry(SubnetSnapshot.Builder.class, SubnetSnapshot.builder("subnet-0", SUBNET)),
            Map.entry(
                    Ipv6Fleet.class,
                    Ipv6Fleet.of(PLAN).subnet("subnet-00000000").build()),
            Map.entry(Ipv6Fleet.Builder.class, Ipv6Fleet.builder()),
            Map.entry(FleetPlan.class, PLAN),
            Map.entry(String.class, "sample"),
            Map.entry(Path.class, Path.of("sample")),
            Map.entry(int.class, 64),
            Map.entry(long.class, 1L),
            Map.entry(long[].class, new long[0]),
            Map.entry(HostFile.class, HostFile.of("/etc/motd", 0644, "")),
            Map.entry(HostCommand.class, HostCommand.of("motd", "true")),
            Map.entry(UnaryOperator.class, UnaryOperator.identity()),
            Map.entry(BiConsumer.class, (BiConsumer<Object, Object>) (a, b) -> {}));

    private static final Set<Class<?>> ASKED = Set.of(
            Ipv6Address.class,
            Ipv6Block.class,
            Ipv6AddressSet.class,
            Ipv6AddressSet.Builder.class,
            CidrReservation.class,
            ObservedHost.class,
            ObservedHost.Builder.class,
            SubnetSnapshot.class,
            SubnetSnapshot.Builder.class,
            HostFile.class,
            HostCommand.class,
            Ipv6Fleet.class,
            Ipv6Fleet.Builder.class);

    /** Their contracts say what null does. */
    private static final Set<String> KNOWN = Set.of("equals", "compareTo");

    static Stream<Arguments> parameters() {
        List<Arguments> all = new ArrayList<>();
        for (Class<?> type : ASKED) {
            Stream.of(type.getDeclaredMethods(), type.getConstructors())
                    .flatMap(Stream::of)
                    .map(Executable.class::cast)
                    .filter(call -> Modifier.isPublic(call.getModifiers()) && !call.isSynthetic())
                    .filter(call -> !KNOWN.contains(call.getName()))
                    .forEach(call -> {
                        for (int i = 0; i < call.getParameterCount(); i++) {
                            if (!call.getParameterTypes()[i].isPrimitive()) {
                                all.add(Arguments.of(call, i));
                            }
                        }
                    });
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0}, parameter {1}")
    @MethodSource("parameters")
    void nullArgument_isNamed(Executable call, int index) {
        Object[] arguments =
                Stream.of(call.getParameterTypes()).map(SAMPLES::get).toArray();
        arguments[index] = null;

        Throwable thrown = catchThrowable(() -> invoke(call, arguments));

        assertThat(thrown).isInstanceOf(NullPointerException.class);
        assertThat(thrown.getMessage()).matches("[a-z][a-zA-Z]*");
    }

    private static void invoke(Executable call, Object[] arguments) throws Throwable {
        try {
            if (call instanceof Method method) {
                method.invoke(SAMPLES.get(call.getDeclaringClass()), arguments);
            } else {
                ((Constructor<?>) call).newInstance(arguments);
            }
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
