package io.github.ipv6fleet.ec2sim.internal.model;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The client tokens that were ever used, each bound to the parameters of its first call. A call that failed leaves its
 * token bound too (ubicloud/ubicloud#5898), and may be repeated.
 */
public final class ClientTokens {
    private static final int LONGEST = 64;

    private final Map<String, Use> uses = new HashMap<>();

    /**
     * Returns what the first call with this token made, or makes it now.
     *
     * @param parameters a text that is the same for the same parameters
     */
    public <T> T once(String action, @Nullable String token, String parameters, Class<T> type, Supplier<T> make) {
        return once(action, token, LONGEST, parameters, type, make);
    }

    /** As the other, with tokens of at most so many characters. */
    public <T> T once(
            String action, @Nullable String token, int longest, String parameters, Class<T> type, Supplier<T> make) {
        if (token == null || token.isEmpty()) {
            return make.get();
        }
        if (token.length() > longest || !token.chars().allMatch(c -> c > 0 && c < 128)) {
            throw Ec2Error.malformedToken(longest);
        }
        String digest = digest(parameters);
        Use use = uses.computeIfAbsent(action + " " + token, key -> new Use(digest));
        if (!use.parameters.equals(digest)) {
            throw Ec2Error.tokenMismatch();
        }
        if (use.made == null) {
            use.made = make.get();
        }
        return type.cast(use.made);
    }

    /** What launches say is long, with user data of 16 KB, and there may be a token for each of ten thousand. */
    private static String digest(String parameters) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(parameters.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static final class Use {
        private final String parameters;
        private @Nullable Object made;

        Use(String parameters) {
            this.parameters = parameters;
        }
    }
}
