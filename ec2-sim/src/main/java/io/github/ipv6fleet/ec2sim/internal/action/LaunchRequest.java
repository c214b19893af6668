package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.AssumedCode;
import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.Launch.Protection;
import io.github.ipv6fleet.ec2sim.internal.model.UserData;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that a RunInstances request says, checked as far as that goes without looking at what exists. */
record LaunchRequest(
        String imageId,
        String instanceType,
        int minCount,
        int maxCount,
        List<InterfaceSpec> interfaces,
        List<String> groupNames,
        @Nullable String keyName,
        @Nullable UserData userData,
        @Nullable String clientToken,
        @Nullable String zone,
        String tenancy,
        MetadataRequest metadata,
        List<VolumeRequest> volumes,
        boolean monitoring,
        boolean ebsOptimized,
        Protection protection,
        boolean spot,
        @Nullable String profileArn,
        TagSpecifications tags) {

    /** No public source names EC2's limit per call; this one keeps a slip of the pen from filling the memory. */
    private static final int MOST_INSTANCES = 10_000;

    private static final int MOST_USER_DATA_BYTES = 16_384;

    static LaunchRequest read(Params params) {
        params.refuse(
                "KernelId",
                "RamdiskId",
                "ElasticGpuSpecification",
                "ElasticInferenceAccelerator",
                "CapacityReservationSpecification",
                "HibernationOptions",
                "LicenseSpecification",
                "CpuOptions",
                "SecondaryInterface",
                "AdditionalInfo",
                "Operator",
                "Ipv6Prefix",
                "Ipv6PrefixCount");
        params.accept(
                "CreditSpecification.CpuCredits",
                "EnclaveOptions.Enabled",
                "MaintenanceOptions.AutoRecovery",
                "NetworkPerformanceOptions.BandwidthWeighting",
                "PrivateDnsNameOptions.EnableResourceNameDnsAAAARecord",
                "PrivateDnsNameOptions.EnableResourceNameDnsARecord",
                "PrivateDnsNameOptions.HostnameType");
        Params placement = params.structure("Placement");
        placement.refuse("AvailabilityZoneId", "Affinity", "GroupName", "GroupId", "PartitionNumber", "HostId");
        String tenancy = placement.oneOf("Tenancy", "default", "dedicated");
        int minCount = params.requiredInteger("MinCount");
        int maxCount = params.requiredInteger("MaxCount");
        checkCounts(minCount, maxCount);
        LaunchRequest request = new LaunchRequest(
                params.optional("ImageId", ""), // a launch template may have it
                params.optional("InstanceType", "m1.small"), // EC2 API reference, RunInstances: the default
                minCount,
                maxCount,
                InterfaceSpec.read(params),
                params.list("SecurityGroup"),
                params.optional("KeyName"),
                userData(params.optional("UserData")),
                params.optional("ClientToken"),
                placement.optional("AvailabilityZone"),
                tenancy == null ? "default" : tenancy,
                MetadataRequest.read(params.structure("MetadataOptions")),
                VolumeRequest.read(params),
                params.structure("Monitoring").flag("Enabled", false),
                params.flag("EbsOptimized", false),
                protection(params),
                spot(params.structure("InstanceMarketOptions")),
                profile(params.structure("IamInstanceProfile")),
                TagSpecifications.read(params, "instance", "volume", "network-interface", "spot-instances-request"));
        request.checkBatch();
        return request;
    }

    private static void checkCounts(int minCount, int maxCount) {
        if (minCount < 1 || maxCount < 1) {
            throw Ec2Error.invalidValue(
                    minCount < 1 ? "minCount" : "maxCount", minCount < 1 ? "" + minCount : "" + maxCount);
        }
        if (minCount > maxCount) {
            throw Ec2Error.invalidCombination("MinCount may not be more than MaxCount");
        }
        if (minCount > MOST_INSTANCES || maxCount > MOST_INSTANCES) {
            throw Ec2Error.refused(
                    "InstanceLimitExceeded", "You may launch at most " + MOST_INSTANCES + " instances in one request");
        }
    }

    /** EC2 API reference, InstanceNetworkInterfaceSpecification: what is named cannot be given to several instances. */
    private void checkBatch() {
        if (maxCount == 1) {
            return;
        }
        for (InterfaceSpec each : interfaces) {
            if (each.networkInterfaceId() != null
                    || each.privateIp() != null
                    || each.ipv6().isExplicit()) {
                throw Ec2Error.assumed(
                        AssumedCode.NAMED_FOR_MANY,
                        "Network interface IDs, private IP addresses, IPv6 addresses and IPv6"
                                + " prefixes may not be specified when launching more than one instance");
            }
        }
    }

    /** One-time requests that end with their instance; prices are not looked at. */
    private static boolean spot(Params market) {
        boolean spot = "spot".equals(market.oneOf("MarketType", "spot"));
        Params options = market.structure("SpotOptions");
        options.decimal("MaxPrice", 0);
        options.oneOf("SpotInstanceType", "one-time");
        options.oneOf("InstanceInterruptionBehavior", "terminate");
        options.refuse("BlockDurationMinutes", "ValidUntil");
        return spot;
    }

    /** Which profiles there are is IAM's business: here any one is. Public reports quote both texts. */
    private static @Nullable String profile(Params profile) {
        String arn = profile.optional("Arn");
        String name = profile.optional("Name");
        if (arn != null && name != null) {
            throw Ec2Error.invalidCombination(
                    "The parameter 'iamInstanceProfile.name' may not be used in combination with"
                            + " 'iamInstanceProfile.arn'");
        }
        if (name != null && !name.matches("[A-Za-z0-9+=,.@_-]{1,128}")) {
            throw Ec2Error.invalidValue("Value (" + name
                    + ") for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name");
        }
        if (arn != null && !arn.matches("arn:aws[a-z-]*:iam::[0-9]{12}:instance-profile/[!-~]{1,512}")) {
            throw Ec2Error.invalidValue("Value (" + arn
                    + ") for parameter iamInstanceProfile.arn is invalid. Invalid IAM Instance Profile ARN");
        }
        return name == null ? arn : "arn:aws:iam::" + World.OWNER + ":instance-profile/" + name;
    }

    private static Protection protection(Params params) {
        String onShutdown = params.oneOf("InstanceInitiatedShutdownBehavior", "stop", "terminate");
        return new Protection(
                params.flag("DisableApiTermination", false),
                params.flag("DisableApiStop", false),
                onShutdown == null ? "stop" : onShutdown);
    }

    static @Nullable UserData userData(@Nullable String base64) {
        if (base64 == null) {
            return null;
        }
        byte[] raw;
        try {
            raw = Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw Ec2Error.refused("InvalidUserData.Malformed", "Invalid BASE64 encoding of user data.");
        }
        if (raw.length > MOST_USER_DATA_BYTES) { // EC2 User Guide: 16 KB, before it is encoded
            throw Ec2Error.invalidValue("User data is limited to " + MOST_USER_DATA_BYTES + " bytes");
        }
        return UserData.of(raw);
    }
}
