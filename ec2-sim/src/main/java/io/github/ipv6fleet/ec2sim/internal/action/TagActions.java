package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** CreateTags, DeleteTags, DescribeTags. */
final class TagActions {
    private static final Filters<Tag> FILTERS = new Filters<Tag>()
            .on("key", Tag::key)
            .on("value", Tag::value)
            .on("resource-id", Tag::resourceId)
            .on("resource-type", each -> TaggedResources.type(each.resourceId()));

    private TagActions() {}

    static void register(Map<String, Action> actions) {
        actions.put("CreateTags", TagActions::create);
        actions.put("DeleteTags", TagActions::delete);
        actions.put("DescribeTags", TagActions::describe);
    }

    private record Tag(String resourceId, String key, String value) {}

    private static Action.Effect create(Params params) {
        List<String> ids = resources(params);
        Map<String, String> tags = TagSpecifications.tags(params);
        if (tags.isEmpty()) {
            throw Ec2Error.missingParameter("tagSet");
        }
        return (world, answer) -> {
            ids.forEach(id -> TaggedResources.check(world, id));
            ids.forEach(id -> TagSpecifications.put(world, id, tags));
            answer.value("return", true);
        };
    }

    /** A key without a value goes in any case, one with a value only if it matches; no key at all means every tag. */
    private static Action.Effect delete(Params params) {
        List<String> ids = resources(params);
        Map<String, @Nullable String> tags = new LinkedHashMap<>();
        params.structures("Tag", each -> {
            String key = each.required("Key");
            TagSpecifications.check(key, "");
            return tags.put(key, each.optional("Value"));
        });
        return (world, answer) -> {
            ids.forEach(id -> TaggedResources.check(world, id));
            for (String id : ids) {
                if (tags.isEmpty()) {
                    world.tags().removeUsers(id); // and not EC2's own: EC2 API reference, DeleteTags
                }
                tags.forEach((key, value) -> {
                    if (value == null || value.equals(world.tags().of(id).get(key))) {
                        world.tags().remove(id, key);
                    }
                });
            }
            answer.value("return", true);
        };
    }

    private static List<String> resources(Params params) {
        List<String> ids = params.list("ResourceId");
        if (ids.isEmpty()) {
            throw Ec2Error.missingParameter("resourceIdSet");
        }
        return ids;
    }

    private static Action.Effect describe(Params params) {
        var filter = FILTERS.read(params);
        Page page = Page.read(params, false);
        return (world, answer) -> {
            List<Tag> all =
                    all(world).stream().filter(each -> filter.test(world, each)).toList();
            Map<Tag, Long> places = new LinkedHashMap<>();
            all.forEach(each -> places.put(each, (long) places.size()));
            var cut = page.of(all, each -> places.getOrDefault(each, 0L));
            answer.list(
                    "tagSet",
                    cut.items(),
                    (xml, tag) -> xml.value("resourceId", tag.resourceId())
                            .value("resourceType", TaggedResources.type(tag.resourceId()))
                            .value("key", tag.key())
                            .value("value", tag.value()));
            cut.writeToken(answer);
        };
    }

    private static List<Tag> all(World world) {
        List<Tag> all = new ArrayList<>();
        for (String id : world.tags().resources()) {
            world.tags().of(id).forEach((key, value) -> all.add(new Tag(id, key, value)));
        }
        return all;
    }
}
