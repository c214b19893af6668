package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Tag;

/** EC2 User Guide, "Tag restrictions". */
class TagTest extends Region {
    private void tag(String id, String key, String value) {
        ec2.createTags(each ->
                each.resources(id).tags(Tag.builder().key(key).value(value).build()));
    }

    @Test
    @DisplayName("tags are made, overwritten, found, deleted; a delete with another value does nothing")
    void roundTrip() {
        String id = create(each -> {}).networkInterfaceId();
        tag(id, "fleet", "a");
        tag(id, "fleet", "b");

        assertThat(describeInterface(id).tagSet())
                .singleElement()
                .satisfies(each -> assertThat(each.value()).isEqualTo("b"));
        assertThat(ec2.describeTags(each -> each.filters(filter("resource-type", "network-interface")))
                        .tags())
                .singleElement()
                .satisfies(each -> assertThat(each.resourceId()).isEqualTo(id));
        assertThat(ec2.describeNetworkInterfaces(each -> each.filters(filter("tag:fleet", "b")))
                        .networkInterfaces())
                .hasSize(1);
        assertThat(ec2.describeNetworkInterfaces(each -> each.filters(filter("tag:fleet", "a")))
                        .networkInterfaces())
                .isEmpty();
        assertThat(ec2.describeNetworkInterfaces(each -> each.filters(filter("tag-key", "fl*")))
                        .networkInterfaces())
                .hasSize(1);
        ec2.deleteTags(each ->
                each.resources(id).tags(Tag.builder().key("fleet").value("a").build()));
        assertThat(describeInterface(id).tagSet()).hasSize(1);
        ec2.deleteTags(
                each -> each.resources(id).tags(Tag.builder().key("fleet").build()));
        assertThat(describeInterface(id).tagSet()).isEmpty();
    }

    @Test
    @DisplayName("keys that start with aws: are refused (InvalidTagKey.Malformed), everywhere")
    void reservedPrefix() {
        String id = create(each -> {}).networkInterfaceId();

        assertRefused(() -> tag(id, "aws:x", "y"), "InvalidTagKey.Malformed", "aws:");
        assertRefused(() -> tag(id, "AWS:x", "y"), "InvalidTagKey.Malformed", "aws:");
        assertRefused(
                () -> run(each -> each.tagSpecifications(tags("instance", "aws:x", "y"))),
                "InvalidTagKey.Malformed",
                "aws:");
    }

    @Test
    @DisplayName("keys of 128 and values of 256 characters, fifty tags")
    void limits() {
        String id = create(each -> {}).networkInterfaceId();
        for (int i = 0; i < 50; i++) {
            tag(id, "k".repeat(126) + (10 + i), "v".repeat(256));
        }

        tag(id, "k".repeat(126) + 10, "overwritten");
        assertRefused(() -> tag(id, "one more", ""), "TagLimitExceeded", "50");
        assertRefused(() -> tag(id, "k".repeat(129), ""), "InvalidParameterValue", "128");
        assertRefused(() -> tag(id, "k", "v".repeat(257)), "InvalidParameterValue", "256");
    }

    @Test
    @DisplayName("one unknown resource, and none is tagged")
    void unknown() {
        String id = create(each -> {}).networkInterfaceId();

        assertRefused(
                () -> ec2.createTags(each -> each.resources(id, "eni-00000000")
                        .tags(Tag.builder().key("a").value("b").build())),
                "InvalidNetworkInterfaceID.NotFound",
                "eni-00000000");
        assertThat(describeInterface(id).tagSet()).isEmpty();
        assertRefused(() -> tag("x-1", "a", "b"), "InvalidID", "x-1");
    }

    @Test
    @DisplayName("a tag specification names a type that the call makes")
    void wrongType() {
        assertRefused(
                () -> create(each -> each.tagSpecifications(tags("instance", "a", "b"))),
                "InvalidParameterValue",
                "'instance' is not a valid taggable resource type for this operation.");
    }
}
