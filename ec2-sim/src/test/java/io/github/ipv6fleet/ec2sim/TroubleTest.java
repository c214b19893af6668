package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** Limits, time, lag and faults: what EC2 does to callers beside its rules. */
@Timeout(60)
class TroubleTest {
    private static final String SUBNET = Region.SUBNET;
    private static final String CREATE = "Action=CreateNetworkInterface&SubnetId=" + SUBNET;
    private static final String LIST = "Action=DescribeNetworkInterfaces&MaxResults=1000";
    private static final String RUN = "Action=RunInstances&ImageId=" + Region.BIONIC
            + "&InstanceType=t3.small&SubnetId=" + SUBNET + "&MinCount=1&MaxCount=";

    private final VirtualClock clock = new VirtualClock();
    private Ec2Simulator ec2 = Ec2Simulator.builder().clock(clock).start();

    @AfterEach
    void close() {
        ec2.close();
    }

    private void restart(Ec2Simulator.Builder builder) {
        ec2.close();
        ec2 = builder.clock(clock).start();
    }

    private int status(String form) throws IOException {
        return ec2.handle(form).status();
    }

    private int interfaces() throws IOException {
        return ec2.handle(LIST).body().split("<networkInterfaceId>", -1).length - 1;
    }

    @Test
    @DisplayName("in process the answer is that of HTTP, errors too")
    void handle() throws Exception {
        assertThat(ec2.handle("Action=DescribeVpcs").body())
                .contains("<DescribeVpcsResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">");
        SimulatedAnswer refused = ec2.handle("Action=DescribeVpcs&Colour=%C3%A9&Bad=%zz");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("<Code>MalformedQueryString</Code>");
        assertThat(ec2.handle("Action=Nothing").body()).contains("<Code>InvalidAction</Code>");
    }

    @Test
    @DisplayName("EC2's bucket of RunInstances: five at once, then two a second; the sixth is 503 RequestLimitExceeded")
    void requestBucket() throws Exception {
        restart(Ec2Simulator.builder().throttling(Throttling.ec2()));
        for (int i = 0; i < 5; i++) {
            assertThat(status(RUN + 1)).isEqualTo(200);
        }
        SimulatedAnswer sixth = ec2.handle(RUN + 1);
        assertThat(sixth.status()).isEqualTo(503);
        assertThat(sixth.body()).contains("<Code>RequestLimitExceeded</Code>");
        clock.advance(Duration.ofMillis(499));
        assertThat(status(RUN + 1)).isEqualTo(503);
        clock.advance(Duration.ofMillis(1));
        assertThat(status(RUN + 1)).isEqualTo(200);
        assertThat(status(LIST)).as("another bucket").isEqualTo(200);
    }

    @Test
    @DisplayName("the bucket of resources: so many instances at once, whatever the number of calls")
    void resourceBucket() throws Exception {
        restart(Ec2Simulator.builder().throttling(Throttling.none().resources("RunInstances", 10, 2)));

        assertThat(status(RUN + 8)).isEqualTo(200);
        assertThat(status(RUN + 3)).isEqualTo(503);
        assertThat(status(RUN + 2)).isEqualTo(200);
        clock.advance(Duration.ofSeconds(1));
        assertThat(status(RUN + 2)).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "Action=DescribeInstances, 50",
        "Action=DescribeInstances&MaxResults=100, 100",
        "Action=DescribeInstances&Filter.1.Name=owner-id&Filter.1.Value.1=1, 100",
        "Action=CreateNetworkInterface&SubnetId=" + SUBNET + ", 50"
    })
    @DisplayName("reads without a filter or page have half as many tokens")
    void buckets(String form, int atOnce) throws Exception {
        restart(Ec2Simulator.builder().throttling(Throttling.ec2()));
        int accepted = 0;
        while (status(form) == 200) {
            accepted++;
        }
        assertThat(accepted).isEqualTo(atOnce);
    }

    @Test
    @DisplayName("calls take their time on the clock, and none of ours")
    void latency() throws Exception {
        restart(Ec2Simulator.builder().latency(Latency.ec2().with("DescribeVpcs", Duration.ofHours(1))));
        Instant start = clock.instant();
        status(RUN + 1);
        status(CREATE);
        status(LIST);
        assertThat(Duration.between(start, clock.instant())).isEqualTo(Duration.ofMillis(1_500 + 600 + 250));
        status("Action=DescribeVpcs");
        assertThat(Duration.between(start, clock.instant())).isGreaterThan(Duration.ofHours(1));
    }

    @Test
    @DisplayName("calls of several threads overlap: ten of 0.6 s take 0.6 s, over HTTP")
    void latency_overlaps() throws Exception {
        restart(Ec2Simulator.builder().latency(Latency.ec2()));
        Instant start = clock.instant();
        try (Ec2Client client = Region.client(ec2)) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                threads.add(new Thread(clock.task(() -> client.createNetworkInterface(each -> each.subnetId(SUBNET)))));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(Duration.between(start, clock.instant())).isEqualTo(Duration.ofMillis(600));
        assertThat(interfaces()).isEqualTo(10);
    }

    @Test
    @DisplayName("what is new stays unknown for a while: not listed, and its id NotFound; then it is there")
    void consistency() throws Exception {
        restart(Ec2Simulator.builder().consistencyDelay(Duration.ofSeconds(2)));
        String made = ec2.handle(CREATE).body().replaceAll("(?s).*<networkInterfaceId>([^<]*)<.*", "$1");
        String one = "Action=DescribeNetworkInterfaces&NetworkInterfaceId.1=" + made;

        assertThat(interfaces()).isZero();
        assertThat(ec2.handle(one).body()).contains("<Code>InvalidNetworkInterfaceID.NotFound</Code>");
        clock.advance(Duration.ofSeconds(2));
        assertThat(interfaces()).isEqualTo(1);
        assertThat(status(one)).isEqualTo(200);

        String instance = ec2.handle(RUN + 1).body().replaceAll("(?s).*<instanceId>([^<]*)<.*", "$1");
        assertThat(ec2.handle("Action=TerminateInstances&InstanceId.1=" + instance)
                        .body())
                .contains("<Code>InvalidInstanceID.NotFound</Code>");
        assertThat(ec2.handle("Action=DescribeInstances").body()).doesNotContain(instance);
        clock.advance(Duration.ofSeconds(2));
        assertThat(status("Action=TerminateInstances&InstanceId.1=" + instance)).isEqualTo(200);
    }

    @Test
    @DisplayName("an error, by action and number, has no effect; the status is EC2's")
    void fault_error() throws Exception {
        ec2.faults(FaultScript.of(Fault.error("InsufficientInstanceCapacity")
                .on("CreateNetworkInterface")
                .call(2)));

        assertThat(status(CREATE)).isEqualTo(200);
        assertThat(ec2.handle(CREATE))
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(500))
                .satisfies(answer -> assertThat(answer.body()).contains("<Code>InsufficientInstanceCapacity</Code>"));
        assertThat(status(CREATE)).isEqualTo(200);
        assertThat(interfaces()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset", "lost", "malformed"})
    @DisplayName("a connection that ends before or after the effect, and half an answer: in process and to the SDK")
    void fault_ofTheConnection(String kind) throws Exception {
        Fault fault = switch (kind) {
            case "reset" -> Fault.reset();
            case "lost" -> Fault.lostAnswer();
            default -> Fault.malformedAnswer();
        };
        ec2.faults(FaultScript.of(fault.on("CreateNetworkInterface")));
        if (kind.equals("malformed")) {
            assertThat(ec2.handle(CREATE).body())
                    .startsWith("<?xml")
                    .doesNotContain("</CreateNetworkInterfaceResponse>");
        } else {
            assertThatThrownBy(() -> ec2.handle(CREATE))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("connection reset");
        }
        assertThat(interfaces()).isEqualTo(kind.equals("reset") ? 0 : 1);
        try (Ec2Client client = Region.unrecordedClient(ec2)) {
            assertThatThrownBy(() -> client.createNetworkInterface(each -> each.subnetId(SUBNET)))
                    .isInstanceOf(SdkClientException.class);
        }
        assertThat(interfaces()).isEqualTo(kind.equals("reset") ? 0 : 2);
        ec2.faults(FaultScript.none());
        assertThat(status(CREATE)).isEqualTo(200);
    }

    @Test
    @DisplayName("a slow answer comes later on the clock")
    void fault_slow() throws Exception {
        ec2.faults(FaultScript.of(Fault.slow(Duration.ofSeconds(30))));
        Instant start = clock.instant();

        status(LIST);

        assertThat(Duration.between(start, clock.instant())).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    @DisplayName("chance: about as often as said, and for one seed always the same calls")
    void fault_probability() throws Exception {
        List<List<Integer>> runs = new ArrayList<>();
        for (long seed : new long[] {7, 7, 8}) {
            ec2.faults(FaultScript.of(Fault.error("InternalError").probability(0.3))
                    .seed(seed));
            List<Integer> run = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                run.add(status(LIST));
            }
            runs.add(run);
        }
        assertThat(runs.get(0)).isEqualTo(runs.get(1)).isNotEqualTo(runs.get(2));
        assertThat(runs.get(0).stream().filter(status -> status == 500).count()).isBetween(230L, 370L);
        assertThat(FaultScript.of(Fault.lostAnswer().on("RunInstances").calls(2, 3))
                        .seed(7))
                .hasToString("[LOST of RunInstances, calls 2 to 3] with seed 7");
    }

    @Test
    @DisplayName("wrong settings are refused")
    void settings() {
        assertThatThrownBy(() -> Fault.reset().calls(2, 1)).hasMessageContaining("count from 1, and upwards");
        assertThatThrownBy(() -> Fault.reset().probability(1.1)).hasMessageContaining("give 0 to 1");
        assertThatThrownBy(() -> Fault.error(200, "a", "b")).hasMessageContaining("give 400 to 599");
        assertThatThrownBy(() -> Throttling.none().requests("RunInstances", 0, 1))
                .hasMessageContaining("at least 1");
        assertThatThrownBy(() -> Latency.none().with("RunInstances", Duration.ofSeconds(-1)))
                .hasMessageContaining("give zero or more");
        assertThatThrownBy(() -> Ec2Simulator.builder().host("localhost")).hasMessageContaining("is no address");
        assertThatThrownBy(() -> Ec2Simulator.builder().consistencyDelay(Duration.ofSeconds(-1)))
                .hasMessageContaining("give zero or more");
    }

    @Test
    @DisplayName("it listens on ::1 when told")
    void listensOnIpv6() {
        restart(Ec2Simulator.builder().host("::1"));
        assertThat(ec2.endpoint().toString()).matches("http://\\[0:0:0:0:0:0:0:1]:[0-9]+");
        try (Ec2Client client = Region.client(ec2)) {
            assertThat(client.describeVpcs().vpcs()).hasSize(1);
        } catch (Ec2Exception e) {
            throw new AssertionError(e);
        }
    }
}
