package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataOptionsRequest;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMappingRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceNetworkInterfaceSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateTagSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * The launch template of a fleet that is handed over. Its name comes from what is in it, so that one that is there is the
 * one that is wanted.
 */
final class HandedTemplate {
    /** Of the hash of what is in it, as many digits as are in its name. */
    private static final int DIGITS = 16;

    private static final int GENERATIONS = 50;

    private final Ec2Gateway ec2;
    private final FleetSettings settings;

    HandedTemplate(Ec2Gateway ec2, FleetSettings settings) {
        this.ec2 = ec2;
        this.settings = settings;
    }

    /** Makes the template unless it is there, and returns its name. */
    String ensure(RunInstancesRequest request) {
        RequestLaunchTemplateData data = data(request);
        String content = FleetIdentity.hash(List.of(data.toString(), String.valueOf(data.userData())));
        String name = prefix(settings.name()) + content.substring(0, DIGITS);
        for (int generation = 0; generation < GENERATIONS; generation++) {
            try {
                ec2.createTemplate(CreateLaunchTemplateRequest.builder()
                        .clientToken(FleetIdentity.hash(List.of("ipv6-fleet template", name, "" + generation)))
                        .launchTemplateName(name)
                        .launchTemplateData(data)
                        .tagSpecifications(TagSpecification.builder()
                                .resourceType(ResourceType.LAUNCH_TEMPLATE)
                                .tags(tags(settings))
                                .build())
                        .build());
                if (isShown(name)) {
                    return name;
                } // else the token is of one that was deleted
            } catch (FleetException e) {
                if (e.code().equals(Ec2Errors.TEMPLATE_THERE)) {
                    return name;
                }
                if (!e.code().equals(Ec2Errors.TOKEN_USED_DIFFERENTLY)) {
                    throw e;
                }
            }
        }
        throw Maker.get()
                .exception("launch template " + name + ": EC2 says of " + GENERATIONS
                        + " ClientTokens that they are used up; launch the fleet under another name");
    }

    private boolean isShown(String name) {
        return Late.look(
                        ec2,
                        () -> all(ec2, settings.name()).stream()
                                .filter(one -> one.launchTemplateName().equals(name))
                                .findFirst())
                .isPresent();
    }

    /** Those of a fleet: such a name and the fleet's tag. */
    static List<LaunchTemplate> all(Ec2Gateway ec2, String fleet) {
        return ec2.templates(List.of(Ec2Gateway.filter("tag:" + FleetIdentity.FLEET, fleet))).stream()
                .filter(one ->
                        one.launchTemplateName().matches(Pattern.quote(prefix(fleet)) + "[0-9a-f]{" + DIGITS + "}"))
                .toList();
    }

    private static String prefix(String fleet) {
        return "ipv6-fleet-" + fleet + "-";
    }

    static List<Tag> tags(FleetSettings settings) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("Name", settings.name());
        tags.putAll(settings.tags());
        tags.put(FleetIdentity.FLEET, settings.name());
        return Tags.list(tags);
    }

    private RequestLaunchTemplateData data(RunInstancesRequest request) {
        InstanceNetworkInterfaceSpecification uplink =
                request.networkInterfaces().get(0);
        InstanceMetadataOptionsRequest metadata = request.metadataOptions();
        List<Tag> tags = new ArrayList<>(tags(settings));
        tags.add(Tags.tag(FleetIdentity.ADDRESS, FleetIdentity.BY_EC2));
        tags.add(Tags.tag(FleetIdentity.BLOCK, FleetIdentity.BY_EC2));
        tags.add(Tags.tag(FleetIdentity.PROFILE, settings.profileName()));
        RequestLaunchTemplateData.Builder data = RequestLaunchTemplateData.builder()
                .imageId(request.imageId())
                .keyName(request.keyName())
                .userData(request.userData())
                .networkInterfaces(LaunchTemplateInstanceNetworkInterfaceSpecificationRequest.builder()
                        .deviceIndex(0)
                        .groups(uplink.groups())
                        .associatePublicIpAddress(uplink.associatePublicIpAddress())
                        .deleteOnTermination(true)
                        .ipv6PrefixCount(1)
                        .build())
                .metadataOptions(o -> o.httpEndpoint(metadata.httpEndpointAsString())
                        .httpTokens(metadata.httpTokensAsString())
                        .httpPutResponseHopLimit(metadata.httpPutResponseHopLimit())
                        .httpProtocolIpv6(metadata.httpProtocolIpv6AsString())
                        .instanceMetadataTags(metadata.instanceMetadataTagsAsString()))
                .tagSpecifications(Stream.of(ResourceType.INSTANCE, ResourceType.NETWORK_INTERFACE, ResourceType.VOLUME)
                        .map(type -> LaunchTemplateTagSpecificationRequest.builder()
                                .resourceType(type)
                                .tags(tags)
                                .build())
                        .toList());
        if (request.iamInstanceProfile() != null) {
            data.iamInstanceProfile(p -> p.arn(request.iamInstanceProfile().arn())
                    .name(request.iamInstanceProfile().name()));
        }
        if (request.hasBlockDeviceMappings()) {
            data.blockDeviceMappings(request.blockDeviceMappings().stream()
                    .map(HandedTemplate::mapping)
                    .toList());
        }
        return data.build();
    }

    private static LaunchTemplateBlockDeviceMappingRequest mapping(BlockDeviceMapping one) {
        return LaunchTemplateBlockDeviceMappingRequest.builder()
                .deviceName(one.deviceName())
                .ebs(e -> e.volumeSize(one.ebs().volumeSize())
                        .volumeType(one.ebs().volumeTypeAsString())
                        .encrypted(one.ebs().encrypted())
                        .deleteOnTermination(one.ebs().deleteOnTermination()))
                .build();
    }
}
