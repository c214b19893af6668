package io.github.ipv6fleet.aws.internal;

import static io.github.ipv6fleet.aws.TestEc2.P;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.ec2sim.Fault;
import io.github.ipv6fleet.ec2sim.FaultScript;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.BlockSource;
import io.github.ipv6fleet.plan.PlanException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AssignIpv6AddressesRequest;
import software.amazon.awssdk.services.ec2.model.Ipv6PrefixSpecificationRequest;

/** Blocks that EC2 was to choose, where it refuses an interface with a prefix only: hosts get a planned one afterwards. */
class LatePrefixesTest {
    private final VirtualTime time = new VirtualTime(Duration.ofSeconds(3));

    @AfterEach
    void close() {
        time.close();
    }

    private FleetDraft chosen(int hosts) {
        FleetDraft draft = time.draft();
        draft.count = hosts;
        draft.blockSource = BlockSource.chosenByEc2();
        return draft;
    }

    private static Fault prefixOnly() {
        return Fault.error("InvalidParameterCombination").on("RunInstances").call(1);
    }

    @Test
    @DisplayName(
            "keepPartial(): a host whose prefix EC2 refuses is one host's failure, with its step; the others are up")
    void refused_isOneHostsFailure() {
        time.ec2()
                .simulator()
                .faults(FaultScript.of(
                        prefixOnly(),
                        Fault.error("UnauthorizedOperation")
                                .on("AssignIpv6Addresses")
                                .call(2)));
        FleetDraft draft = chosen(3);
        draft.keepPartial = true;

        Launch.Result result = Launch.run(time.gateway(), draft.settings());

        assertThat(result.hosts()).hasSize(2);
        assertThat(result.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.step()).isEqualTo("assign");
            assertThat(failure.code()).isEqualTo("UnauthorizedOperation");
        });
    }

    @Test
    @DisplayName("a prefix that somebody took meanwhile: another one is planned, as the host does not know it yet")
    void taken_isPlannedAgain() {
        time.ec2().simulator().faults(FaultScript.of(prefixOnly()));
        AtomicReference<String> taken = new AtomicReference<>();
        ExecutionInterceptor thief = new ExecutionInterceptor() {
            @Override
            public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                if (context.request() instanceof AssignIpv6AddressesRequest assign && taken.get() == null) {
                    String prefix = assign.ipv6Prefixes().get(0);
                    taken.set(prefix);
                    time.ec2()
                            .client()
                            .createNetworkInterface(r -> r.subnetId(time.ec2().subnetId())
                                    .ipv6Prefixes(Ipv6PrefixSpecificationRequest.builder()
                                            .ipv6Prefix(prefix)
                                            .build()));
                }
            }
        };
        try (Ec2Client client = time.ec2().clientWith(thief)) {
            assertThat(Launch.run(time.gateway(client), chosen(2).settings()).hosts())
                    .hasSize(2)
                    .extracting(LaunchedHost::containerBlock)
                    .doesNotContain(Ipv6Block.parse(taken.get()))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    @DisplayName("what is excluded cannot be kept out of, where EC2 chooses; that is said")
    void excluded_isRefused() {
        FleetDraft draft = chosen(2);
        draft.excluded.add(Ipv6Block.parse(P + "9::/80"));
        assertThatThrownBy(draft::settings).isInstanceOf(PlanException.class).hasMessageContaining("what is excluded");
    }
}
