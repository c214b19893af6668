package io.github.ipv6fleet.verification;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The arrows of docs/design.md. */
class ArchitectureTest {
    static final String[] CORE = {
        "io.github.ipv6fleet.annotations..",
        "io.github.ipv6fleet.net..",
        "io.github.ipv6fleet.plan..",
        "io.github.ipv6fleet.text.."
    };
    static final String RENDER = "io.github.ipv6fleet.render..";
    static final String[] AWS = {"io.github.ipv6fleet", "io.github.ipv6fleet.aws.."};
    private static final String SIM = "io.github.ipv6fleet.ec2sim..";
    private static final String EXAMPLES = "io.github.ipv6fleet.examples..";

    static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/verification/"))
            .importPackages("io.github.ipv6fleet");

    @Test
    @DisplayName("all modules are looked at")
    void everyModuleIsThere() {
        assertThat(ALL.contain(io.github.ipv6fleet.net.Ipv6Address.class)).isTrue();
        assertThat(ALL.contain(io.github.ipv6fleet.render.HostConfig.class)).isTrue();
        assertThat(ALL.contain(io.github.ipv6fleet.Ipv6Fleet.class)).isTrue();
        assertThat(ALL.contain(io.github.ipv6fleet.ec2sim.Ec2Simulator.class)).isTrue();
        assertThat(ALL.contain(io.github.ipv6fleet.examples.QuickStart.class)).isTrue();
    }

    @Test
    @DisplayName("arrows only point down: examples → aws → config-render → core, and ec2-sim knows nobody")
    void arrowsPointDown() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("core")
                .definedBy(CORE)
                .layer("config-render")
                .definedBy(RENDER)
                .layer("aws")
                .definedBy(AWS)
                .layer("ec2-sim")
                .definedBy(SIM)
                .layer("examples")
                .definedBy(EXAMPLES)
                .whereLayer("examples")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("aws")
                .mayOnlyBeAccessedByLayers("examples")
                .whereLayer("config-render")
                .mayOnlyBeAccessedByLayers("aws", "examples")
                .whereLayer("ec2-sim")
                .mayOnlyBeAccessedByLayers("examples")
                .whereLayer("ec2-sim")
                .mayNotAccessAnyLayer()
                .check(ALL);
    }

    @Test
    @DisplayName("ec2-sim needs the JDK only")
    void simulatorNeedsTheJdkOnly() {
        classes()
                .that(resideInAPackage(SIM))
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("java..", "javax..", "com.sun.net.httpserver..", "org.jspecify..", SIM))
                .check(ALL);
    }

    @Test
    @DisplayName("internal packages are used by their own module only")
    void internalStaysInternal() {
        for (String module : new String[] {"render", "ec2sim", "aws"}) {
            String[] own = module.equals("aws") ? AWS : new String[] {"io.github.ipv6fleet." + module + ".."};
            noClasses()
                    .that(resideInAPackage("io.github.ipv6fleet..")
                            .and(resideInAnyPackage(own).negate()))
                    .should()
                    .dependOnClassesThat(resideInAPackage("io.github.ipv6fleet." + module + ".internal.."))
                    .check(ALL);
        }
    }

    @Test
    @DisplayName(
            "only the gateway speaks to EC2, its reads and its writes; OwnClient makes clients, the entry type takes them")
    void oneGateway() {
        noClasses()
                .that(resideInAnyPackage(AWS))
                .and()
                .haveNameNotMatching(".*\\.(Ec2Gateway|Ec2Reads|OwnClient)(\\$.*)?")
                .should()
                .accessTargetWhere(target(owner(name("software.amazon.awssdk.services.ec2.Ec2Client"))))
                .check(ALL);
    }

    @Test
    @DisplayName("the root package holds the entry type and nothing else; packages have no cycles")
    void rootAndCycles() {
        classes()
                .that()
                .resideInAPackage("io.github.ipv6fleet")
                .should()
                .haveNameMatching("io\\.github\\.ipv6fleet\\.(Ipv6Fleet(\\$Builder)?|package-info)")
                .check(ALL);
        slices().matching("io.github.ipv6fleet.(annotations|net|plan|text|render|aws|ec2sim)..")
                .should()
                .beFreeOfCycles()
                .check(ALL);
    }

    @Test
    @DisplayName("the rules can fail: aws does use the SDK")
    void control() {
        assertThatThrownBy(() -> noClasses()
                        .that(resideInAnyPackage(AWS))
                        .should()
                        .dependOnClassesThat(resideInAPackage("software.amazon.awssdk.."))
                        .check(ALL))
                .isInstanceOf(AssertionError.class);
    }
}
