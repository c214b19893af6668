package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** What the subnets give to interfaces by themselves. */
final class SubnetHabitCheck implements Check {
    @Override
    public Stream<Finding> of(Seen seen) {
        return seen.subnets().stream().flatMap(subnet -> of(seen.settings(), subnet).stream());
    }

    private static List<Finding> of(FleetSettings settings, Subnet subnet) {
        List<Finding> found = new ArrayList<>();
        String id = subnet.subnetId();
        // Addresses that are named stand over what the subnet does; an IPv6-only one cannot do otherwise.
        if (settings.blockSource().isChosenByEc2()
                && Boolean.TRUE.equals(subnet.assignIpv6AddressOnCreation())
                && !Boolean.TRUE.equals(subnet.ipv6Native())) {
            found.add(FindingKind.SUBNET_ASSIGNS_IPV6.found(
                    "subnet " + id,
                    "gives every new interface an IPv6 address by itself",
                    "aws ec2 modify-subnet-attribute --subnet-id " + id + " --no-assign-ipv6-address-on-creation",
                    id));
        }
        if (!settings.options().publicIpv4() && Boolean.TRUE.equals(subnet.mapPublicIpOnLaunch())) {
            found.add(FindingKind.SUBNET_ASSIGNS_PUBLIC_IPV4.found(
                    "subnet " + id,
                    "gives instances a public IPv4 address where a launch does not say otherwise, as ours does",
                    "aws ec2 modify-subnet-attribute --subnet-id " + id + " --no-map-public-ip-on-launch",
                    id));
        }
        return found;
    }
}
