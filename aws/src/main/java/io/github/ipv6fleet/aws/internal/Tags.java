package io.github.ipv6fleet.aws.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Tags as EC2 takes and gives them, and as a map. */
final class Tags {
    private Tags() {}

    /** Returns the values by key. */
    static Map<String, String> of(List<Tag> tags) {
        return tags.stream().collect(Collectors.toUnmodifiableMap(Tag::key, Tag::value, (a, b) -> a));
    }

    /** Returns the value of a key; empty where there is none. */
    static Optional<String> value(List<Tag> tags, String key) {
        return Optional.ofNullable(of(tags).get(key));
    }

    static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    /** Returns the tags of a map, in its order. */
    static List<Tag> list(Map<String, String> values) {
        return values.entrySet().stream()
                .map(one -> tag(one.getKey(), one.getValue()))
                .toList();
    }

    /** Returns the number that a value is; -1 if it is none, or gone. */
    static int number(@Nullable String value) {
        return value != null && value.matches("[0-9]{1,9}") ? Integer.parseInt(value) : -1;
    }
}
