package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.UserData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Address;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataEndpointState;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataProtocolState;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataTagsState;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** The RunInstances call of one host: closed by default, and the same each time for the same plan. */
final class RunRequest {
    private final FleetSettings settings;
    private final ChosenImage image;
    private final String run;
    private final OptionalParts options;

    /** @param run the id of this run, which rollback goes by */
    RunRequest(FleetSettings settings, ChosenImage image, String run) {
        this.settings = settings;
        this.image = image;
        this.run = run;
        this.options = new OptionalParts(settings.options(), image);
    }

    RunInstancesRequest of(HostPlan host, int index, int generation) {
        UserData userData = settings.userData(settings.renderers().render(host, settings.profile()));
        return options.added(RunInstancesRequest.builder()
                .clientToken(FleetIdentity.clientToken(settings.name(), settings.subnetId(), generation, index))
                .minCount(1)
                .maxCount(1)
                .imageId(image.id())
                .instanceType(settings.instanceType())
                .keyName(settings.keyPair())
                .userData(userData.toBase64())
                .networkInterfaces(networkInterface(host))
                // All five are said, for the account or the image may have other defaults; hop limit 1 keeps
                // containers behind the bridge from the instance's credentials.
                .metadataOptions(o -> o.httpEndpoint(InstanceMetadataEndpointState.ENABLED)
                        .httpTokens(HttpTokensState.REQUIRED)
                        .httpPutResponseHopLimit(1)
                        .httpProtocolIpv6(InstanceMetadataProtocolState.DISABLED)
                        .instanceMetadataTags(InstanceMetadataTagsState.DISABLED))
                .tagSpecifications(Stream.of(ResourceType.INSTANCE, ResourceType.NETWORK_INTERFACE, ResourceType.VOLUME)
                        .map(type -> tagged(type, host, index, generation))
                        .toList()));
    }

    /** Addresses only: one interface request carries exactly one of the four IPv6 forms, so a prefix comes later. */
    private InstanceNetworkInterfaceSpecification networkInterface(HostPlan host) {
        List<Ipv6Address> addresses = new ArrayList<>();
        addresses.add(host.address());
        if (host.blockSource().isAddressRun()) {
            for (long i = 0; i < host.blockSource().quotaNeeded(); i++) {
                addresses.add(host.containerBlock().first().plus(i));
            }
        }
        return InstanceNetworkInterfaceSpecification.builder()
                .deviceIndex(0)
                .subnetId(settings.subnetId())
                .groups(settings.securityGroups())
                .ipv6Addresses(addresses.stream()
                        .map(a -> InstanceIpv6Address.builder()
                                .ipv6Address(a.toString())
                                .build())
                        .toList())
                .associatePublicIpAddress(settings.options().publicIpv4())
                .deleteOnTermination(true)
                .build();
    }

    private TagSpecification tagged(ResourceType type, HostPlan host, int index, int generation) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("Name", host.name());
        tags.putAll(new TreeMap<>(settings.tags()));
        tags.put(FleetIdentity.FLEET, settings.name());
        tags.put(FleetIdentity.SUBNET, settings.subnetId());
        tags.put(FleetIdentity.INDEX, "" + index);
        tags.put(FleetIdentity.GENERATION, "" + generation);
        tags.put(FleetIdentity.HOST, host.name());
        tags.put(FleetIdentity.ADDRESS, host.address().toString());
        tags.put(FleetIdentity.BLOCK, host.containerBlock().toString());
        tags.put(FleetIdentity.PROFILE, settings.profileName());
        tags.put(FleetIdentity.RUN, run);
        return TagSpecification.builder()
                .resourceType(type)
                .tags(tags.entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
    }
}
