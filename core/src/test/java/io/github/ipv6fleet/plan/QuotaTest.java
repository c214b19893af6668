package io.github.ipv6fleet.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.net.SubnetSnapshot;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which types can carry which blocks; the types and their limits are those of DescribeInstanceTypes. */
class QuotaTest {
    private static final List<InterfaceLimits> GIVEN = List.of(
            InterfaceLimits.of("m3.large", 0, false),
            InterfaceLimits.of("m4.large", 10, false),
            InterfaceLimits.of("t3.micro", 2, true),
            InterfaceLimits.of("r5d.large", 10, true),
            InterfaceLimits.of("m5.xlarge", 15, true),
            InterfaceLimits.of("m5.8xlarge", 30, true));

    @ParameterizedTest
    @DisplayName("a type that does not fit names those of the given that do")
    @CsvSource(delimiter = '|', textBlock = """
                    m3.large  | 0   | has no IPv6; choose another type: t3.micro, r5d.large, m5.xlarge, m5.8xlarge
                    m4.large  | 0   | is not built on Nitro, and EC2 delegates prefixes to Nitro types only; choose a Nitro type: t3.micro, r5d.large, m5.xlarge, m5.8xlarge
                    t3.micro  | 126 | choose a type that allows 5: m4.large, r5d.large, m5.xlarge, m5.8xlarge, or BlockSource.plannedPrefix()
                    r5d.large | 124 | a host needs 17: its own and 16 for the address run of /124; choose a type that allows 17: m5.8xlarge, or
                    m5.xlarge | 123 | choose a type that allows 33 (none of m3.large, m4.large, t3.micro, r5d.large, m5.xlarge, m5.8xlarge does), or
                    """)
    void refusal_namesWhatFits(String type, int run, String expected) {
        assertThatThrownBy(() -> AddressPlanner.plan(spec(type, run), subnet())).hasMessageContaining(expected);
    }

    @ParameterizedTest
    @CsvSource({"t3.micro, 0", "r5d.large, 0", "r5d.large, 125", "m4.large, 126", "m5.8xlarge, 124"})
    void typesThatFit_arePlanned(String type, int run) {
        assertThat(AddressPlanner.plan(spec(type, run), subnet()).hosts()).hasSize(2);
    }

    private static SubnetSnapshot subnet() {
        return SubnetSnapshot.builder("subnet-1", Ipv6Block.parse("2001:db8::/64"))
                .build();
    }

    private static FleetSpec spec(String type, int run) {
        InterfaceLimits limits = GIVEN.stream()
                .filter(given -> given.instanceType().equals(type))
                .findFirst()
                .orElseThrow();
        return FleetSpec.builder("edge", limits)
                .alternatives(GIVEN)
                .blockSource(run == 0 ? BlockSource.plannedPrefix() : BlockSource.addressRun(run))
                .hosts(2)
                .build();
    }
}
