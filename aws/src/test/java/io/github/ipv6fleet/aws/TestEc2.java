package io.github.ipv6fleet.aws;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.ec2sim.Ec2Simulator;
import io.github.ipv6fleet.ec2sim.RecordedRequest;
import io.github.ipv6fleet.plan.BlockSource;
import java.net.URI;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;

/** An EC2 with its fixed ground, a client of it, and what the tests ask of both. */
public final class TestEc2 implements AutoCloseable {
    public static final String P = "2600:1f18:47b:ca03:";

    private final Ec2Simulator simulator;
    private final SdkHttpClient way;
    private final Ec2Client client;

    public TestEc2() {
        this(Ec2Simulator.start());
    }

    public TestEc2(Ec2Simulator simulator) {
        this(simulator, UrlConnectionHttpClient.create());
    }

    private TestEc2(Ec2Simulator simulator, SdkHttpClient way) {
        this.simulator = simulator;
        this.way = way;
        this.client = client(simulator.endpoint(), way);
    }

    /** One that is reached without a connection. */
    public static TestEc2 inProcess(Ec2Simulator simulator) {
        return new TestEc2(simulator, new InProcess(simulator));
    }

    public static Ec2Client client(URI endpoint, ExecutionInterceptor... interceptors) {
        return client(endpoint, UrlConnectionHttpClient.create(), interceptors);
    }

    private static Ec2Client client(URI endpoint, SdkHttpClient way, ExecutionInterceptor... interceptors) {
        return Ec2Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("anybody", "nothing")))
                .httpClient(way)
                .overrideConfiguration(c ->
                        c.retryStrategy(DefaultRetryStrategy.doNotRetry()).executionInterceptors(List.of(interceptors)))
                .build();
    }

    public Ec2Client client() {
        return client;
    }

    /** A client on whose way every call passes {@code interceptor}. */
    public Ec2Client clientWith(ExecutionInterceptor interceptor) {
        return client(simulator.endpoint(), way, interceptor);
    }

    public Ec2Simulator simulator() {
        return simulator;
    }

    public String subnetId() {
        return client.describeSubnets().subnets().stream()
                .filter(s -> s.ipv6CidrBlockAssociationSet().stream()
                        .anyMatch(a -> a.ipv6CidrBlock().equals(P + ":/64")))
                .findFirst()
                .orElseThrow()
                .subnetId();
    }

    public String groupId() {
        return client.describeSecurityGroups().securityGroups().get(0).groupId();
    }

    /** The five-line default: planned prefixes. */
    public Ipv6Fleet.Builder edge() {
        return Ipv6Fleet.named("edge").client(client).subnet(subnetId()).securityGroup(groupId());
    }

    /** The two hosts of the procedure of 2018. */
    public Ipv6Fleet.Builder procedure() {
        return edge().name("procedure")
                .instanceType("r5d.large")
                .blockSource(BlockSource.addressRun(126))
                .host("instance-1", h -> h.address(P + ":1:1").containers(P + ":8/126"))
                .host("instance-2", h -> h.address(P + ":2:2").containers(P + ":c/126"));
    }

    public List<String> writes() {
        return simulator.requests().stream()
                .filter(RecordedRequest::isWrite)
                .map(RecordedRequest::action)
                .toList();
    }

    /** How often that action was called. */
    public int count(String action) {
        return (int) simulator.requests().stream()
                .filter(r -> r.action().equals(action))
                .count();
    }

    /** The last request of that action. */
    public RecordedRequest last(String action) {
        return simulator.requests().stream()
                .filter(r -> r.action().equals(action))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    public List<Instance> runningInstances() {
        return client
                .describeInstances(r -> r.filters(Filter.builder()
                        .name("instance-state-name")
                        .values("pending", "running")
                        .build()))
                .reservations()
                .stream()
                .flatMap(r -> r.instances().stream())
                .toList();
    }

    public int interfaces() {
        return client.describeNetworkInterfaces().networkInterfaces().size();
    }

    @Override
    public void close() {
        client.close();
        simulator.close();
    }
}
