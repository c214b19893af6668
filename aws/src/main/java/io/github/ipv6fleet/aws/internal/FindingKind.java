package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.Finding;
import io.github.ipv6fleet.aws.Finding.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every kind of finding: how much it matters, and why. Its name, in lower case, is its id; docs/findings.md has a part on each. */
enum FindingKind {
    SUBNET_NOT_FOUND(Severity.ERROR, "hosts would have no place"),
    SUBNET_WITHOUT_IPV6(Severity.ERROR, "there is no address for a host to have"),
    SUBNETS_OF_SEVERAL_VPCS(Severity.ERROR, "a security group is of one VPC"),
    RESERVATION_OUTSIDE_OF_SUBNET(Severity.ERROR, "EC2 reserves blocks of the subnet only"),
    SUBNET_ASSIGNS_IPV6(
            Severity.WARNING,
            "where EC2 chooses the blocks, hosts may get an address that nobody asked for, or EC2 may refuse both together"),
    SUBNET_ASSIGNS_PUBLIC_IPV4(
            Severity.NOTE, "AWS charges for public IPv4 addresses by the hour; hosts of the fleet get none"),
    NO_FREE_IPV4(Severity.ERROR, "outside of IPv6-only subnets every host needs a private IPv4 address too"),
    IPV6_ONLY_SUBNET(
            Severity.NOTE,
            "hosts reach only what has an IPv6 address: those of Ubuntu, Docker and Docker Hub have one"),
    REGISTRY_WITHOUT_IPV6(Severity.WARNING, "hosts have no way to an address of IPv4, and cannot pull the image"),

    TYPE_NOT_FOUND(Severity.ERROR, "EC2 launches no instance of a type that it does not have here"),
    TYPE_WITHOUT_IPV6(Severity.ERROR, "a host could have no address"),
    TYPE_WITHOUT_PREFIXES(Severity.ERROR, "EC2 delegates prefixes to types that are built on Nitro only"),
    TYPE_ALLOWS_TOO_FEW_ADDRESSES(Severity.ERROR, "EC2 gives an interface no more than its type allows"),
    TYPES_WITHOUT_COMMON_ARCHITECTURE(Severity.ERROR, "all hosts are of one image"),
    UPLINK_NOT_KNOWN(Severity.ERROR, "a host that does not find its uplink has no address"),

    IMAGE_NOT_FOUND(Severity.ERROR, "hosts would have nothing to boot from"),
    IMAGE_OF_OTHER_ARCHITECTURE(Severity.ERROR, "the processor cannot run it"),
    IMAGE_WITHOUT_IMDS_V2(
            Severity.WARNING,
            "hosts answer for metadata with a token only; a cloud-init of before 2020 knows none, and never reads user data"),
    ROOT_VOLUME_DOES_NOT_FIT(Severity.ERROR, "EC2 refuses a root volume that the image does not fit"),

    NO_DEFAULT_ROUTE(
            Severity.ERROR, "hosts reach no package repository, and nobody outside of the VPC reaches a container"),
    DEFAULT_ROUTE_IS_BLACKHOLE(
            Severity.ERROR, "hosts reach no package repository, and nobody outside of the VPC reaches a container"),
    DEFAULT_ROUTE_IS_EGRESS_ONLY(
            Severity.WARNING, "containers reach the world, but nobody outside of the VPC reaches a published port"),
    DEFAULT_ROUTE_IS_NOT_AN_INTERNET_GATEWAY(
            Severity.NOTE, "whether containers are reached from the Internet is decided there"),
    NETWORK_ACL_BLOCKS_IPV6(Severity.ERROR, "hosts reach no package repository, and boot without an engine"),
    PUBLIC_ACCESS_IS_BLOCKED(Severity.ERROR, "nothing passes an internet gateway, in neither direction"),
    PUBLIC_INGRESS_IS_BLOCKED(Severity.WARNING, "nobody outside of the VPC reaches a published port"),

    NO_SECURITY_GROUP(Severity.ERROR, "it alone decides who reaches a global address"),
    SECURITY_GROUP_NOT_FOUND(Severity.ERROR, "EC2 launches no host into a group that it does not know"),
    SECURITY_GROUP_OF_OTHER_VPC(Severity.ERROR, "EC2 takes groups of the subnet's VPC only"),
    SECURITY_GROUP_IS_OPEN(Severity.WARNING, "the world reaches every port of every host, not only what is published"),
    SECURITY_GROUP_LETS_NOTHING_OUT(Severity.WARNING, "hosts reach no package repository, and boot without an engine"),
    PACKET_TOO_BIG_IS_BLOCKED(
            Severity.WARNING,
            "a router that cannot pass a large packet says so in ICMPv6 of type 2; unheard, connections hang"),
    PUBLISHED_PORT_IS_NOT_LET_IN(
            Severity.NOTE, "a published port is reached by whom the group lets in, and by nobody else"),

    KEY_PAIR_NOT_FOUND(Severity.ERROR, "EC2 launches no host with a key pair that it does not know"),
    KEY_PAIR_IS_ANOTHER(Severity.ERROR, "who has the key that was named could not log in"),

    INTERFACE_QUOTA_IS_NEAR(
            Severity.WARNING, "every host is a network interface, and EC2 makes no more than the quota"),
    FLEET_DIFFERS(Severity.ERROR, "launching adopts and adds, and replaces no host that runs"),
    PLAN_IS_IMPOSSIBLE(Severity.ERROR, "what was asked for cannot be given in these subnets as they are now"),
    HOST_CANNOT_BE_RENDERED(Severity.ERROR, "a host without its user data would not become one of the fleet"),
    NOT_PERMITTED(Severity.ERROR, "the launch would be refused in its midst, and be taken back"),
    DRY_RUN_REFUSED(Severity.ERROR, "the launch would be refused in the same way"),
    NOT_CHECKED(Severity.NOTE, "it may be as it should be, or not"),
    PERMISSIONS_NOT_CHECKABLE(Severity.NOTE, "they are first seen when the call is made");

    private final Severity severity;
    private final String why;

    FindingKind(Severity severity, String why) {
        this.severity = severity;
        this.why = why;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Severity severity() {
        return severity;
    }

    /** The kind of that id. */
    static Optional<FindingKind> of(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
    }

    static String ids() {
        return Arrays.stream(values()).map(FindingKind::id).collect(Collectors.joining(", "));
    }

    /**
     * Makes a finding of this kind.
     *
     * @param given what it was found at, such as {@code route table rtb-1}
     * @param problem what is wrong with it
     */
    Finding found(String given, String problem, String remedy, String... objects) {
        return Maker.get().finding(id(), severity, given, problem, why, remedy, List.of(objects));
    }
}
