package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.Finding;
import io.github.ipv6fleet.render.Container;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** What hosts need of IPv4: an address each, or where there is none that they can do without. */
final class Ipv4Check implements Check {
    /** What NAT64 answers by (RFC 6052). */
    private static final String NAT64 = "64:ff9b::/96";

    private static final String ANY = "0.0.0.0/0";

    @Override
    public Stream<Finding> of(Seen seen) {
        List<Finding> found = new ArrayList<>();
        tooFew(seen).forEach(found::add);
        for (Subnet subnet : seen.subnets()) {
            if (hasWayToIpv4(seen, subnet)) {
                continue;
            }
            if (isIpv6Only(subnet)) {
                found.add(FindingKind.IPV6_ONLY_SUBNET.found(
                        "subnet " + subnet.subnetId(),
                        "has no IPv4, and no NAT64",
                        "choose a dual-stack subnet(...), or give this one NAT64: enable DNS64 and route " + NAT64
                                + " to a NAT gateway",
                        subnet.subnetId()));
            }
            if (seen.routeTables().isPresent()) {
                seen.settings().profile().containers().stream()
                        .filter(Ipv4Check::isBehindIpv4)
                        .map(container -> unreachable(container, subnet))
                        .forEach(found::add);
            }
        }
        return found.stream();
    }

    private static Finding unreachable(Container container, Subnet subnet) {
        return FindingKind.REGISTRY_WITHOUT_IPV6.found(
                "container " + container.name(),
                "its image " + container.image() + " is in a registry without IPv6 addresses, and hosts of subnet "
                        + subnet.subnetId() + " have no way to IPv4",
                "take the image from Docker Hub or from a dual-stack name of ECR, or say publicIpv4(true), or give the"
                        + " subnet a NAT gateway",
                container.image(),
                subnet.subnetId());
    }

    /** In the form that launches have: the subnets in turn, the next where one is full. */
    private static Stream<Finding> tooFew(Seen seen) {
        if (seen.subnets().stream().anyMatch(one -> isIpv6Only(one) || one.availableIpAddressCount() == null)) {
            return Stream.of();
        }
        int free = seen.subnets().stream()
                .mapToInt(Subnet::availableIpAddressCount)
                .sum();
        return free >= seen.newInterfaces()
                ? Stream.of()
                : Stream.of(FindingKind.NO_FREE_IPV4.found(
                        "subnets " + String.join(", ", seen.settings().subnetIds()),
                        "have " + free + " private IPv4 addresses left for " + seen.newInterfaces() + " new hosts",
                        "name another subnet(...) besides, or launch at most " + free + " hosts more",
                        seen.settings().subnetIds().toArray(String[]::new)));
    }

    private static boolean isIpv6Only(Subnet subnet) {
        return Boolean.TRUE.equals(subnet.ipv6Native());
    }

    private static boolean hasWayToIpv4(Seen seen, Subnet subnet) {
        List<Route> routes =
                seen.routeTable(subnet).map(table -> table.routes()).orElse(List.of());
        boolean nat64 = Boolean.TRUE.equals(subnet.enableDns64())
                && routes.stream().anyMatch(route -> NAT64.equals(route.destinationIpv6CidrBlock()));
        boolean out = routes.stream()
                .filter(route -> ANY.equals(route.destinationCidrBlock()))
                // Through an internet gateway goes only who has a public address.
                .anyMatch(route ->
                        !Objects.requireNonNullElse(route.gatewayId(), "").startsWith("igw-")
                                || seen.settings().options().publicIpv4());
        return nat64 || (!isIpv6Only(subnet) && out);
    }

    /** Registries that were seen without an AAAA record: GitHub's, and ECR's by its older names (docs/facts). */
    private static boolean isBehindIpv4(Container container) {
        String image = container.image();
        String host = image.contains("/") ? image.substring(0, image.indexOf('/')) : "";
        return host.equals("ghcr.io")
                || host.equals("public.ecr.aws")
                || (host.contains(".dkr.ecr.") && host.endsWith(".amazonaws.com"));
    }
}
