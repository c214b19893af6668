package io.github.ipv6fleet.ec2sim.internal.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The instance types of the region, in the order of {@code instance-types.txt}. */
public final class InstanceTypes {
    private static final Map<String, InstanceType> TYPES = load();

    /** The largest number of IPv6 addresses and prefixes that an interface of any type takes. */
    public static final int MOST_IPV6 = TYPES.values().stream()
            .mapToInt(InstanceType::ipv6AddressesPerInterface)
            .max()
            .orElse(0);

    private InstanceTypes() {}

    public static List<InstanceType> all() {
        return List.copyOf(TYPES.values());
    }

    public static @Nullable InstanceType find(String name) {
        return TYPES.get(name);
    }

    private static Map<String, InstanceType> load() {
        Map<String, InstanceType> types = new LinkedHashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(InstanceTypes.class.getResourceAsStream("instance-types.txt")),
                StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(InstanceType::parse)
                    .forEach(type -> {
                        types.put(type.name(), type);
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Collections.unmodifiableMap(types);
    }
}
