package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.ApiLimits;
import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.FleetListener;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeFleetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeKeyPairsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Request;
import software.amazon.awssdk.services.ec2.model.Ec2Response;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.FleetData;
import software.amazon.awssdk.services.ec2.model.GetConsoleOutputRequest;
import software.amazon.awssdk.services.ec2.model.GetSubnetCidrReservationsRequest;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.SubnetCidrReservation;

/** What can be asked of EC2, and how a call is made: under our name, and all pages of an answer as one list. */
public abstract class Ec2Reads extends Operation {
    /** How many values one filter may have (EC2 API reference, "Filter"). */
    static final int FILTER_VALUES = 200;

    /** Pages as large as EC2 allows; with a page size it also throttles describes less (EC2 Developer Guide). */
    private static final int PAGE = 1000;

    /** The most that DescribeRouteTables has on one. */
    private static final int SMALL_PAGE = 100;

    final Ec2Client client;

    Ec2Reads(Ec2Client client, Time time, RandomGenerator chance, ApiLimits limits, List<FleetListener> listeners) {
        super(time, chance, limits, listeners);
        this.client = client;
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

    /** Those of the groups that EC2 knows; asked for by id, one that it does not know would leave all of them unsaid. */
    List<SecurityGroup> securityGroups(List<String> ids) {
        return read(
                        "DescribeSecurityGroups of " + String.join(", ", ids),
                        DescribeSecurityGroupsRequest.builder()
                                .filters(filter("group-id", ids.toArray(String[]::new)))
                                .build(),
                        client::describeSecurityGroups)
                .securityGroups();
    }

    /** The route tables of a VPC. */
    List<RouteTable> routeTables(String vpcId) {
        return pages(token -> {
            var page = read(
                    "DescribeRouteTables of " + vpcId,
                    DescribeRouteTablesRequest.builder()
                            .filters(filter("vpc-id", vpcId))
                            .maxResults(SMALL_PAGE)
                            .nextToken(token)
                            .build(),
                    client::describeRouteTables);
            return new Page<>(page.routeTables(), page.nextToken());
        });
    }

    /** The network ACLs of subnets. */
    List<NetworkAcl> networkAcls(List<String> subnetIds) {
        return pages(token -> {
            var page = read(
                    "DescribeNetworkAcls of " + String.join(", ", subnetIds),
                    DescribeNetworkAclsRequest.builder()
                            .filters(filter("association.subnet-id", subnetIds.toArray(String[]::new)))
                            .maxResults(PAGE)
                            .nextToken(token)
                            .build(),
                    client::describeNetworkAcls);
            return new Page<>(page.networkAcls(), page.nextToken());
        });
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

    /** The interfaces that have one of the values; as many values as there may be, none of which is none. */
    List<NetworkInterface> interfacesBy(String filter, Collection<String> values) {
        return inParts(filter, values, one -> interfaces(List.of(one)));
    }

    /** All interfaces of the Region. */
    List<NetworkInterface> interfaces() {
        return interfaces(List.of());
    }

    private List<NetworkInterface> interfaces(List<Filter> filters) {
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

    /** The instances that have one of the values; as many values as there may be, none of which is none. */
    List<Instance> instancesBy(String filter, Collection<String> values) {
        return inParts(filter, values, this::instances);
    }

    private List<Instance> instances(Filter filter) {
        return pages(token -> {
            var page = read(
                    "DescribeInstances",
                    DescribeInstancesRequest.builder()
                            .filters(filter)
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

    /** What an instance has said on its console, as of now; of types that only keep it for later, as of then. */
    String console(String instanceId) {
        String text;
        try {
            text = console(instanceId, true);
        } catch (FleetException e) {
            if (!e.code().equals(Ec2Errors.UNSUPPORTED)) { // "latest" is for Nitro types
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

    /** Every EC2 Fleet that there is; asked for by ids, one that EC2 does not know would leave all of them unsaid. */
    List<FleetData> fleets() {
        return pages(token -> {
            var page = read(
                    "DescribeFleets",
                    DescribeFleetsRequest.builder().nextToken(token).build(),
                    client::describeFleets);
            return new Page<>(page.fleets(), page.nextToken());
        });
    }

    /** The launch templates that have all these properties. */
    List<LaunchTemplate> templates(List<Filter> filters) {
        return pages(token -> {
            var page = read(
                    "DescribeLaunchTemplates",
                    DescribeLaunchTemplatesRequest.builder()
                            .filters(filters)
                            .nextToken(token)
                            .build(),
                    client::describeLaunchTemplates);
            return new Page<>(page.launchTemplates(), page.nextToken());
        });
    }

    private static <T> List<T> inParts(String filter, Collection<String> values, Function<Filter, List<T>> read) {
        List<T> all = new ArrayList<>();
        for (List<String> some : parts(values, FILTER_VALUES)) {
            all.addAll(read.apply(filter(filter, some.toArray(String[]::new))));
        }
        return all;
    }

    /** Cuts values into as many as one call takes. */
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
    static <T> T first(String action, List<T> answers) {
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

    final <Q extends Ec2Request, A extends Ec2Response> A read(String action, Q request, Function<Q, A> call) {
        return write(action, 0, request, call);
    }

    /** The one place where calls are made, so that none of them is without our name. */
    final <Q extends Ec2Request, A extends Ec2Response> A write(
            String action, int resources, Q request, Function<Q, A> call) {
        @SuppressWarnings("unchecked") // a request's builder builds a request of its own kind
        Q named = (Q) request.toBuilder()
                // What the caller says of the request for itself is kept.
                .overrideConfiguration(
                        request.overrideConfiguration().map(UserAgent::addedTo).orElse(UserAgent.NAME))
                .build();
        return call(action, resources, () -> call.apply(named));
    }
}
