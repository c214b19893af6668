package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Instance;

/** Sixteen clients at once. */
class ConcurrencyTest extends Region {
    private static final int CLIENTS = 16;

    private <T> List<T> allAtOnce(Callable<T> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> each : threads.invokeAll(Collections.nCopies(CLIENTS, call))) {
                results.add(each.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @DisplayName("with one token they launch one instance")
    void oneToken() throws Exception {
        List<String> ids = allAtOnce(() -> run(each -> each.clientToken("a")).instanceId());

        assertThat(ids).containsOnly(ids.get(0));
        assertThat(instanceCount()).isEqualTo(1);
    }

    @Test
    @DisplayName("with different tokens they launch one each, and no address is given twice")
    void manyTokens() throws Exception {
        List<Instance> instances = allAtOnce(() -> launch(each -> each.ipv6AddressCount(5)));

        assertThat(instances).extracting(Instance::instanceId).doesNotHaveDuplicates();
        assertThat(instances)
                .flatExtracting(each -> each.networkInterfaces().get(0).ipv6Addresses())
                .hasSize(5 * CLIENTS)
                .doesNotHaveDuplicates();
        assertThat(instances).extracting(Instance::privateIpAddress).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("one address is won by one of them")
    void oneAddress() throws Exception {
        List<String> outcomes = allAtOnce(() -> {
            try {
                create(each -> each.ipv6Addresses(address("2600:1f18:47b:ca03::8")));
                return "won";
            } catch (Ec2Exception e) {
                return e.awsErrorDetails().errorCode();
            }
        });

        assertThat(outcomes).containsOnlyOnce("won");
        assertThat(outcomes).filteredOn("InvalidIPAddress.InUse"::equals).hasSize(CLIENTS - 1);
    }
}
