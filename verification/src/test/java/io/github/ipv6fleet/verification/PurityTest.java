package io.github.ipv6fleet.verification;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.github.ipv6fleet.aws.internal.Ec2Gateway;
import java.lang.reflect.Method;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Planning and rendering are pure functions; provisioning gets clock, chance and sleep at one place. */
class PurityTest {
    /** Its package alone knows it. */
    private static final String SYSTEM_TIME = "io.github.ipv6fleet.aws.SystemFleetTime";

    private static ArchRule pure(DescribedPredicate<? super JavaClass> which) {
        return noClasses()
                .that(which)
                .should()
                .dependOnClassesThat(Impurity.types())
                .orShould()
                .accessTargetWhere(Impurity.sources());
    }

    private static ArchRule injected(DescribedPredicate<? super JavaClass> which) {
        return noClasses().that(which).should().accessTargetWhere(Impurity.sources());
    }

    @Test
    @DisplayName("core and config-render know no AWS, no files, no network, no clock and no chance")
    void planningAndRendering_arePure() {
        pure(resideInAnyPackage(ArchitectureTest.CORE).or(resideInAPackage(ArchitectureTest.RENDER)))
                .check(ArchitectureTest.ALL);
    }

    @Test
    @DisplayName("aws takes chance from its gateway, clock and sleep from the time that it is given")
    void provisioning_isInjected() {
        injected(resideInAnyPackage(ArchitectureTest.AWS)
                        .and(not(type(Ec2Gateway.class)))
                        .and(not(name(SYSTEM_TIME))))
                .check(ArchitectureTest.ALL);
    }

    @Test
    @DisplayName("the gateway and the system's time themselves are where they come in")
    void gatewayAndTime_areTheExceptions() {
        assertThat(injected(type(Ec2Gateway.class))
                        .evaluate(ArchitectureTest.ALL)
                        .hasViolation())
                .isTrue();
        assertThat(injected(name(SYSTEM_TIME)).evaluate(ArchitectureTest.ALL).hasViolation())
                .isTrue();
    }

    static Stream<String> impurities() {
        return Stream.of(Impure.class.getDeclaredMethods()).map(Method::getName);
    }

    @ParameterizedTest
    @MethodSource("impurities")
    @DisplayName("the rules can fail, on each of these")
    void impurity_isFound(String method) {
        JavaClasses classes = new ClassFileImporter().importClasses(Impure.class);
        for (ArchRule rule : List.of(pure(alwaysTrue()), injected(alwaysTrue()))) {
            assertThat(rule.evaluate(classes).getFailureReport().getDetails())
                    .anyMatch(line -> line.contains("Impure." + method + "("));
        }
    }

    @Test
    @DisplayName("and pass what only converts")
    void conversion_isPure() {
        pure(alwaysTrue()).check(new ClassFileImporter().importClasses(Converting.class));
    }

    static final class Converting {
        private Converting() {}

        static InetAddress address(byte[] bytes) throws UnknownHostException {
            return Inet6Address.getByAddress(null, bytes, -1);
        }

        static String property() {
            return System.getProperty("line.separator") + Math.abs(-1);
        }
    }
}
