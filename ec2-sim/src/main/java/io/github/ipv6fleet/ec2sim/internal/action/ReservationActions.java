package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.CidrReservation;
import io.github.ipv6fleet.ec2sim.internal.model.Finder;
import io.github.ipv6fleet.ec2sim.internal.model.Ipv4Space;
import io.github.ipv6fleet.ec2sim.internal.model.Ipv6Space;
import io.github.ipv6fleet.ec2sim.internal.model.Subnet;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.net.Ipv4Block;
import io.github.ipv6fleet.ec2sim.internal.net.Ipv6Block;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import io.github.ipv6fleet.ec2sim.internal.wire.Xml;
import java.util.Map;

/** Subnet CIDR reservations (Amazon VPC User Guide, "Subnet CIDR reservations"). */
final class ReservationActions {
    private static final Filters<CidrReservation> FILTERS = new Filters<CidrReservation>()
            .on("reservationType", CidrReservation::type)
            .on("subnet-id", CidrReservation::subnetId)
            .tags(CidrReservation::id);

    private ReservationActions() {}

    static void register(Map<String, Action> actions) {
        actions.put("CreateSubnetCidrReservation", ReservationActions::create);
        actions.put("DeleteSubnetCidrReservation", ReservationActions::delete);
        actions.put("GetSubnetCidrReservations", ReservationActions::get);
    }

    private static Action.Effect create(Params params) {
        String subnetId = params.required("SubnetId");
        String cidr = params.required("Cidr");
        params.required("ReservationType");
        String type = params.oneOf("ReservationType", CidrReservation.PREFIX, CidrReservation.EXPLICIT);
        String description = params.optional("Description", "");
        TagSpecifications tags = TagSpecifications.read(params, "subnet-cidr-reservation");
        Ipv4Block ipv4 = Ipv4Block.parse(cidr);
        Ipv6Block ipv6 = Ipv6Block.parse(cidr);
        if (ipv4 == null && ipv6 == null) {
            throw Ec2Error.invalidValue("cidr", cidr);
        }
        return (world, answer) -> {
            Subnet subnet = Finder.subnet(world, subnetId);
            CidrReservation made = new CidrReservation(
                    world.ids().next("scr"),
                    world.nextOrder(),
                    subnetId,
                    ipv4,
                    ipv6,
                    String.valueOf(type),
                    description);
            check(subnet, made);
            subnet.reservations().add(made);
            tags.apply(world, "subnet-cidr-reservation", made.id());
            answer.element("subnetCidrReservation", xml -> write(xml, world, made));
        };
    }

    /** A range may hold addresses in use, and may not overlap another reservation. */
    private static void check(Subnet subnet, CidrReservation made) {
        Ipv4Block ipv4 = made.ipv4();
        Ipv6Block ipv6 = made.ipv6();
        Ipv4Space ipv4Space = subnet.ipv4();
        Ipv6Space ipv6Space = subnet.ipv6();
        boolean inside = ipv4 == null
                ? ipv6 != null && ipv6Space != null && ipv6Space.block().contains(ipv6)
                : ipv4Space != null && ipv4Space.block().contains(ipv4);
        if (!inside) {
            throw Ec2Error.invalidValue("The CIDR " + made.cidr() + " does not fall within the subnet's address range");
        }
        for (CidrReservation other : subnet.reservations()) {
            Ipv4Block otherIpv4 = other.ipv4();
            Ipv6Block otherIpv6 = other.ipv6();
            if ((ipv4 != null && otherIpv4 != null && ipv4.overlaps(otherIpv4))
                    || (ipv6 != null && otherIpv6 != null && ipv6.overlaps(otherIpv6))) {
                throw Ec2Error.invalidValue(
                        "The CIDR " + made.cidr() + " overlaps the subnet CIDR reservation " + other.id());
            }
        }
    }

    private static Action.Effect delete(Params params) {
        String id = params.required("SubnetCidrReservationId");
        return (world, answer) -> {
            for (Subnet subnet : world.subnets().values()) {
                for (CidrReservation each : subnet.reservations()) {
                    if (each.id().equals(id)) {
                        answer.element("deletedSubnetCidrReservation", xml -> write(xml, world, each));
                        subnet.reservations().remove(each);
                        world.tags().removeAll(id);
                        return;
                    }
                }
            }
            throw Ec2Error.noSuch("InvalidSubnetCidrReservationID.NotFound", "subnet CIDR reservation ID", id);
        };
    }

    private static Action.Effect get(Params params) {
        String subnetId = params.required("SubnetId");
        var filter = FILTERS.read(params);
        Page page = Page.read(params, false);
        return (world, answer) -> {
            var cut = page.of(
                    Finder.subnet(world, subnetId).reservations().stream()
                            .filter(each -> filter.test(world, each))
                            .toList(),
                    CidrReservation::order);
            answer.list(
                    "subnetIpv4CidrReservationSet",
                    cut.items().stream().filter(each -> each.ipv4() != null).toList(),
                    (xml, each) -> write(xml, world, each));
            answer.list(
                    "subnetIpv6CidrReservationSet",
                    cut.items().stream().filter(each -> each.ipv6() != null).toList(),
                    (xml, each) -> write(xml, world, each));
            cut.writeToken(answer);
        };
    }

    private static void write(Xml xml, World world, CidrReservation each) {
        xml.value("subnetCidrReservationId", each.id())
                .value("subnetId", each.subnetId())
                .value("cidr", each.cidr())
                .value("reservationType", each.type())
                .value("ownerId", World.OWNER)
                .value("description", each.description());
        TagSpecifications.write(xml, world, each.id());
    }
}
