package io.github.ipv6fleet.aws.internal;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.IamInstanceProfileSpecification;
import software.amazon.awssdk.services.ec2.model.InstanceInterruptionBehavior;
import software.amazon.awssdk.services.ec2.model.InstanceMarketOptionsRequest;
import software.amazon.awssdk.services.ec2.model.MarketType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.SpotInstanceType;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** Adds to a RunInstances call what was asked of the instances beside place, addresses and system. */
final class OptionalParts {
    private final LaunchOptions options;
    private final ChosenImage image;

    OptionalParts(LaunchOptions options, ChosenImage image) {
        this.options = options;
        this.image = image;
    }

    /**
     * Returns the call that {@code request} is with these parts; what the caller changes comes last of all.
     *
     * @param request complete but for them, its tags included
     */
    RunInstancesRequest added(RunInstancesRequest.Builder request) {
        if (options.instanceProfile() != null) {
            request.iamInstanceProfile(profile(options.instanceProfile()));
        }
        if (options.rootVolume() != null) {
            request.blockDeviceMappings(BlockDeviceMapping.builder()
                    .deviceName(image.rootDevice())
                    .ebs(volume(options.rootVolume()))
                    .build());
        }
        if (options.spot()) {
            request.instanceMarketOptions(market());
            request.tagSpecifications(withSpotRequest(request.build().tagSpecifications()));
        }
        return CallersChanges.applied(options.changes(), request.build());
    }

    private static IamInstanceProfileSpecification profile(String nameOrArn) {
        IamInstanceProfileSpecification.Builder profile = IamInstanceProfileSpecification.builder();
        return (nameOrArn.startsWith("arn:") ? profile.arn(nameOrArn) : profile.name(nameOrArn)).build();
    }

    private static EbsBlockDevice volume(RootVolume wanted) {
        return EbsBlockDevice.builder()
                .volumeSize(wanted.gib())
                // False would be an order too, against the account's default; so it is not said.
                .encrypted(wanted.encrypted() ? true : null)
                .deleteOnTermination(true)
                .build();
    }

    /** Any other than a one-time request would launch hosts by itself, without our token. */
    private static InstanceMarketOptionsRequest market() {
        return InstanceMarketOptionsRequest.builder()
                .marketType(MarketType.SPOT)
                .spotOptions(spot -> spot.spotInstanceType(SpotInstanceType.ONE_TIME)
                        .instanceInterruptionBehavior(InstanceInterruptionBehavior.TERMINATE))
                .build();
    }

    /** The request for a spot instance outlives nothing, but who pays by tags wants to see it too. */
    private static List<TagSpecification> withSpotRequest(List<TagSpecification> tags) {
        List<TagSpecification> all = new ArrayList<>(tags);
        tags.stream()
                .filter(each -> each.resourceType() == ResourceType.INSTANCE)
                .map(each -> each.toBuilder()
                        .resourceType(ResourceType.SPOT_INSTANCES_REQUEST)
                        .build())
                .forEach(all::add);
        return all;
    }
}
