package io.github.ipv6fleet.render;

import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.render.internal.CloudConfig;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The user data of one host: a cloud-init document that writes its files and runs its commands. Immutable, safe for
 * use by several threads.
 */
public final class UserData {
    /** Most bytes that EC2 takes, before base64 (Amazon EC2 User Guide, "Work with instance user data"). */
    public static final int MAX_BYTES = 16_384;

    private final String text;

    private UserData(String text) {
        this.text = text;
    }

    /**
     * Returns the document for a configuration: same configuration, same bytes.
     *
     * @throws PlanException if it is larger than {@link #MAX_BYTES}; it says which part is how large
     */
    public static UserData of(HostConfig config) {
        return new UserData(CloudConfig.of(config).textWithin(MAX_BYTES));
    }

    /** Returns the text; it begins with {@code #cloud-config} and is ASCII. */
    public String text() {
        return text;
    }

    /** Returns the size in bytes, before base64. */
    public int size() {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Returns the text in base64, as RunInstances takes it. */
    public String toBase64() {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the size, not the text: user data does not belong into logs. */
    @Override
    public String toString() {
        return "user data of " + size() + " bytes";
    }
}
