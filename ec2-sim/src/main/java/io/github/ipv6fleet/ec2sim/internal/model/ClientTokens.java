package io.github.ipv6fleet.ec2sim.internal.model;

import io.github.ipv6fleet.ec2sim.AssumedRule;
import io.github.ipv6fleet.ec2sim.Ec2Assumptions;
import io.github.ipv6fleet.ec2sim.internal.Controls;
import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The client tokens that were ever used, each bound to the parameters of its first call. A call that failed leaves its
 * token bound too (ubicloud/ubicloud#5898), and may be repeated.
 */
public final class ClientTokens {
    private static final int LONGEST = 64;

    private final Map<String, Use> uses = new HashMap<>();
    private final boolean bindAll;

    ClientTokens(Ec2Assumptions assumptions) {
        bindAll = assumptions.holds(AssumedRule.TOKENS_BIND_TAGS_AND_USER_DATA);
    }

    /**
     * Returns what the first call with this token made, or makes it now.
     *
     * @param parameters of the call
     */
    public <T> T once(
            String action,
            @Nullable String token,
            SortedMap<String, String> parameters,
            Class<T> type,
            Supplier<T> make) {
        return once(action, token, LONGEST, parameters, type, make);
    }

    /** As the other, with tokens of at most so many characters. */
    public <T> T once(
            String action,
            @Nullable String token,
            int longest,
            SortedMap<String, String> parameters,
            Class<T> type,
            Supplier<T> make) {
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
    private String digest(SortedMap<String, String> parameters) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            parameters.forEach((name, value) -> {
                if (counts(name)) {
                    digest.update((name + "\0" + value + "\0").getBytes(StandardCharsets.UTF_8));
                }
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private boolean counts(String name) {
        return !name.equals("ClientToken")
                && !name.startsWith(Controls.OWN)
                && (bindAll || !(name.equals("UserData") || name.startsWith("TagSpecification.")));
    }

    private static final class Use {
        private final String parameters;
        private @Nullable Object made;

        Use(String parameters) {
            this.parameters = parameters;
        }
    }
}
