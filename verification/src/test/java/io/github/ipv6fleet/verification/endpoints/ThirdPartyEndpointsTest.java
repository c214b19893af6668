package io.github.ipv6fleet.verification.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.HostFailure;
import io.github.ipv6fleet.aws.LaunchedFleet;
import io.github.ipv6fleet.plan.BlockSource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Endpoints that know addresses on interfaces and little else of IPv6: the procedure's own shape works on them, and every
 * other one ends soon, saying what they did not give, with nothing left behind.
 */
class ThirdPartyEndpointsTest {

    /** What asks of RunInstances, or of prefixes, what such endpoints drop. */
    private static Map<String, UnaryOperator<Ipv6Fleet.Builder>> others() {
        Map<String, UnaryOperator<Ipv6Fleet.Builder>> others = new LinkedHashMap<>();
        others.put("planned", fleet -> fleet);
        others.put(
                "run", fleet -> fleet.blockSource(BlockSource.addressRun(126)).instanceType("r5d.large"));
        others.put("chosen", fleet -> fleet.blockSource(BlockSource.chosenByEc2()));
        others.put("retained", Ipv6Fleet.Builder::retainInterfaces);
        return others;
    }

    @ParameterizedTest
    @EnumSource(Endpoints.class)
    @DisplayName("retained interfaces with an address run are launched; all else says at once what was not given")
    void launchesOrSaysWhy(Endpoints kind) throws Exception {
        try (ThirdPartyEndpoint endpoint = kind.start()) {
            LaunchedFleet fleet = endpoint.fleet("procedure")
                    .blockSource(BlockSource.addressRun(126))
                    .instanceType("r5d.large")
                    .retainInterfaces()
                    .launch();
            assertThat(fleet.hosts()).hasSize(2);
            long before = endpoint.instances();

            others().forEach((name, shape) -> {
                FleetException said = catchThrowableOfType(
                        FleetException.class,
                        () -> shape.apply(endpoint.fleet(name)).launch());
                assertThat(said).as(endpoint + ", " + name).isNotNull();
                assertThat(said.failures())
                        .as(endpoint + ", " + name + ": " + said.getMessage())
                        .isNotEmpty()
                        .extracting(HostFailure::reason)
                        .allMatch(reason -> reason.startsWith("EC2 did not give the addresses asked for: i-"));
                assertThat(said.report().orElseThrow().duration())
                        .as(endpoint + ", " + name)
                        .isLessThan(Duration.ofMinutes(3));
                assertThat(endpoint.instances()).as(endpoint + ", " + name).isEqualTo(before);
            });
        }
    }
}
