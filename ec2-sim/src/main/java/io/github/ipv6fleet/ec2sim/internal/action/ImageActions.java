package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.model.Finder;
import io.github.ipv6fleet.ec2sim.internal.model.Image;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import io.github.ipv6fleet.ec2sim.internal.wire.Xml;
import java.util.List;
import java.util.Map;

/** DescribeImages. */
final class ImageActions {
    private static final Filters<Image> FILTERS = new Filters<Image>()
            .on("image-id", Image::id)
            .on("name", Image::name)
            .on("description", Image::description)
            .on("architecture", Image::architecture)
            .on("owner-id", Image::ownerId)
            .on("creation-date", each -> Times.text(each.created()))
            .on("state", each -> "available")
            .on("is-public", each -> true)
            .on("image-type", each -> "machine")
            .on("hypervisor", each -> "xen")
            .on("ena-support", each -> true)
            .on("root-device-type", each -> "ebs")
            .on("root-device-name", Image::rootDeviceName)
            .on("virtualization-type", each -> "hvm")
            .tags(Image::id);

    private ImageActions() {}

    static void register(Map<String, Action> actions) {
        actions.put("DescribeImages", ImageActions::describe);
    }

    private static Action.Effect describe(Params params) {
        List<String> ids = params.list("ImageId");
        List<String> owners = params.list("Owner").stream()
                .map(each -> each.equals("self") ? World.OWNER : each)
                .toList();
        List<String> executableBy = params.list("ExecutableBy");
        params.accept("IncludeDeprecated", "IncludeDisabled");
        var filter = FILTERS.read(params);
        Page page = Page.read(params, !ids.isEmpty());
        return (world, answer) -> {
            ids.forEach(id -> Finder.image(world, id));
            var cut = page.of(
                    world.images().values().stream()
                            .filter(each -> ids.isEmpty() || ids.contains(each.id()))
                            .filter(each -> owners.isEmpty() || owners.contains(each.ownerId()))
                            .filter(each -> executableBy.isEmpty() || executableBy.contains("all"))
                            .filter(each -> filter.test(world, each))
                            .toList(),
                    Image::order);
            answer.list("imagesSet", cut.items(), (xml, each) -> write(xml, world, each));
            cut.writeToken(answer);
        };
    }

    private static void write(Xml xml, World world, Image image) {
        xml.value("imageId", image.id())
                .value("imageLocation", "amazon/" + image.name())
                .value("imageState", "available")
                .value("imageOwnerId", image.ownerId())
                .value("creationDate", Times.text(image.created()))
                .value("isPublic", true)
                .value("architecture", image.architecture())
                .value("imageType", "machine")
                .value("platformDetails", "Linux/UNIX")
                .value("usageOperation", "RunInstances")
                .value("enaSupport", true)
                .value("sriovNetSupport", "simple")
                .value("hypervisor", "xen")
                .value("name", image.name())
                .value("description", image.description())
                .value("rootDeviceType", "ebs")
                .value("rootDeviceName", image.rootDeviceName())
                .list(
                        "blockDeviceMapping",
                        List.of(image.rootDeviceName()),
                        (item, device) -> item.value("deviceName", device)
                                .element(
                                        "ebs",
                                        ebs -> ebs.value("deleteOnTermination", true)
                                                .value("volumeSize", Image.ROOT_GIB)
                                                .value("volumeType", image.rootVolumeType())
                                                .value("encrypted", false)))
                .value("virtualizationType", "hvm")
                .value("bootMode", image.bootMode())
                .value("imdsSupport", image.imdsV2() ? "v2.0" : null);
        TagSpecifications.write(xml, world, image.id());
    }
}
