package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import io.github.ipv6fleet.ec2sim.internal.wire.Xml;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tags in requests and answers, with EC2's rules for them (EC2 User Guide, "Tag restrictions"). */
final class TagSpecifications {
    private static final int MOST_TAGS = 50;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

    private final Map<String, Map<String, String>> byType = new HashMap<>();

    private TagSpecifications() {}

    /** Reads {@code TagSpecification.N} of a call that makes resources of these types. */
    static TagSpecifications read(Params params, String... types) {
        TagSpecifications specifications = new TagSpecifications();
        params.structures("TagSpecification", each -> {
            String type = each.required("ResourceType");
            if (!Set.of(types).contains(type)) {
                throw Ec2Error.invalidValue("'" + type + "' is not a valid taggable resource type for this operation.");
            }
            if (specifications.byType.put(type, tags(each)) != null) {
                throw Ec2Error.invalidValue("Tag specification resource type '" + type + "' is given twice.");
            }
            return type;
        });
        return specifications;
    }

    /** Reads {@code Tag.N}. */
    static Map<String, String> tags(Params params) {
        Map<String, String> tags = new LinkedHashMap<>();
        params.structures("Tag", each -> {
            String key = each.optional("Key", "");
            String value = each.optional("Value", "");
            check(key, value);
            if (tags.put(key, value) != null) {
                throw Ec2Error.invalidValue("Duplicate tag key '" + key + "' specified.");
            }
            return key;
        });
        if (tags.size() > MOST_TAGS) {
            throw tooMany();
        }
        return tags;
    }

    /** (D) InvalidTagKey.Malformed: "Tag keys cannot be empty or null, and cannot start with aws:". */
    static void check(String key, String value) {
        if (key.isEmpty() || key.regionMatches(true, 0, "aws:", 0, 4)) {
            throw Ec2Error.refused(
                    "InvalidTagKey.Malformed", "Tag keys cannot be empty or null, and cannot start with aws:");
        }
        if (key.length() > LONGEST_KEY) {
            throw Ec2Error.invalidValue("Tag key exceeds the maximum length of " + LONGEST_KEY + " characters");
        }
        if (value.length() > LONGEST_VALUE) {
            throw Ec2Error.invalidValue("Tag value exceeds the maximum length of " + LONGEST_VALUE + " characters");
        }
    }

    private static Ec2Error tooMany() {
        return Ec2Error.refused("TagLimitExceeded", "More than " + MOST_TAGS + " tags have been specified");
    }

    /** Adds tags to what the resource has, which stays within the limit. */
    static void put(World world, String resourceId, Map<String, String> tags) {
        Map<String, String> all = new HashMap<>(world.tags().of(resourceId));
        all.putAll(tags);
        if (all.keySet().stream().filter(key -> !key.startsWith("aws:")).count() > MOST_TAGS) {
            throw tooMany();
        }
        world.tags().put(resourceId, tags);
    }

    Map<String, String> of(String type) {
        return byType.getOrDefault(type, Map.of());
    }

    /** Tags a resource of this type that the call made. */
    void apply(World world, String type, String resourceId) {
        world.tags().put(resourceId, of(type));
    }

    static void write(Xml xml, World world, String resourceId) {
        xml.list(
                "tagSet",
                List.copyOf(world.tags().of(resourceId).entrySet()),
                (item, tag) -> item.value("key", tag.getKey()).value("value", tag.getValue()));
    }
}
