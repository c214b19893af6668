package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Address;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.Ipv6PrefixSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** A fresh simulator for each test, a clock that the test turns, and the AWS SDK's client in front of it. */
abstract class Region {
    static final String SUBNET = "subnet-09a931730fa9e0000";
    static final String OTHER_SUBNET = "subnet-09a931730fa9e0001";
    static final String VPC = "vpc-0d2c47b5ca0000000";
    static final String GROUP = "sg-0eaf4395729820000";
    static final String BIONIC = "ami-0ac019f4fcb7cb7e6";
    static final String NOBLE_ARM = "ami-096ea6a12ea24a797";

    static final class TestClock implements InstantSource {
        private volatile Instant now = Instant.parse("2026-11-22T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        void advance(Duration by) {
            now = now.plus(by);
        }
    }

    final TestClock clock = new TestClock();
    Ec2Simulator simulator;
    Ec2Client ec2;

    /** Settings of the simulator that a test class wants. */
    Ec2Simulator.Builder settings(Ec2Simulator.Builder builder) {
        return builder;
    }

    @BeforeEach
    void start() {
        simulator = settings(Ec2Simulator.builder().clock(clock)).start();
        ec2 = client(simulator);
    }

    @AfterEach
    void stop() {
        ec2.close();
        simulator.close();
    }

    static Ec2Client client(Ec2Simulator simulator) {
        return client(simulator, new Exchanges());
    }

    /** A client whose exchanges are not compared with EC2's model: they are broken on purpose. */
    static Ec2Client unrecordedClient(Ec2Simulator simulator) {
        return client(simulator, new ExecutionInterceptor() {});
    }

    private static Ec2Client client(Ec2Simulator simulator, ExecutionInterceptor interceptor) {
        return Ec2Client.builder()
                .endpointOverride(simulator.endpoint())
                .region(software.amazon.awssdk.regions.Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("x", "y")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(each ->
                        each.retryStrategy(retry -> retry.maxAttempts(1)).addExecutionInterceptor(interceptor))
                .build();
    }

    /** Calls EC2 and expects this refusal. */
    static void assertRefused(ThrowingCallable call, String code, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Ec2Exception.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(e.awsErrorDetails().errorMessage()).contains(message);
            assertThat(e.statusCode()).isEqualTo(400);
            assertThat(e.requestId()).isNotBlank();
        });
    }

    static InstanceIpv6Address address(String text) {
        return InstanceIpv6Address.builder().ipv6Address(text).build();
    }

    static Ipv6PrefixSpecificationRequest prefix(String text) {
        return Ipv6PrefixSpecificationRequest.builder().ipv6Prefix(text).build();
    }

    static Filter filter(String name, String... values) {
        return Filter.builder().name(name).values(values).build();
    }

    static TagSpecification tags(String resourceType, String key, String value) {
        return TagSpecification.builder()
                .resourceType(resourceType)
                .tags(Tag.builder().key(key).value(value).build())
                .build();
    }

    /** A new interface in the first subnet. */
    static InstanceNetworkInterfaceSpecification nic(int deviceIndex) {
        return InstanceNetworkInterfaceSpecification.builder()
                .deviceIndex(deviceIndex)
                .subnetId(SUBNET)
                .build();
    }

    /** An interface that is there already. */
    static InstanceNetworkInterfaceSpecification existing(String id) {
        return InstanceNetworkInterfaceSpecification.builder()
                .deviceIndex(0)
                .networkInterfaceId(id)
                .build();
    }

    NetworkInterface create(Consumer<CreateNetworkInterfaceRequest.Builder> settings) {
        return ec2.createNetworkInterface(each -> settings.accept(each.subnetId(SUBNET)))
                .networkInterface();
    }

    NetworkInterface describeInterface(String id) {
        return ec2.describeNetworkInterfaces(each -> each.networkInterfaceIds(id))
                .networkInterfaces()
                .get(0);
    }

    static RunInstancesRequest.Builder oneHost(RunInstancesRequest.Builder request) {
        return request.imageId(BIONIC).instanceType("r5d.large").minCount(1).maxCount(1);
    }

    /** Launches one r5d.large with this interface. */
    Instance launch(UnaryOperator<InstanceNetworkInterfaceSpecification.Builder> nic) {
        return launch(InstanceType.R5_D_LARGE, nic);
    }

    Instance launch(InstanceType type, UnaryOperator<InstanceNetworkInterfaceSpecification.Builder> nic) {
        return ec2.runInstances(each -> oneHost(each)
                        .instanceType(type)
                        .networkInterfaces(nic.apply(nic(0).toBuilder()).build()))
                .instances()
                .get(0);
    }

    /** Launches one r5d.large with whatever the request says. */
    Instance run(Consumer<RunInstancesRequest.Builder> settings) {
        return ec2.runInstances(each -> settings.accept(oneHost(each)))
                .instances()
                .get(0);
    }

    Instance describe(String id) {
        return ec2.describeInstances(each -> each.instanceIds(id))
                .reservations()
                .get(0)
                .instances()
                .get(0);
    }

    int instanceCount() {
        return ec2.describeInstances().reservations().stream()
                .mapToInt(each -> each.instances().size())
                .sum();
    }
}
