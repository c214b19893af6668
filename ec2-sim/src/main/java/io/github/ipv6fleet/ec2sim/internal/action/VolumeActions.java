package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.BlockVolume;
import io.github.ipv6fleet.ec2sim.internal.model.Ids;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import io.github.ipv6fleet.ec2sim.internal.wire.Xml;
import java.util.List;
import java.util.Map;

/** DescribeVolumes, and DeleteVolume for those that instances leave behind. */
final class VolumeActions {
    private static final Filters<BlockVolume> FILTERS = new Filters<BlockVolume>()
            .on("volume-id", BlockVolume::id)
            .on("attachment.instance-id", BlockVolume::instanceId)
            .on(
                    "attachment.device",
                    each -> each.instanceId() == null ? null : each.spec().deviceName())
            .on(
                    "attachment.delete-on-termination",
                    each -> each.instanceId() == null ? null : each.spec().deleteOnTermination())
            .on("availability-zone", each -> each.zone().name())
            .on("create-time", each -> Times.text(each.created()))
            .on("encrypted", each -> each.spec().encrypted())
            .on("size", each -> each.spec().size())
            .on("status", BlockVolume::status)
            .on("volume-type", each -> each.spec().type())
            .tags(BlockVolume::id);

    private VolumeActions() {}

    static void register(Map<String, Action> actions) {
        actions.put("DeleteVolume", VolumeActions::delete);
        actions.put("DescribeVolumes", VolumeActions::describe);
    }

    private static BlockVolume find(World world, String id) {
        if (!Ids.wellFormed("vol", id)) { // (D) InvalidVolumeID.Malformed, InvalidVolume.NotFound
            throw Ec2Error.malformedId("InvalidVolumeID.Malformed", id);
        }
        BlockVolume found = world.volumes().byId().get(id);
        if (found == null || !world.isKnown(found.order())) {
            throw Ec2Error.refused("InvalidVolume.NotFound", "The volume '" + id + "' does not exist.");
        }
        return found;
    }

    private static Action.Effect delete(Params params) {
        String id = params.required("VolumeId");
        return (world, answer) -> {
            BlockVolume each = find(world, id);
            if (each.instanceId() != null) { // (D)
                throw Ec2Error.refused(
                        "VolumeInUse", "Volume " + id + " is currently attached to " + each.instanceId());
            }
            world.volumes().byId().remove(id);
            world.tags().removeAll(id);
            answer.value("return", true);
        };
    }

    private static Action.Effect describe(Params params) {
        List<String> ids = params.list("VolumeId");
        params.accept("IncludeManagedResources");
        var filter = FILTERS.read(params);
        Page page = Page.read(params, !ids.isEmpty());
        return (world, answer) -> {
            ids.forEach(id -> find(world, id));
            var cut = page.of(
                    world.volumes().byId().values().stream()
                            .filter(each -> world.isKnown(each.order()))
                            .filter(each -> ids.isEmpty() || ids.contains(each.id()))
                            .filter(each -> filter.test(world, each))
                            .toList(),
                    BlockVolume::order);
            answer.list("volumeSet", cut.items(), (xml, each) -> write(xml, world, each));
            cut.writeToken(answer);
        };
    }

    private static void write(Xml xml, World world, BlockVolume each) {
        xml.value("volumeId", each.id())
                .value("size", each.spec().size())
                .value("snapshotId", "")
                .value("availabilityZone", each.zone().name())
                .value("status", each.status())
                .value("createTime", Times.text(each.created()));
        xml.list(
                "attachmentSet",
                each.instanceId() == null ? List.of() : List.of(each.instanceId()),
                (item, instance) -> item.value("volumeId", each.id())
                        .value("instanceId", instance)
                        .value("device", each.spec().deviceName())
                        .value("status", "attached")
                        .value("attachTime", Times.text(each.created()))
                        .value("deleteOnTermination", each.spec().deleteOnTermination()));
        xml.value("volumeType", each.spec().type())
                .value("iops", each.spec().iops())
                .value("throughput", each.spec().throughput())
                .value("encrypted", each.spec().encrypted())
                .value("multiAttachEnabled", false);
        TagSpecifications.write(xml, world, each.id());
    }
}
