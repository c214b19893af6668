package io.github.ipv6fleet.ec2sim;

/**
 * A rule of EC2 that no public source shows. By default each holds; without it ({@link Ec2Assumptions#without}) the
 * simulator does what EC2 may do instead.
 */
public enum AssumedRule {
    /** The first and the last /80 of a subnet, which hold its reserved addresses, are not delegated. Else they can be. */
    EDGE_PREFIXES_ARE_KEPT_BACK,
    /** AssignIpv6Addresses gives addresses and prefixes in one call. Else it takes one form, as the calls that make interfaces. */
    ASSIGN_TAKES_ADDRESSES_WITH_PREFIXES,
    /** Who names an address or a prefix out of a CIDR reservation of type prefix gets it. Else it is refused. */
    PREFIX_RESERVATIONS_CAN_BE_NAMED,
    /** A ClientToken stands for the tags and the user data of its call too. Else a call may differ in them. */
    TOKENS_BIND_TAGS_AND_USER_DATA,
    /** A terminated instance is shown without VPC, subnet and interfaces. Else its VPC and subnet are still shown. */
    TERMINATED_INSTANCES_FORGET_THEIR_SUBNET,
    /** A list of a launch stands in the place of its template's. Else the two are put together place by place. */
    TEMPLATE_LISTS_ARE_REPLACED,
    /** The tags of a launch are added to its template's. Else they are a list as any other. */
    TEMPLATE_TAGS_ARE_ADDED,
    /** After a deletion the latest version of a template is the highest that is left. Else it stays the last one made. */
    LATEST_VERSION_IS_LEFT,
    /** Tags for network interfaces in a launch that makes none are ignored. Else the launch is refused. */
    TAGS_WITHOUT_INTERFACE_ARE_IGNORED,
    /** A fleet's pool weighs at most 999. Else any number. */
    FLEET_WEIGHTS_END_AT_999,
    /** Protocol 58 of a security group's rule is kept, and shown, as icmpv6. Else as 58. */
    PROTOCOL_58_IS_ICMPV6,
    /** The fingerprint of an ED25519 key ends with the padding of base64. Else without. */
    ED25519_FINGERPRINTS_ARE_PADDED
}
