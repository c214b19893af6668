package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.ApiLimits;
import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.FleetListener;
import io.github.ipv6fleet.aws.FleetTime;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AssignIpv6AddressesRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.CreateFleetRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.CreateSubnetCidrReservationRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteFleetsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetCidrReservationRequest;
import software.amazon.awssdk.services.ec2.model.DescribeFleetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeKeyPairsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Request;
import software.amazon.awssdk.services.ec2.model.Ec2Response;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.FleetData;
import software.amazon.awssdk.services.ec2.model.GetConsoleOutputRequest;
import software.amazon.awssdk.services.ec2.model.GetSubnetCidrReservationsRequest;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImportKeyPairRequest;
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
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;
import software.amazon.awssdk.services.ec2.model.UnassignIpv6AddressesRequest;

/**
 * The only way to EC2: a method for each call, in the words of the fleet. Reads come first, then writes. What fails is a
 * {@link FleetException}.
 */
public final class Ec2Gateway extends Operation implements AutoCloseable {
    /** How many values one filter may have (EC2 API reference, "Filter"). */
    static final int FILTER_VALUES = 200;

    /** Pages as large as EC2 allows; with a page size it also throttles describes less (EC2 Developer Guide). */
    private static final int PAGE = 1000;

    private final Ec2Client client;
    private final boolean closeClient;

    private Ec2Gateway(
            Ec2Client client,
            boolean closeClient,
            Time time,
            RandomGenerator chance,
            ApiLimits limits,
            List<FleetListener> listeners) {
        super(time, chance, limits, listeners);
        this.client = client;
        this.closeClient = closeClient;
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

    Subnet subnet(String id) {
        return subnets(List.of(id)).get(0);
    }

    /** The subnets of those ids, in that order. */
    List<Subnet> subnets(List<String> ids) {
        String action = "DescribeSubnets of " + String.join(", ", ids);
        List<Subnet> found = read(
                        action, DescribeSubnetsRequest.builder().subnetIds(ids).build(), client::describeSubnets)
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
                        DescribeInstanceTypesRequest.builder()
                                .instanceTypesWithStrings(types)
                                .build(),
                        client::describeInstanceTypes)
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
                    DescribeInstanceTypesRequest.builder()
                            .filters(filter("instance-type", pattern))
                            .nextToken(token)
                            .build(),
                    client::describeInstanceTypes);
            return new Page<>(page.instanceTypes(), page.nextToken());
        });
    }

    List<SecurityGroup> securityGroups(List<String> ids) {
        return read(
                        "DescribeSecurityGroups of " + ids,
                        DescribeSecurityGroupsRequest.builder().groupIds(ids).build(),
                        client::describeSecurityGroups)
                .securityGroups();
    }

    void requireKeyPair(String name) {
        read(
                "DescribeKeyPairs of " + name,
                DescribeKeyPairsRequest.builder().keyNames(name).build(),
                client::describeKeyPairs);
    }

    /** The key pair of that name, with its public key; a filter takes some characters for wildcards. */
    Optional<KeyPairInfo> keyPair(String name) {
        return read(
                        "DescribeKeyPairs of " + name,
                        DescribeKeyPairsRequest.builder()
                                .filters(filter("key-name", name))
                                .includePublicKey(true)
                                .build(),
                        client::describeKeyPairs)
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
                ImportKeyPairRequest.builder()
                        .keyName(name)
                        .publicKeyMaterial(SdkBytes.fromUtf8String(publicKey))
                        .build(),
                client::importKeyPair);
    }

    /** Adds a rule; repeated it is refused as a duplicate, and has changed nothing. */
    void authorizeIngress(String groupId, IpPermission rule) {
        write(
                "AuthorizeSecurityGroupIngress of " + groupId,
                0,
                AuthorizeSecurityGroupIngressRequest.builder()
                        .groupId(groupId)
                        .ipPermissions(rule)
                        .build(),
                client::authorizeSecurityGroupIngress);
    }

    Image image(String id) {
        String action = "DescribeImages of " + id;
        return first(
                action,
                read(action, DescribeImagesRequest.builder().imageIds(id).build(), client::describeImages)
                        .images());
    }

    List<Image> images(String owner, List<Filter> filters) {
        return read(
                        "DescribeImages of " + owner,
                        DescribeImagesRequest.builder()
                                .owners(owner)
                                .filters(filters)
                                .build(),
                        client::describeImages)
                .images();
    }

    List<NetworkInterface> interfaces(List<Filter> filters) {
        return pages(token -> {
            var page = read(
                    "DescribeNetworkInterfaces",
                    DescribeNetworkInterfacesRequest.builder()
                            .filters(filters)
                            .maxResults(PAGE)
                            .nextToken(token)
                            .build(),
                    client::describeNetworkInterfaces);
            return new Page<>(page.networkInterfaces(), page.nextToken());
        });
    }

    List<Instance> instances(List<Filter> filters) {
        return pages(token -> {
            var page = read(
                    "DescribeInstances",
                    DescribeInstancesRequest.builder()
                            .filters(filters)
                            .maxResults(PAGE)
                            .nextToken(token)
                            .build(),
                    client::describeInstances);
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
                    GetSubnetCidrReservationsRequest.builder()
                            .subnetId(subnetId)
                            .nextToken(token)
                            .build(),
                    client::getSubnetCidrReservations);
            return new Page<>(page.subnetIpv6CidrReservations(), page.nextToken());
        });
    }

    List<Instance> runInstances(RunInstancesRequest request) {
        String action = "RunInstances";
        List<Instance> launched =
                write(action, request.maxCount(), request, client::runInstances).instances();
        first(action, launched);
        return launched;
    }

    NetworkInterface createInterface(CreateNetworkInterfaceRequest request) {
        return write("CreateNetworkInterface", 0, request, client::createNetworkInterface)
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
                .instanceId(instanceId)
                .latest(latest ? true : null)
                .build();
        return Objects.requireNonNullElse(
                read("GetConsoleOutput of " + instanceId, request, client::getConsoleOutput)
                        .output(),
                "");
    }

    /** The EC2 Fleets of those ids, or all that there are. */
    List<FleetData> fleets(List<String> ids) {
        return pages(token -> {
            var page = read(
                    "DescribeFleets",
                    DescribeFleetsRequest.builder()
                            .fleetIds(ids.isEmpty() ? null : ids)
                            .nextToken(token)
                            .build(),
                    client::describeFleets);
            return new Page<>(page.fleets(), page.nextToken());
        });
    }

    String createFleet(CreateFleetRequest request) {
        return write("CreateFleet", 0, request, client::createFleet).fleetId();
    }

    void deleteFleets(List<String> ids) {
        write(
                "DeleteFleets of " + ids,
                0,
                DeleteFleetsRequest.builder()
                        .fleetIds(ids)
                        .terminateInstances(true)
                        .build(),
                client::deleteFleets);
    }

    void createTemplate(CreateLaunchTemplateRequest request) {
        write("CreateLaunchTemplate", 0, request, client::createLaunchTemplate);
    }

    /** The names of the launch templates with the fleet's tag that begin so. */
    List<String> templates(String prefix, String fleet) {
        return pages(token -> {
                    var page = read(
                            "DescribeLaunchTemplates",
                            DescribeLaunchTemplatesRequest.builder()
                                    .filters(filter("tag:" + FleetIdentity.FLEET, fleet))
                                    .nextToken(token)
                                    .build(),
                            client::describeLaunchTemplates);
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
                DeleteLaunchTemplateRequest.builder().launchTemplateName(name).build(),
                client::deleteLaunchTemplate);
    }

    /** Makes a reservation, and returns its id. */
    String reserve(CreateSubnetCidrReservationRequest request) {
        return write(
                        "CreateSubnetCidrReservation of " + request.cidr(),
                        0,
                        request,
                        client::createSubnetCidrReservation)
                .subnetCidrReservation()
                .subnetCidrReservationId();
    }

    void deleteReservation(String id) {
        write(
                "DeleteSubnetCidrReservation of " + id,
                0,
                DeleteSubnetCidrReservationRequest.builder()
                        .subnetCidrReservationId(id)
                        .build(),
                client::deleteSubnetCidrReservation);
    }

    void deleteInterface(String id) {
        write(
                "DeleteNetworkInterface of " + id,
                0,
                DeleteNetworkInterfaceRequest.builder().networkInterfaceId(id).build(),
                client::deleteNetworkInterface);
    }

    void assignPrefix(String interfaceId, String prefix) {
        AssignIpv6AddressesRequest request = AssignIpv6AddressesRequest.builder()
                .networkInterfaceId(interfaceId)
                .ipv6Prefixes(prefix)
                .build();
        write("AssignIpv6Addresses of " + prefix + " to " + interfaceId, 0, request, client::assignIpv6Addresses);
    }

    void assignAddresses(String interfaceId, List<String> addresses) {
        write(
                "AssignIpv6Addresses to " + interfaceId,
                0,
                AssignIpv6AddressesRequest.builder()
                        .networkInterfaceId(interfaceId)
                        .ipv6Addresses(addresses)
                        .build(),
                client::assignIpv6Addresses);
    }

    void unassign(String interfaceId, List<String> addresses, List<String> prefixes) {
        write(
                "UnassignIpv6Addresses of " + interfaceId,
                0,
                UnassignIpv6AddressesRequest.builder()
                        .networkInterfaceId(interfaceId)
                        .ipv6Addresses(addresses.isEmpty() ? null : addresses)
                        .ipv6Prefixes(prefixes.isEmpty() ? null : prefixes)
                        .build(),
                client::unassignIpv6Addresses);
    }

    void tag(String resourceId, Map<String, String> tags) {
        write(
                "CreateTags of " + resourceId,
                0,
                CreateTagsRequest.builder()
                        .resources(resourceId)
                        .tags(tags.entrySet().stream()
                                .map(tag -> Tag.builder()
                                        .key(tag.getKey())
                                        .value(tag.getValue())
                                        .build())
                                .toList())
                        .build(),
                client::createTags);
    }

    void terminate(List<String> instanceIds) {
        write(
                "TerminateInstances",
                instanceIds.size(),
                TerminateInstancesRequest.builder().instanceIds(instanceIds).build(),
                client::terminateInstances);
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

    private <Q extends Ec2Request, A extends Ec2Response> A read(String action, Q request, Function<Q, A> call) {
        return write(action, 0, request, call);
    }

    /** The one place where calls are made, so that none of them is without our name. */
    private <Q extends Ec2Request, A extends Ec2Response> A write(
            String action, int resources, Q request, Function<Q, A> call) {
        @SuppressWarnings("unchecked") // a request's builder builds a request of its own kind
        Q named = (Q) request.toBuilder()
                // What the caller says of the request for itself is kept.
                .overrideConfiguration(
                        request.overrideConfiguration().map(UserAgent::addedTo).orElse(UserAgent.NAME))
                .build();
        return call(action, resources, () -> call.apply(named));
    }

    @Override
    public void close() {
        if (closeClient) {
            client.close();
        }
    }
}
