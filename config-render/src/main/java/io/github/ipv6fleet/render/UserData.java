package io.github.ipv6fleet.render;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.annotations.Experimental;
import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.plan.SpecProblem;
import io.github.ipv6fleet.render.internal.CloudConfig;
import io.github.ipv6fleet.render.internal.Gzip;
import io.github.ipv6fleet.render.internal.Multipart;
import io.github.ipv6fleet.render.internal.StandIn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The user data of a host: a cloud-init document that writes its files and runs its commands. By default it is plain
 * text; with parts of the caller's it is MIME multipart; what EC2 would not take as it is goes in gzip. Immutable, safe
 * for use by several threads.
 */
public final class UserData {
    /** Most bytes that EC2 takes, before base64 (Amazon EC2 User Guide, "Work with instance user data"). */
    public static final int MAX_BYTES = 16_384;

    private final String text;
    private final byte[] bytes;

    private UserData(String text, byte[] bytes) {
        this.text = text;
        this.bytes = bytes;
    }

    /**
     * Returns the document for a configuration: same configuration, same text.
     *
     * @throws PlanException if it is larger than {@link #MAX_BYTES} even in gzip; it says which part is how large
     */
    public static UserData of(HostConfig config) {
        requireNonNull(config, "config");
        return builder(config).build();
    }

    /** Returns a builder of the document for a configuration. */
    public static Builder builder(HostConfig config) {
        requireNonNull(config, "config");
        return new Builder(CloudConfig.of(config));
    }

    /**
     * Returns a builder of a document that is the same for all hosts, for blocks that EC2 chooses: at boot each host
     * asks the metadata service (IMDSv2, over IPv4 or IPv6, for five minutes) for its /80, takes the block's first
     * address as its own and the second /112 for its containers. Of these, declared containers that do not say
     * {@link Container#nextAddress()} have the third address, the fourth and so on for good, but on docker0. Host names
     * are left to EC2. Not yet proven on EC2.
     *
     * <p>The files are rendered for a block that stands in for the real one. A renderer must write addresses in the
     * text of RFC 5952, as {@code toString()} gives it, or the host will not find them.
     */
    @Experimental
    public static Builder selfConfiguring(Renderers renderers, HostProfile profile) {
        requireNonNull(renderers, "renderers");
        requireNonNull(profile, "profile");
        return new Builder(CloudConfig.selfConfiguring(renderers.render(StandIn.plan(profile), profile)));
    }

    /** Returns the text before any gzip; it begins with {@code #cloud-config}, or as MIME does. It is ASCII. */
    public String text() {
        return text;
    }

    /** Returns what EC2 gets, before base64: the text, or its gzip where the text alone is too large. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Returns the size in bytes, before base64. */
    public int size() {
        return bytes.length;
    }

    /** Returns the bytes in base64, as RunInstances takes it. */
    public String toBase64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Returns the size, not the text: user data does not belong into logs. */
    @Override
    public String toString() {
        return "user data of " + size() + " bytes";
    }

    /** Collects the parts of user data. Not for use by several threads at once. */
    public static final class Builder {
        private final CloudConfig own;
        private final List<UserDataPart> parts = new ArrayList<>();

        private Builder(CloudConfig own) {
            this.own = own;
        }

        /** Adds a part of the caller's; parts come in the order in which they are added, the library's own last. */
        public Builder part(UserDataPart part) {
            parts.add(requireNonNull(part, "part"));
            return this;
        }

        /**
         * Returns the user data; the builder can be used further.
         *
         * @throws PlanException if it is larger than {@link #MAX_BYTES} even in gzip; it says which part is how large
         */
        public UserData build() {
            String text = parts.isEmpty() ? own.text() : Multipart.of(parts, own.text());
            // It is ASCII, which both charsets write alike; this one is a mere copy.
            byte[] plain = text.getBytes(StandardCharsets.ISO_8859_1);
            byte[] bytes = plain.length <= MAX_BYTES ? plain : Gzip.of(plain);
            if (bytes.length > MAX_BYTES) {
                throw new PlanException(List.of(new SpecProblem(
                        "user data of " + plain.length + " bytes, " + bytes.length + " in gzip",
                        "EC2 takes at most " + MAX_BYTES + "; its parts are " + largestFirst(),
                        "leave out a renderer, or let the host fetch the largest part")));
            }
            return new UserData(text, bytes);
        }

        private String largestFirst() {
            Map<String, Integer> sizes = new LinkedHashMap<>(own.sizes());
            parts.forEach(part -> sizes.merge("part " + part.name(), part.text().length(), Integer::sum));
            return sizes.entrySet().stream()
                    .sorted(Comparator.comparingInt(part -> -part.getValue()))
                    .map(part -> part.getKey() + " " + part.getValue())
                    .collect(Collectors.joining(", "));
        }
    }
}
