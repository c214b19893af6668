package io.github.ipv6fleet.ec2sim;

import java.util.List;

/**
 * A refusal of EC2 whose code no public source shows, or shows for IPv4 alone. Each has the code that is answered by
 * default, and the ones that EC2 may answer as well: a program that reads codes should bear with all of them. Which one
 * is answered says {@link Ec2Assumptions#with}.
 */
public enum AssumedCode {
    /** An IPv6 address that somebody has; for IPv4 the code is known. */
    ADDRESS_IN_USE("InvalidIPAddress.InUse", "InvalidParameterValue", "Resource.AlreadyAssigned"),
    /** A prefix that overlaps one in use, or an address. */
    PREFIX_IN_USE("InvalidIPAddress.InUse", "InvalidParameterValue", "Resource.AlreadyAssigned"),
    /** A prefix that is no aligned /80. */
    PREFIX_MALFORMED("InvalidParameterValue", "InvalidParameter"),
    /** A prefix that is not in the subnet. */
    PREFIX_OUTSIDE_SUBNET("InvalidParameterValue", "InvalidParameter"),
    /** A prefix with one of the addresses that EC2 reserves, while {@link AssumedRule#EDGE_PREFIXES_ARE_KEPT_BACK}. */
    PREFIX_RESERVED("InvalidParameterValue", "InvalidParameter"),
    /** An address or a prefix by name out of a CIDR reservation, where it {@linkplain AssumedRule#PREFIX_RESERVATIONS_CAN_BE_NAMED cannot be had}. */
    RESERVATION_NAMED("InvalidParameterValue", "InvalidIPAddress.InUse"),
    /** IPv6 asked for in a subnet that has none. */
    SUBNET_WITHOUT_IPV6("InvalidParameterValue", "InvalidParameterCombination"),
    /** A prefix for an instance that is not Nitro. */
    TYPE_WITHOUT_PREFIXES("UnsupportedOperation", "InvalidParameterValue"),
    /** More at launch than the type allows; documented for private IPv4 addresses. */
    TOO_MANY_AT_LAUNCH("InvalidInterface.IpAddressLimitExceeded", "InvalidParameterValue"),
    /** More by AssignIpv6Addresses than the type allows; reported for IPv4. */
    TOO_MANY_ASSIGNED("PrivateIpAddressLimitExceeded", "InvalidParameterValue"),
    /** Taking from an interface what it does not have, or its primary address. */
    NOT_TO_UNASSIGN("InvalidParameterValue", "InvalidIPAddress.NotFound"),
    /** Making the primary IPv6 address of an interface an ordinary one. */
    PRIMARY_IPV6_STAYS("InvalidParameterValue", "UnsupportedOperation"),
    /** One interface twice in a launch. */
    INTERFACE_NAMED_TWICE("InvalidNetworkInterface.InUse", "InvalidParameterCombination"),
    /** One interface for several instances of a launch; addresses and prefixes too. */
    NAMED_FOR_MANY("InvalidParameterCombination", "InvalidParameterValue"),
    /** A second IPv6 block for a subnet. */
    SECOND_SUBNET_BLOCK("CidrLimitExceeded", "InvalidParameterValue"),
    /** A second internet gateway for a VPC. */
    SECOND_GATEWAY("InvalidParameterValue", "Resource.AlreadyAssociated"),
    /** A route to a gateway that is not the VPC's. */
    FOREIGN_GATEWAY("InvalidParameterValue", "InvalidGatewayID.NotFound"),
    /** An exclusion from blocked public access that is not there: there are none. */
    NO_SUCH_EXCLUSION("InvalidVpcBlockPublicAccessExclusionId.NotFound", "InvalidParameterValue"),
    /** DescribeFleetInstances of a fleet of type instant. */
    INSTANT_FLEET_INSTANCES("Unsupported", "InvalidParameterValue"),
    /** Two pools of a fleet with one type in one zone; public launchers name the code. */
    DUPLICATE_POOLS("InvalidFleetConfig", "InvalidParameterValue"),
    /** Tags for interfaces in a launch that makes none, where they {@linkplain AssumedRule#TAGS_WITHOUT_INTERFACE_ARE_IGNORED are refused}. */
    TAGS_WITHOUT_INTERFACE("InvalidParameterCombination", "InvalidParameterValue");

    private final String byDefault;

    @SuppressWarnings("ImmutableEnumChecker") // of List.of
    private final List<String> alternatives;

    AssumedCode(String byDefault, String... alternatives) {
        this.byDefault = byDefault;
        this.alternatives = List.of(alternatives);
    }

    /** Returns the code that is answered unless something else is said. */
    public String byDefault() {
        return byDefault;
    }

    /** Returns what else EC2 may answer. */
    public List<String> alternatives() {
        return alternatives;
    }
}
