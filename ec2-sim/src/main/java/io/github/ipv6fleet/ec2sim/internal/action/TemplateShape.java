package io.github.ipv6fleet.ec2sim.internal.action;

import static io.github.ipv6fleet.ec2sim.internal.wire.Shape.flag;
import static io.github.ipv6fleet.ec2sim.internal.wire.Shape.integer;
import static io.github.ipv6fleet.ec2sim.internal.wire.Shape.oneOf;
import static io.github.ipv6fleet.ec2sim.internal.wire.Shape.structure;
import static io.github.ipv6fleet.ec2sim.internal.wire.Shape.structures;
import static io.github.ipv6fleet.ec2sim.internal.wire.Shape.text;
import static io.github.ipv6fleet.ec2sim.internal.wire.Shape.unsimulated;
import static io.github.ipv6fleet.ec2sim.internal.wire.Shape.values;

import io.github.ipv6fleet.ec2sim.internal.wire.Shape;

/**
 * What LaunchTemplateData may hold (EC2 API reference, RequestLaunchTemplateData). As on EC2 a template is not checked as a
 * launch would be: one that asks for addresses and prefixes at once is kept, and refused when somebody launches with it
 * (aws/karpenter-provider-aws#2187).
 */
final class TemplateShape {
    private static final Shape INTERFACE = Shape.of(
            flag("AssociatePublicIpAddress"),
            flag("DeleteOnTermination"),
            text("Description"),
            integer("DeviceIndex"),
            values("SecurityGroupId", "groupSet", "groupId"),
            oneOf("InterfaceType", "interface"),
            integer("Ipv6AddressCount"),
            structures("Ipv6Addresses", "ipv6AddressesSet", Shape.of(text("Ipv6Address"))),
            text("NetworkInterfaceId"),
            text("PrivateIpAddress"),
            text("SubnetId"),
            integer("NetworkCardIndex"),
            structures("Ipv6Prefix", "ipv6PrefixSet", Shape.of(text("Ipv6Prefix"))),
            integer("Ipv6PrefixCount"),
            flag("PrimaryIpv6"),
            unsimulated(
                    "AssociateCarrierIpAddress",
                    "PrivateIpAddresses",
                    "SecondaryPrivateIpAddressCount",
                    "Ipv4Prefix",
                    "Ipv4PrefixCount",
                    "EnaSrdSpecification",
                    "ConnectionTrackingSpecification",
                    "EnaQueueCount"));

    private static final Shape VOLUME = Shape.of(
            flag("Encrypted"),
            flag("DeleteOnTermination"),
            integer("Iops"),
            text("KmsKeyId"),
            text("SnapshotId"),
            integer("VolumeSize"),
            oneOf("VolumeType", "standard", "io1", "io2", "gp2", "sc1", "st1", "gp3"),
            integer("Throughput"),
            integer("VolumeInitializationRate"));

    private static final Shape METADATA = Shape.of(
            oneOf("HttpTokens", "optional", "required"),
            integer("HttpPutResponseHopLimit"),
            oneOf("HttpEndpoint", "enabled", "disabled"),
            oneOf("HttpProtocolIpv6", "enabled", "disabled"),
            oneOf("InstanceMetadataTags", "enabled", "disabled"));

    static final Shape DATA = Shape.of(
            flag("EbsOptimized"),
            structure("IamInstanceProfile", Shape.of(text("Arn"), text("Name"))),
            structures(
                    "BlockDeviceMapping",
                    "blockDeviceMappingSet",
                    Shape.of(text("DeviceName"), structure("Ebs", VOLUME), unsimulated("VirtualName", "NoDevice"))),
            structures("NetworkInterface", "networkInterfaceSet", INTERFACE),
            text("ImageId"),
            text("InstanceType"),
            text("KeyName"),
            structure("Monitoring", Shape.of(flag("Enabled"))),
            structure(
                    "Placement",
                    Shape.of(
                            text("AvailabilityZone"),
                            oneOf("Tenancy", "default", "dedicated"),
                            unsimulated(
                                    "AvailabilityZoneId",
                                    "Affinity",
                                    "GroupName",
                                    "HostId",
                                    "SpreadDomain",
                                    "HostResourceGroupArn",
                                    "PartitionNumber",
                                    "GroupId"))),
            flag("DisableApiTermination"),
            oneOf("InstanceInitiatedShutdownBehavior", "stop", "terminate"),
            text("UserData"),
            structures(
                    "TagSpecification",
                    "tagSpecificationSet",
                    Shape.of(text("ResourceType"), structures("Tag", "tagSet", Shape.of(text("Key"), text("Value"))))),
            values("SecurityGroupId", "securityGroupIdSet", "item"),
            values("SecurityGroup", "securityGroupSet", "item"),
            structure(
                    "InstanceMarketOptions",
                    Shape.of(
                            oneOf("MarketType", "spot"),
                            structure(
                                    "SpotOptions",
                                    Shape.of(
                                            text("MaxPrice"),
                                            oneOf("SpotInstanceType", "one-time"),
                                            oneOf("InstanceInterruptionBehavior", "terminate"),
                                            unsimulated("BlockDurationMinutes", "ValidUntil"))))),
            structure("CreditSpecification", Shape.of(text("CpuCredits"))),
            structure("MetadataOptions", METADATA),
            structure("EnclaveOptions", Shape.of(flag("Enabled"))),
            structure(
                    "PrivateDnsNameOptions",
                    Shape.of(
                            oneOf("HostnameType", "ip-name", "resource-name"),
                            flag("EnableResourceNameDnsARecord"),
                            flag("EnableResourceNameDnsAAAARecord"))),
            structure("MaintenanceOptions", Shape.of(oneOf("AutoRecovery", "default", "disabled"))),
            flag("DisableApiStop"),
            structure("NetworkPerformanceOptions", Shape.of(text("BandwidthWeighting"))),
            unsimulated(
                    "KernelId",
                    "RamDiskId",
                    "ElasticGpuSpecification",
                    "ElasticInferenceAccelerator",
                    "CpuOptions",
                    "CapacityReservationSpecification",
                    "LicenseSpecification",
                    "HibernationOptions",
                    "InstanceRequirements",
                    "Operator",
                    "SecondaryInterface"));

    private TemplateShape() {}
}
