package io.github.ipv6fleet.aws.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataEndpointState;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataProtocolState;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataTagsState;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** The RunInstances calls of a fleet: closed by default, and each the same every time within one run. */
final class RunRequest {
    private final FleetSettings settings;
    private final Shape shape;
    private final ChosenImage image;
    private final String run;
    private final OptionalParts options;

    /** @param run the id of this run, which rollback goes by */
    RunRequest(FleetSettings settings, Shape shape, ChosenImage image, String run) {
        this.settings = settings;
        this.shape = shape;
        this.image = image;
        this.run = run;
        this.options = new OptionalParts(settings.options(), image);
    }

    Shape shape() {
        return shape;
    }

    RunInstancesRequest of(LaunchCall call, int generation, String type) {
        return options.added(RunInstancesRequest.builder()
                .clientToken(call.token(settings.name(), generation))
                .minCount(call.count())
                .maxCount(call.count())
                .imageId(image.id())
                .instanceType(type)
                .keyName(settings.keyPair())
                .userData(shape.userData(call).toBase64())
                .networkInterfaces(shape.networkInterface(call))
                // All five are said, for the account or the image may have other defaults; hop limit 1 keeps
                // containers behind the bridge from the instance's credentials, unless they are to have them.
                .metadataOptions(o -> o.httpEndpoint(InstanceMetadataEndpointState.ENABLED)
                        .httpTokens(HttpTokensState.REQUIRED)
                        .httpPutResponseHopLimit(settings.profile().metadataForContainers() ? 2 : 1)
                        .httpProtocolIpv6(overIpv6())
                        .instanceMetadataTags(InstanceMetadataTagsState.DISABLED))
                .tagSpecifications(shape.tagged().stream()
                        .map(resource -> TagSpecification.builder()
                                .resourceType(resource)
                                .tags(tags(call, generation))
                                .build())
                        .toList()));
    }

    /** A host without IPv4 reads its user data nowhere else. */
    private InstanceMetadataProtocolState overIpv6() {
        return settings.profile().ipv4()
                ? InstanceMetadataProtocolState.DISABLED
                : InstanceMetadataProtocolState.ENABLED;
    }

    private List<Tag> tags(LaunchCall call, int generation) {
        Map<String, String> own = new LinkedHashMap<>(shape.tags(call));
        own.put(FleetIdentity.PROFILE, settings.profileName());
        return tags(settings, call, generation, run, own);
    }

    /** The tags of whatever belongs to the hosts of a call. */
    static List<Tag> tags(
            FleetSettings settings, LaunchCall call, int generation, String run, Map<String, String> more) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("Name", call.count() == 1 ? call.names().get(0) : settings.name());
        tags.putAll(new TreeMap<>(settings.tags()));
        tags.put(FleetIdentity.FLEET, settings.name());
        tags.put(FleetIdentity.SUBNET, call.subnetId());
        tags.put(FleetIdentity.INDEX, "" + call.first());
        tags.put(FleetIdentity.GENERATION, "" + generation);
        if (call.count() == 1) {
            tags.put(FleetIdentity.HOST, call.names().get(0));
        }
        tags.putAll(new TreeMap<>(more));
        tags.put(FleetIdentity.RUN, run);
        return Tags.list(tags);
    }
}
