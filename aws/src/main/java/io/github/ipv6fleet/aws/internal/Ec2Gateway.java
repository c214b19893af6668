package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.ApiLimits;
import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.FleetListener;
import io.github.ipv6fleet.aws.FleetTime;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
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
import software.amazon.awssdk.services.ec2.model.ImportKeyPairRequest;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;
import software.amazon.awssdk.services.ec2.model.UnassignIpv6AddressesRequest;

/**
 * The only way to EC2: a method for each call, in the words of the fleet. Here are those that change something; those that
 * do not are in {@link Ec2Reads}. What fails is a {@link FleetException}.
 */
public final class Ec2Gateway extends Ec2Reads implements AutoCloseable {
    private final boolean closeClient;

    private Ec2Gateway(
            Ec2Client client,
            boolean closeClient,
            Time time,
            RandomGenerator chance,
            ApiLimits limits,
            List<FleetListener> listeners) {
        super(client, time, chance, limits, listeners);
        this.closeClient = closeClient;
    }

    /** Opens a gateway on the caller's client, or on one of our own, which lives as long as the gateway. */
    static Ec2Gateway open(
            @Nullable Ec2Client callers,
            @Nullable Executor executor,
            ApiLimits limits,
            List<FleetListener> listeners,
            FleetTime time,
            @Nullable String region) {
        return new Ec2Gateway(
                callers != null ? callers : OwnClient.create(region),
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

    /** Asks whether the key could be imported; EC2 refuses in any case. */
    void rehearse(ImportKeyPairRequest dry) {
        write("ImportKeyPair", 0, dry, client::importKeyPair);
    }

    /** Asks whether the rule could be added; EC2 refuses in any case. */
    void rehearse(AuthorizeSecurityGroupIngressRequest dry) {
        write("AuthorizeSecurityGroupIngress", 0, dry, client::authorizeSecurityGroupIngress);
    }

    /** Asks whether the instances could be terminated; EC2 refuses in any case. */
    void rehearse(TerminateInstancesRequest dry) {
        write("TerminateInstances", dry.instanceIds().size(), dry, client::terminateInstances);
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

    String createFleet(CreateFleetRequest request) {
        return write("CreateFleet", 0, request, client::createFleet).fleetId();
    }

    /** Deletes an EC2 Fleet with its instances; a refusal stands in the answer, which is none by itself. */
    void deleteFleet(String id) {
        write(
                        "DeleteFleets of " + id,
                        0,
                        DeleteFleetsRequest.builder()
                                .fleetIds(id)
                                .terminateInstances(true)
                                .build(),
                        client::deleteFleets)
                .unsuccessfulFleetDeletions()
                .forEach(refused -> {
                    throw Maker.get()
                            .exception(
                                    "EC2 did not delete " + id + ": "
                                            + refused.error().codeAsString() + ": "
                                            + refused.error().message() + "; delete it (aws ec2 delete-fleets)",
                                    refused.error().codeAsString(),
                                    "",
                                    false,
                                    List.of(),
                                    null);
                });
    }

    void createTemplate(CreateLaunchTemplateRequest request) {
        write("CreateLaunchTemplate", 0, request, client::createLaunchTemplate);
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
                        .tags(Tags.list(tags))
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

    @Override
    public void close() {
        if (closeClient) {
            client.close();
        }
    }
}
