package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.ApiLimits;
import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.FleetListener;
import io.github.ipv6fleet.aws.FleetTime;
import io.github.ipv6fleet.aws.LaunchForecast;
import io.github.ipv6fleet.aws.LaunchReport;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AssignIpv6AddressesRequest;
import software.amazon.awssdk.services.ec2.model.CreateFleetRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.CreateSubnetCidrReservationRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Response;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.FleetData;
import software.amazon.awssdk.services.ec2.model.GetConsoleOutputRequest;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.SubnetCidrReservation;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * The only way to EC2: paces and counts every call, tries again what may be tried again, and speaks {@link FleetException}.
 * One gateway lives inside one operation and is used by its threads.
 */
public final class Ec2Gateway implements AutoCloseable {
    /** How many values one filter may have (EC2 API reference, "Filter"). */
    static final int FILTER_VALUES = 200;

    private static final AwsRequestOverrideConfiguration NAME = UserAgent.NAME;

    /** Pages as large as EC2 allows; with a page size it also throttles describes less (EC2 Developer Guide). */
    private static final int PAGE = 1000;

    private final Ec2Client client;
    private final boolean closeClient;
    private final Time time;
    private final RandomGenerator chance;
    private final ApiLimits limits;
    private final CallCounts counts = new CallCounts();
    private final RequestLog requests = new RequestLog();
    private final PhaseTimes phases;
    private final Progress progress;
    private final Retry retry;
    private final Instant start;
    private final Queue<String> notes = new ConcurrentLinkedQueue<>();
    private volatile @Nullable LaunchForecast forecast;

    private Ec2Gateway(
            Ec2Client client,
            boolean closeClient,
            Time time,
            RandomGenerator chance,
            ApiLimits limits,
            List<FleetListener> listeners) {
        this.client = client;
        this.closeClient = closeClient;
        this.time = time;
        this.chance = chance;
        this.limits = limits;
        this.progress = new Progress(listeners, time);
        this.phases = new PhaseTimes(time);
        this.retry = new Retry(time, new Pacer(limits, time), counts, chance, requests, progress);
        this.start = time.now();
    }

    /** Opens a gateway on the caller's client, or on one of our own, which lives as long as the gateway. */
    static Ec2Gateway open(
            @Nullable Ec2Client callers,
            @Nullable Executor executor,
            ApiLimits limits,
            List<FleetListener> listeners,
            FleetTime time) {
        return new Ec2Gateway(
                callers != null ? callers : OwnClient.create(),
                callers == null,
                new SystemTime(executor, time),
                new SecureRandom(),
                limits,
                listeners);
    }

    static Ec2Gateway forTest(Ec2Client client, Time time, RandomGenerator chance, ApiLimits limits) {
        return forTest(client, time, chance, limits, List.of());
    }

    static Ec2Gateway forTest(
            Ec2Client client, Time time, RandomGenerator chance, ApiLimits limits, List<FleetListener> listeners) {
        return new Ec2Gateway(client, false, time, chance, limits, listeners);
    }

    /** Whom to tell how a launch gets on. */
    Progress progress() {
        return progress;
    }

    /** Says what the operation does from now on, for the report. */
    void phase(LaunchPhase phase) {
        phases.begin(phase);
    }

    /** Says what the operation is predicted to cost, for the report. */
    public void forecast(LaunchForecast forecast) {
        this.forecast = forecast;
    }

    CallCounts counts() {
        return counts;
    }

    /** Says what an operation has cost that failed. */
    public LaunchReport reportOfFailure() {
        return report(progress.launchedSoFar(), 0);
    }

    /** Says what the operation has cost so far. */
    LaunchReport report(int launched, int adopted) {
        Map<String, Integer> calls = new TreeMap<>();
        CallCounts.Count all = new CallCounts.Count(0, 0, 0);
        for (Map.Entry<String, CallCounts.Count> entry : counts.byAction().entrySet()) {
            calls.put(entry.getKey(), entry.getValue().calls());
            all = all.plus(entry.getValue());
        }
        return Maker.get()
                .launchReport(new Cost(
                        counts.reads(),
                        counts.writes(),
                        calls,
                        all.throttles(),
                        all.retries(),
                        launched,
                        adopted,
                        Duration.between(start, time.now()),
                        phases.all(),
                        requests.all(),
                        requests.leftOut(),
                        notes(),
                        forecast));
    }

    Instant now() {
        return time.now();
    }

    /** Keeps what the caller should know of how it went, for the report. */
    void note(String text) {
        notes.add(text);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    /** Says how long the operation may take from its start on; null for as long as it takes. */
    public void timeout(@Nullable Duration whole) {
        retry.deadline(whole == null ? null : start.plus(whole));
    }

    /** Does one thing to many, as many at once as calls may be in flight. */
    <T> void each(List<T> items, Consumer<T> work) {
        Together.each(time, limits.inFlight(), items, work);
    }

    /** Returns an id that no other run has: 128 bits of chance. */
    String newRunId() {
        return new UUID(chance.nextLong(), chance.nextLong()).toString();
    }

    Subnet subnet(String id) {
        return subnets(List.of(id)).get(0);
    }

    /** The subnets of those ids, in that order. */
    List<Subnet> subnets(List<String> ids) {
        String action = "DescribeSubnets of " + String.join(", ", ids);
        List<Subnet> found = read(
                        action,
                        () -> client.describeSubnets(
                                r -> r.overrideConfiguration(NAME).subnetIds(ids)))
                .subnets();
        return ids.stream()
                .map(id -> first(
                        action,
                        found.stream().filter(one -> one.subnetId().equals(id)).toList()))
                .toList();
    }

    /** The types of those names, in that order. */
    List<InstanceTypeInfo> instanceTypes(List<String> types) {
        String action = "DescribeInstanceTypes of " + String.join(", ", types);
        List<InstanceTypeInfo> found = read(
                        action,
                        () -> client.describeInstanceTypes(
                                r -> r.overrideConfiguration(NAME).instanceTypesWithStrings(types)))
                .instanceTypes();
        return types.stream()
                .map(type -> first(
                        action,
                        found.stream()
                                .filter(one -> one.instanceTypeAsString().equals(type))
                                .toList()))
                .toList();
    }

    /** The types whose names match a pattern such as {@code t3.*}. */
    List<InstanceTypeInfo> instanceTypesLike(String pattern) {
        return pages(token -> {
            var page = read(
                    "DescribeInstanceTypes of " + pattern,
                    () -> client.describeInstanceTypes(r -> r.overrideConfiguration(NAME)
                            .filters(filter("instance-type", pattern))
                            .nextToken(token)));
            return new Page<>(page.instanceTypes(), page.nextToken());
        });
    }

    List<SecurityGroup> securityGroups(List<String> ids) {
        return read(
                        "DescribeSecurityGroups of " + ids,
                        () -> client.describeSecurityGroups(
                                r -> r.overrideConfiguration(NAME).groupIds(ids)))
                .securityGroups();
    }

    void requireKeyPair(String name) {
        read(
                "DescribeKeyPairs of " + name,
                () -> client.describeKeyPairs(r -> r.overrideConfiguration(NAME).keyNames(name)));
    }

    /** The key pair of that name, with its public key; a filter takes some characters for wildcards. */
    Optional<KeyPairInfo> keyPair(String name) {
        return read(
                        "DescribeKeyPairs of " + name,
                        () -> client.describeKeyPairs(r -> r.overrideConfiguration(NAME)
                                .filters(filter("key-name", name))
                                .includePublicKey(true)))
                .keyPairs()
                .stream()
                .filter(pair -> name.equals(pair.keyName()))
                .findFirst();
    }

    /** Imports a public key; repeated it is refused as a duplicate, and has changed nothing. */
    void importKeyPair(String name, String publicKey) {
        write(
                "ImportKeyPair of " + name,
                0,
                () -> client.importKeyPair(r -> r.overrideConfiguration(NAME)
                        .keyName(name)
                        .publicKeyMaterial(SdkBytes.fromUtf8String(publicKey))));
    }

    /** Adds a rule; repeated it is refused as a duplicate, and has changed nothing. */
    void authorizeIngress(String groupId, IpPermission rule) {
        write(
                "AuthorizeSecurityGroupIngress of " + groupId,
                0,
                () -> client.authorizeSecurityGroupIngress(
                        r -> r.overrideConfiguration(NAME).groupId(groupId).ipPermissions(rule)));
    }

    Image image(String id) {
        String action = "DescribeImages of " + id;
        return first(
                action,
                read(
                                action,
                                () -> client.describeImages(
                                        r -> r.overrideConfiguration(NAME).imageIds(id)))
                        .images());
    }

    List<Image> images(String owner, List<Filter> filters) {
        return read(
                        "DescribeImages of " + owner,
                        () -> client.describeImages(
                                r -> r.overrideConfiguration(NAME).owners(owner).filters(filters)))
                .images();
    }

    List<NetworkInterface> interfaces(List<Filter> filters) {
        return pages(token -> {
            var page = read(
                    "DescribeNetworkInterfaces",
                    () -> client.describeNetworkInterfaces(r -> r.overrideConfiguration(NAME)
                            .filters(filters)
                            .maxResults(PAGE)
                            .nextToken(token)));
            return new Page<>(page.networkInterfaces(), page.nextToken());
        });
    }

    List<Instance> instances(List<Filter> filters) {
        return pages(token -> {
            var page = read(
                    "DescribeInstances",
                    () -> client.describeInstances(r -> r.overrideConfiguration(NAME)
                            .filters(filters)
                            .maxResults(PAGE)
                            .nextToken(token)));
            return new Page<>(
                    page.reservations().stream()
                            .flatMap(r -> r.instances().stream())
                            .toList(),
                    page.nextToken());
        });
    }

    List<SubnetCidrReservation> ipv6Reservations(String subnetId) {
        return pages(token -> {
            var page = read(
                    "GetSubnetCidrReservations of " + subnetId,
                    () -> client.getSubnetCidrReservations(r ->
                            r.overrideConfiguration(NAME).subnetId(subnetId).nextToken(token)));
            return new Page<>(page.subnetIpv6CidrReservations(), page.nextToken());
        });
    }

    List<Instance> runInstances(RunInstancesRequest request) {
        String action = "RunInstances";
        // What the caller says of the request for itself is kept.
        RunInstancesRequest named = request.toBuilder()
                .overrideConfiguration(
                        request.overrideConfiguration().map(UserAgent::addedTo).orElse(NAME))
                .build();
        List<Instance> launched = write(action, request.maxCount(), () -> client.runInstances(named))
                .instances();
        first(action, launched);
        return launched;
    }

    NetworkInterface createInterface(CreateNetworkInterfaceRequest request) {
        CreateNetworkInterfaceRequest named =
                request.toBuilder().overrideConfiguration(NAME).build();
        return write("CreateNetworkInterface", 0, () -> client.createNetworkInterface(named))
                .networkInterface();
    }

    /** What an instance has said on its console, as of now; of types that only keep it for later, as of then. */
    String console(String instanceId) {
        String text;
        try {
            text = console(instanceId, true);
        } catch (FleetException e) {
            if (!e.code().equals("UnsupportedOperation")) { // "latest" is for Nitro types
                throw e;
            }
            text = console(instanceId, false);
        }
        return new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8);
    }

    private String console(String instanceId, boolean latest) {
        GetConsoleOutputRequest request = GetConsoleOutputRequest.builder()
                .overrideConfiguration(NAME)
                .instanceId(instanceId)
                .latest(latest ? true : null)
                .build();
        return Objects.requireNonNullElse(
                read("GetConsoleOutput of " + instanceId, () -> client.getConsoleOutput(request))
                        .output(),
                "");
    }

    /** The EC2 Fleets of those ids, or all that there are. */
    List<FleetData> fleets(List<String> ids) {
        return pages(token -> {
            var page = read(
                    "DescribeFleets",
                    () -> client.describeFleets(r -> r.overrideConfiguration(NAME)
                            .fleetIds(ids.isEmpty() ? null : ids)
                            .nextToken(token)));
            return new Page<>(page.fleets(), page.nextToken());
        });
    }

    String createFleet(CreateFleetRequest request) {
        CreateFleetRequest named =
                request.toBuilder().overrideConfiguration(NAME).build();
        return write("CreateFleet", 0, () -> client.createFleet(named)).fleetId();
    }

    void deleteFleets(List<String> ids) {
        write(
                "DeleteFleets of " + ids,
                0,
                () -> client.deleteFleets(
                        r -> r.overrideConfiguration(NAME).fleetIds(ids).terminateInstances(true)));
    }

    void createTemplate(CreateLaunchTemplateRequest request) {
        CreateLaunchTemplateRequest named =
                request.toBuilder().overrideConfiguration(NAME).build();
        write("CreateLaunchTemplate", 0, () -> client.createLaunchTemplate(named));
    }

    /** The names of the launch templates with the fleet's tag that begin so. */
    List<String> templates(String prefix, String fleet) {
        return pages(token -> {
                    var page = read(
                            "DescribeLaunchTemplates",
                            () -> client.describeLaunchTemplates(r -> r.overrideConfiguration(NAME)
                                    .filters(filter("tag:" + FleetIdentity.FLEET, fleet))
                                    .nextToken(token)));
                    return new Page<>(page.launchTemplates(), page.nextToken());
                })
                .stream()
                .map(LaunchTemplate::launchTemplateName)
                .filter(name -> name.startsWith(prefix))
                .toList();
    }

    void deleteTemplate(String name) {
        write(
                "DeleteLaunchTemplate of " + name,
                0,
                () -> client.deleteLaunchTemplate(
                        r -> r.overrideConfiguration(NAME).launchTemplateName(name)));
    }

    /** Makes a reservation, and returns its id. */
    String reserve(CreateSubnetCidrReservationRequest request) {
        CreateSubnetCidrReservationRequest named =
                request.toBuilder().overrideConfiguration(NAME).build();
        return write(
                        "CreateSubnetCidrReservation of " + request.cidr(),
                        0,
                        () -> client.createSubnetCidrReservation(named))
                .subnetCidrReservation()
                .subnetCidrReservationId();
    }

    void deleteReservation(String id) {
        write(
                "DeleteSubnetCidrReservation of " + id,
                0,
                () -> client.deleteSubnetCidrReservation(
                        r -> r.overrideConfiguration(NAME).subnetCidrReservationId(id)));
    }

    void deleteInterface(String id) {
        write(
                "DeleteNetworkInterface of " + id,
                0,
                () -> client.deleteNetworkInterface(
                        r -> r.overrideConfiguration(NAME).networkInterfaceId(id)));
    }

    void assignPrefix(String interfaceId, String prefix) {
        AssignIpv6AddressesRequest request = AssignIpv6AddressesRequest.builder()
                .overrideConfiguration(NAME)
                .networkInterfaceId(interfaceId)
                .ipv6Prefixes(prefix)
                .build();
        write("AssignIpv6Addresses of " + prefix + " to " + interfaceId, 0, () -> client.assignIpv6Addresses(request));
    }

    void assignAddresses(String interfaceId, List<String> addresses) {
        write(
                "AssignIpv6Addresses to " + interfaceId,
                0,
                () -> client.assignIpv6Addresses(r -> r.overrideConfiguration(NAME)
                        .networkInterfaceId(interfaceId)
                        .ipv6Addresses(addresses)));
    }

    void unassign(String interfaceId, List<String> addresses, List<String> prefixes) {
        write(
                "UnassignIpv6Addresses of " + interfaceId,
                0,
                () -> client.unassignIpv6Addresses(r -> r.overrideConfiguration(NAME)
                        .networkInterfaceId(interfaceId)
                        .ipv6Addresses(addresses.isEmpty() ? null : addresses)
                        .ipv6Prefixes(prefixes.isEmpty() ? null : prefixes)));
    }

    void tag(String resourceId, Map<String, String> tags) {
        write(
                "CreateTags of " + resourceId,
                0,
                () -> client.createTags(r -> r.overrideConfiguration(NAME)
                        .resources(resourceId)
                        .tags(tags.entrySet().stream()
                                .map(tag -> Tag.builder()
                                        .key(tag.getKey())
                                        .value(tag.getValue())
                                        .build())
                                .toList())));
    }

    void terminate(List<String> instanceIds) {
        write(
                "TerminateInstances",
                instanceIds.size(),
                () -> client.terminateInstances(
                        r -> r.overrideConfiguration(NAME).instanceIds(instanceIds)));
    }

    /** Waits, or says that it was interrupted. */
    void pause(Duration length) {
        retry.pause(length);
    }

    /** As many values as a filter takes. */
    static List<List<String>> parts(Collection<String> values) {
        return parts(values, FILTER_VALUES);
    }

    static List<List<String>> parts(Collection<String> values, int size) {
        List<String> all = List.copyOf(values);
        List<List<String>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            parts.add(all.subList(from, Math.min(from + size, all.size())));
        }
        return parts;
    }

    static Filter filter(String name, String... values) {
        return Filter.builder().name(name).values(values).build();
    }

    /** EC2 refuses an id that it does not know; who answers with nothing is not EC2, or shows less than EC2. */
    private static <T> T first(String action, List<T> answers) {
        if (answers.isEmpty()) {
            throw Maker.get()
                    .exception(action + " was answered with nothing, which EC2 does not do"
                            + "; check the id, and the Region and endpoint of the Ec2Client");
        }
        return answers.get(0);
    }

    private record Page<T>(List<T> items, @Nullable String nextToken) {}

    private static <T> List<T> pages(Function<@Nullable String, Page<T>> read) {
        List<T> all = new ArrayList<>();
        @Nullable String token = null;
        do {
            Page<T> page = read.apply(token);
            all.addAll(page.items());
            token = page.nextToken();
        } while (token != null && !token.isEmpty());
        return all;
    }

    private <T extends Ec2Response> T read(String action, Supplier<T> call) {
        return retry.call(action, 0, call);
    }

    private <T extends Ec2Response> T write(String action, int resources, Supplier<T> call) {
        return retry.call(action, resources, call);
    }

    @Override
    public void close() {
        if (closeClient) {
            client.close();
        }
    }
}
