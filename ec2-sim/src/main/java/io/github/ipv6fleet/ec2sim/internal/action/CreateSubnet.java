package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.Finder;
import io.github.ipv6fleet.ec2sim.internal.model.Ipv4Space;
import io.github.ipv6fleet.ec2sim.internal.model.Ipv6Space;
import io.github.ipv6fleet.ec2sim.internal.model.Subnet;
import io.github.ipv6fleet.ec2sim.internal.model.Vpc;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.model.Zone;
import io.github.ipv6fleet.ec2sim.internal.net.Ipv4Block;
import io.github.ipv6fleet.ec2sim.internal.net.Ipv6Block;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import org.jspecify.annotations.Nullable;

/** CreateSubnet: IPv4, dual-stack, or IPv6-only. */
final class CreateSubnet {
    private CreateSubnet() {}

    static Action.Effect read(Params params) {
        String vpcId = params.required("VpcId");
        Ipv4Block ipv4 = ipv4(params.optional("CidrBlock"));
        Ipv6Block ipv6 = ipv6(params.optional("Ipv6CidrBlock"));
        boolean ipv6Native = params.flag("Ipv6Native", false);
        String zoneName = params.optional("AvailabilityZone");
        String zoneId = params.optional("AvailabilityZoneId");
        TagSpecifications tags = TagSpecifications.read(params, "subnet");
        params.refuse("OutpostArn", "Ipv4IpamPoolId", "Ipv4NetmaskLength", "Ipv6IpamPoolId", "Ipv6NetmaskLength");
        if (!ipv6Native && ipv4 == null) {
            throw Ec2Error.missingParameter("cidrBlock");
        }
        if (ipv6Native && ipv6 == null) {
            throw Ec2Error.missingParameter("ipv6CidrBlock");
        }
        if (ipv6Native && ipv4 != null) {
            throw Ec2Error.invalidCombination("A CIDR block cannot be given for an IPv6-only subnet");
        }
        return (world, answer) -> {
            Vpc vpc = Finder.vpc(world, vpcId);
            checkFree(world, vpc, ipv4, ipv6);
            Zone zone = zone(world, zoneName, zoneId);
            Subnet subnet = world.createSubnet(vpc, zone, ipv4, ipv6);
            tags.apply(world, "subnet", subnet.id());
            answer.element("subnet", xml -> SubnetXml.write(xml, world, subnet));
        };
    }

    /** Amazon VPC User Guide, "Subnet sizing": /16 to /28. */
    private static @Nullable Ipv4Block ipv4(@Nullable String cidr) {
        if (cidr == null) {
            return null;
        }
        Ipv4Block block = Ipv4Block.parse(cidr);
        if (block == null || block.length() < 16 || block.length() > 28) {
            throw Ec2Error.refused("InvalidSubnet.Range", "The CIDR '" + cidr + "' is invalid.");
        }
        return block;
    }

    /** /44 to /64 in steps of four since November 2023; the refusal: hashicorp/terraform-provider-aws#28775. */
    static @Nullable Ipv6Block ipv6(@Nullable String cidr) {
        if (cidr == null) {
            return null;
        }
        Ipv6Block block = Ipv6Block.parse(cidr);
        if (block == null || block.length() < 44 || block.length() > 64 || block.length() % 4 != 0) {
            throw Ec2Error.invalidValue("invalid value for parameter ipv6-cidr-block: " + cidr);
        }
        return block;
    }

    /** (D) InvalidSubnet.Range and InvalidSubnet.Conflict; hashicorp/terraform-provider-aws#31913 for IPv6. */
    static void checkFree(World world, Vpc vpc, @Nullable Ipv4Block ipv4, @Nullable Ipv6Block ipv6) {
        if (ipv4 != null && !vpc.ipv4().contains(ipv4)) {
            throw Ec2Error.refused("InvalidSubnet.Range", "The CIDR '" + ipv4 + "' is invalid.");
        }
        Ipv6Block whole = vpc.ipv6();
        if (ipv6 != null && (whole == null || !whole.contains(ipv6))) {
            throw Ec2Error.refused("InvalidSubnet.Range", "The IPv6 CIDR '" + ipv6 + "' is invalid.");
        }
        for (Subnet each : world.subnets().values()) {
            if (each.vpc() != vpc) {
                continue; // IPv4 blocks of two VPCs may be the same
            }
            Ipv4Space ipv4Space = each.ipv4();
            Ipv6Space ipv6Space = each.ipv6();
            if (ipv4 != null && ipv4Space != null && ipv4Space.block().overlaps(ipv4)) {
                throw conflict("CIDR", ipv4);
            }
            if (ipv6 != null && ipv6Space != null && ipv6Space.block().overlaps(ipv6)) {
                throw conflict("IPv6 CIDR", ipv6);
            }
        }
    }

    private static Ec2Error conflict(String what, Object cidr) {
        return Ec2Error.refused(
                "InvalidSubnet.Conflict", "The " + what + " '" + cidr + "' conflicts with another subnet");
    }

    private static Zone zone(World world, @Nullable String name, @Nullable String id) {
        return world.zones().stream()
                .filter(each -> name == null || each.name().equals(name))
                .filter(each -> id == null || each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Ec2Error.invalidValue(
                        "Value (" + (name == null ? id : name) + ") for parameter availabilityZone is invalid."));
    }
}
