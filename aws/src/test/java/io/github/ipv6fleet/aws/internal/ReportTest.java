package io.github.ipv6fleet.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.ipv6fleet.aws.ApiLimits;
import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.LaunchForecast;
import io.github.ipv6fleet.aws.LaunchReport;
import io.github.ipv6fleet.aws.ReportedRequest;
import io.github.ipv6fleet.aws.TestEc2;
import io.github.ipv6fleet.aws.TestKeys;
import io.github.ipv6fleet.ec2sim.Fault;
import io.github.ipv6fleet.ec2sim.FaultScript;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** What a launch says that it cost, and what was predicted. */
class ReportTest {

    /** Calls take as long as the forecast supposes by default. */
    private static ExecutionInterceptor taking(VirtualThreads time) {
        return new ExecutionInterceptor() {
            @Override
            public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
                String action = context.request().getClass().getSimpleName().replace("Request", "");
                int millis = action.equals("RunInstances") ? 1500 : CallCounts.isRead(action) ? 250 : 600;
                try {
                    time.sleep(Duration.ofMillis(millis));
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    private static LaunchReport launched(
            TestShape shape, int hosts, int subnets, BiConsumer<TestEc2, FleetDraft> more) {
        try (VirtualTime time = new VirtualTime(Duration.ZERO)) {
            FleetDraft draft = shape.of(time.draft());
            draft.count = hosts;
            draft.options.maxHosts = hosts;
            time.ec2().client().describeSubnets().subnets().stream()
                    .map(Subnet::subnetId)
                    .filter(id -> !draft.subnetIds.contains(id))
                    .limit(subnets - 1)
                    .forEach(draft.subnetIds::add);
            more.accept(time.ec2(), draft);
            FleetSettings settings = draft.settings();
            try (Ec2Client client = time.ec2().clientWith(taking(time.threads()));
                    Ec2Gateway gateway = time.gateway(client)) {
                gateway.forecast(Forecasting.of(settings, ApiLimits.ec2()));
                return Launch.run(gateway, settings).report();
            }
        }
    }

    @ParameterizedTest(name = "{0}, {1} hosts in {2} subnets")
    @CsvSource({
        "RUN,10,1",
        "RUN,100,1",
        "PLANNED,1,1",
        "PLANNED,10,1",
        "PLANNED,10,3",
        "PLANNED,100,1",
        "CHOSEN,1,1",
        "CHOSEN,10,3",
        "RETAINED,10,1",
        "RETAINED,100,1",
        "RETAINED_RUN,10,2",
        "RESERVED,5,1"
    })
    @DisplayName("a launch costs what was predicted, of whatever shape: the calls, and the seconds within a tenth")
    void forecast_againstALaunch(TestShape shape, int hosts, int subnets) {
        LaunchReport report = launched(shape, hosts, subnets, (ec2, draft) -> {});

        System.out.println(shape + ": " + report.forecast().orElseThrow() + "; took " + report);
        assertAsPredicted(report);
    }

    @Test
    @DisplayName("what is done once, before the first host, is predicted too")
    void forecast_withGroundwork(@TempDir Path folder) throws IOException {
        Path key = TestKeys.file(folder, "me.pub", TestKeys.ED25519);
        assertAsPredicted(launched(TestShape.PLANNED, 2, 1, (ec2, draft) -> {
            draft.options.importedKey = ImportedKey.read("me", key);
            draft.options.pingWithinGroup = true;
            draft.securityGroups.clear(); // the default one allows it
            draft.securityGroups.add(ec2.client()
                    .createSecurityGroup(r -> r.groupName("ping")
                            .description("ping")
                            .vpcId(ec2.client().describeVpcs().vpcs().get(0).vpcId()))
                    .groupId());
        }));
    }

    private static void assertAsPredicted(LaunchReport report) {
        LaunchForecast forecast = report.forecast().orElseThrow();
        assertThat(report.calls()).isEqualTo(forecast.calls());
        double predicted = forecast.duration().toMillis();
        assertThat((double) report.duration().toMillis()).isCloseTo(predicted, within(predicted / 10));
        assertThat(report.phases().keySet()).containsExactly("read", "plan", "render", "act", "wait");
        assertThat((double) report.phases().get("act").toMillis())
                .isCloseTo((double) forecast.acting().toMillis(), within(predicted / 10));
        assertThat(report.phases().get("read")).isEqualTo(forecast.preparing());
        assertThat(report.phases().get("wait")).isEqualTo(forecast.readingBack());
        assertThat(report.phases().values().stream().reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(report.duration());
    }

    @Test
    @DisplayName("the request ids of writes are EC2's, and the JSON form has everything")
    void json() throws Exception {
        try (TestEc2 ec2 = new TestEc2()) {
            LaunchReport report = ec2.edge().hosts(2).launch().report();

            assertThat(report.requests())
                    .extracting(ReportedRequest::requestId)
                    .containsExactlyInAnyOrderElementsOf(ec2.simulator().requests().stream()
                            .filter(r -> r.isWrite())
                            .map(r -> r.requestId())
                            .toList());
            assertThat(report.requestsLeftOut()).isZero();
            String json = report.toJson();
            assertThat(json)
                    .startsWith("{\"version\":1,\"launched\":2,\"adopted\":0,\"seconds\":")
                    .containsPattern("\"reads\":\\d+,\"writes\":4,\"throttles\":0,\"retries\":0,\"calls\":\\{\"Assign")
                    .containsPattern("\"phases\":\\{\"read\":\\d+\\.\\d{3},\"plan\":")
                    .contains("\"forecast\":{\"seconds\":4.850,\"reads\":11,\"writes\":4,\"limitedBy\":\"latency\"}")
                    .containsPattern("\\{\"action\":\"RunInstances\",\"requestId\":\"[0-9a-f-]{36}\"}")
                    .endsWith("\"requestsLeftOut\":0}");
            try (JsonParser parser = new JsonFactory().createParser(json)) {
                assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
                parser.skipChildren();
                assertThat(parser.nextToken()).isNull();
            }
            assertThat(report.toString()).doesNotContain("forecast");
        }
    }

    @Test
    @DisplayName("a launch that fails has a report too, with the calls that were refused and the time of rolling back")
    void failure_hasAReport() {
        try (TestEc2 ec2 = new TestEc2()) {
            ec2.simulator()
                    .faults(FaultScript.of(
                            Fault.error("RequestLimitExceeded")
                                    .on("RunInstances")
                                    .call(1),
                            Fault.error("UnauthorizedOperation").on("AssignIpv6Addresses")));
            FleetException refused = catchThrowableOfType(
                    FleetException.class, () -> ec2.edge().hosts(1).launch());

            LaunchReport report = refused.report().orElseThrow();
            assertThat(report.phases().keySet()).containsExactly("read", "plan", "render", "act", "rollback");
            assertThat(report.throttles()).isEqualTo(1);
            assertThat(report.requests().get(0).code()).isEqualTo("RequestLimitExceeded");
            assertThat(report.requests())
                    .extracting(ReportedRequest::action, ReportedRequest::code)
                    .contains(org.assertj.core.groups.Tuple.tuple("AssignIpv6Addresses", "UnauthorizedOperation"));
            assertThat(report.requests())
                    .allSatisfy(r -> assertThat(r.requestId()).isNotEmpty());
            assertThat(report.toJson()).contains("\"code\":\"UnauthorizedOperation\"");
            assertThat(ec2.runningInstances()).isEmpty();
        }
    }

    @Test
    @DisplayName("a refusal before the first write has a report; a plan that cannot be has none to have")
    void refusal_hasAReport() {
        try (TestEc2 ec2 = new TestEc2()) {
            FleetException refused = catchThrowableOfType(
                    FleetException.class,
                    () -> ec2.edge().subnet("subnet-00000000000000000").hosts(1).launch());
            assertThat(refused.report().orElseThrow().writes()).isZero();
            assertThat(refused.report().orElseThrow().phases()).containsOnlyKeys("read");
        }
    }

    @Test
    @DisplayName("of ten thousand writes and refusals the latest 500 of either are kept, and the others are counted")
    void requests_areBounded() {
        RequestLog log = new RequestLog();
        for (int i = 0; i < 700; i++) {
            log.refused("RunInstances", Maker.get().exception("no", "Code", "r-" + i, true, List.of(), null));
        }
        assertThat(log.all()).hasSize(RequestLog.MOST);
        assertThat(log.all().get(0).requestId()).isEqualTo("r-200");
        assertThat(log.leftOut()).isEqualTo(200);
    }

    @Test
    @DisplayName("phases that come again are added up, in their natural order")
    void phases() {
        VirtualThreads time = new VirtualThreads(java.time.Instant.EPOCH);
        PhaseTimes phases = new PhaseTimes(time);
        time.pass(Duration.ofSeconds(100));
        phases.begin(LaunchPhase.ACT);
        time.pass(Duration.ofSeconds(1));
        phases.begin(LaunchPhase.READ);
        time.pass(Duration.ofSeconds(2));
        phases.begin(LaunchPhase.ACT);
        time.pass(Duration.ofSeconds(4));
        assertThat(phases.all()).isEqualTo(Map.of("read", Duration.ofSeconds(2), "act", Duration.ofSeconds(5)));
        assertThat(phases.all().keySet()).containsExactly("read", "act");
    }
}
