package io.github.ipv6fleet.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.ipv6fleet.render.ConfigCheck;
import io.github.ipv6fleet.text.Shown;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whoever passes a megabyte to the public API is refused at once and in a few words, unless a text may be that long. */
class HugeArgumentsTest {
    private static final int MEGABYTE = 1 << 20;

    /** On a machine that is busy; what looks at all of a megabyte takes about a second of one core. */
    private static final Duration AT_ONCE = Duration.ofSeconds(20);

    private static final int FEW_WORDS = 10_000;

    /** What is repeated to a megabyte: what is legal in some word, what begins something, and what no text can have. */
    private static final List<String> PIECES = List.of(
            "a",
            "1",
            "-",
            ".",
            ":",
            "/",
            "/a",
            "a.",
            "::",
            "2001:db8::1/64 ",
            "\"",
            "'",
            "`",
            "$(a)",
            "{\"a\":",
            "[",
            "- ",
            "a: ",
            "&a [*a,",
            "\\",
            " ",
            "\n",
            "\0",
            "\u001b[2J",
            "\u202e",
            "\ud800",
            "\u00e9",
            "http://a/",
            "arn:aws:iam::",
            "#!/bin/sh\n",
            "#cloud-config\n");

    private static final List<String> SOME = List.of("a", "&a [*a,");

    /** Texts that are read or sent as a whole, and words that are only looked for or shown to who gave them. */
    private static final Set<String> MAY_BE_LONG = Set.of(
            "ApiLimits.requests(String)",
            "ApiLimits.resources(String)",
            "ApiLimits.withRequests(String, Bucket)",
            "ApiLimits.withResources(String, Bucket)",
            "BootLog.parse(String)",
            "SelfTest.parse(String)",
            "SelfTest.Problem(String, String)",
            "CidrReservation.of(String, Ipv6Block, Type)",
            "ConfigCheck.compose(String)",
            "ConfigCheck.compose(String, DockerEngine)",
            "ConfigCheck.daemonJson(String, DockerEngine)",
            "ConfigCheck.netplan(String)",
            "ConfigCheck.netplan(String, Ipv6Block)",
            "ConfigCheck.userData(String)",
            "ConfigCheck.userData(String, DockerEngine)",
            "ConfigFinding.of(Severity, String, String, String, String)",
            "Container.command(String[])",
            "DockerEngine.covers(String)",
            "FleetFile.of(String, String)",
            "FleetPlan.host(String)",
            "HostCommand.of(String, String)",
            "HostCommand.with(String, String)",
            "HostConfig.file(String)",
            "HostConfig.Builder.command(Phase, String, String)",
            "HostRenderer.of(String, BiFunction)",
            "FleetRenderer.of(String, Function)",
            "LaunchForecast.Builder.also(String)",
            "LaunchForecast.Builder.latency(String, Duration)",
            "ObservedHost.builder(String, String)",
            "Renderers.composeFile(String)",
            "SpecProblem(String, String, String)",
            "SubnetSnapshot.builder(String, Ipv6Block)",
            "SubnetSnapshot.hostsOf(String)",
            "SubnetSnapshot.Builder.availabilityZone(String)",
            "SubnetSnapshot.Builder.inUse(Ipv6Block, String)",
            "UserDataPart.cloudConfig(String, String)",
            "UserDataPart.shellScript(String, String)");

    /** These ask EC2 before they look at a name. */
    private static final Set<String> OF_EC2 = Set.of("replace", "equals");

    /** What came of one call; {@code thrown} is null where it returned. */
    private record Outcome(
            String call, int index, String piece, @Nullable Throwable thrown, Duration took) {
        @Override
        public String toString() {
            return call + ", parameter " + index + ", a megabyte of \"" + piece + '"';
        }
    }

    private static final List<Outcome> OUTCOMES = new ArrayList<>();

    @BeforeAll
    static void callEverything() {
        PublicCalls.all().filter(call -> !OF_EC2.contains(call.getName())).forEach(call -> {
            for (int i = 0; i < call.getParameterCount(); i++) {
                Class<?> type = call.getParameterTypes()[i];
                boolean isText = type == String.class || type == String[].class;
                for (String piece : isText ? pieces(call) : List.<String>of()) {
                    OUTCOMES.add(outcome(call, i, piece));
                }
            }
        });
    }

    /** Where all of a megabyte is looked at, which takes its time, a few are enough; others have tests of their own. */
    private static List<String> pieces(Executable call) {
        return call.getDeclaringClass() == ConfigCheck.class ? SOME : PIECES;
    }

    private static Outcome outcome(Executable call, int index, String piece) {
        Object[] arguments = PublicCalls.samples(call);
        arguments[index] = arguments[index] instanceof String[] ? new String[] {repeated(piece)} : repeated(piece);
        long start = System.nanoTime();
        Throwable thrown = catchThrowable(() -> PublicCalls.invoke(call, arguments));
        return new Outcome(named(call), index, piece, thrown, Duration.ofNanos(System.nanoTime() - start));
    }

    @Test
    @DisplayName("refused in a few words that no terminal obeys, or taken; in either case at once")
    void refusedInAFewWords() {
        assertThat(OUTCOMES).hasSizeGreaterThan(1_500);
        assertThat(OUTCOMES.stream().flatMap(HugeArgumentsTest::faults)).isEmpty();
    }

    private static Stream<String> faults(Outcome one) {
        List<String> faults = new ArrayList<>();
        if (one.took().compareTo(AT_ONCE) > 0) {
            faults.add(Shown.of(one.toString()) + " took " + one.took());
        }
        if (one.thrown() != null && !(one.thrown() instanceof IllegalArgumentException)) {
            faults.add(Shown.of(one.toString()) + " threw " + one.thrown().getClass());
        }
        for (Throwable each = one.thrown(); each != null; each = each.getCause()) {
            String said = each.toString();
            if (said.length() > FEW_WORDS || said.chars().anyMatch(c -> c != '\n' && Character.isISOControl(c))) {
                faults.add(Shown.of(one.toString()) + " said " + Shown.line(said));
            }
        }
        return faults.stream();
    }

    @Test
    @DisplayName("where a megabyte is taken it is a text or a word that is only compared, and nowhere else")
    void whereAMegabyteIsTaken() {
        assertThat(OUTCOMES.stream()
                        .filter(one -> one.thrown() == null)
                        .map(Outcome::call)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(MAY_BE_LONG);
    }

    @Test
    @DisplayName("what is said of a megabyte that was looked at is short too")
    void megabyteThatIsLookedAt_isNotRepeated() {
        PublicCalls.all()
                .filter(call -> call.getDeclaringClass().getSimpleName().equals("ConfigCheck")
                        || call.getDeclaringClass().getSimpleName().equals("BootLog"))
                .filter(call -> call.getParameterCount() == 2
                        || (call.getName().equals("parse") && call.getParameterCount() == 1))
                .filter(call -> call.getParameterTypes()[0] == String.class)
                .forEach(call -> {
                    for (String piece : SOME) {
                        for (UnaryOperator<String> form : FORMS) {
                            Object[] arguments = PublicCalls.samples(call);
                            arguments[0] = form.apply(repeated(piece).substring(0, MEGABYTE / 4));
                            assertThat(said(call, arguments))
                                    .as(named(call) + " of " + piece)
                                    .hasSizeLessThan(FEW_WORDS);
                        }
                    }
                });
    }

    /** As it is, as a key, as a value, as a user data document. */
    private static final List<UnaryOperator<String>> FORMS = List.of(
            text -> text,
            text -> "{\"" + text + "\": 1}",
            text -> "{\"bip\": \"" + text + "\"}",
            text -> "network:\n  version: 2\n  ethernets:\n    " + text + ":\n      addresses: [" + text + "]\n",
            text -> "#cloud-config\n" + text + ": " + text + "\n",
            text -> "#cloud-config\npassword: " + text
                    + "\nwrite_files:\n  - path: /etc/docker/daemon.json\n    content: '" + text + "'\n");

    private static String said(Executable call, Object[] arguments) {
        try {
            return String.valueOf(PublicCalls.invoke(call, arguments));
        } catch (Throwable e) {
            throw new AssertionError(named(call), e);
        }
    }

    private static String repeated(String piece) {
        return piece.repeat(MEGABYTE / piece.length());
    }

    private static String named(Executable call) {
        String type = call.getDeclaringClass().getCanonicalName().replaceAll("^[a-z0-9.]*\\.", "");
        return type
                + (call instanceof Method ? "." + call.getName() : "")
                + Arrays.stream(call.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
