package io.github.ipv6fleet.ec2sim.internal.imds;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens that name their end and are sealed for one instance: nothing has to be kept of them. Thread-safe. */
final class SessionTokens {
    private static final String SEAL = "HmacSHA256";
    private static final int LONGEST = 100;

    private final SecretKeySpec key;

    SessionTokens() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, SEAL);
    }

    String issue(String instanceId, Instant end) {
        byte[] time =
                ByteBuffer.allocate(Long.BYTES).putLong(end.toEpochMilli()).array();
        byte[] seal = seal(instanceId, time);
        byte[] token = Arrays.copyOf(time, time.length + seal.length);
        System.arraycopy(seal, 0, token, time.length, seal.length);
        return Base64.getUrlEncoder().encodeToString(token);
    }

    /** Returns whether the token was issued to this instance and has not ended. */
    boolean valid(String token, String instanceId, Instant now) {
        byte[] bytes;
        try {
            bytes = token.length() > LONGEST
                    ? new byte[0]
                    : Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return false;
        }
        if (bytes.length <= Long.BYTES) {
            return false;
        }
        byte[] time = Arrays.copyOf(bytes, Long.BYTES);
        byte[] seal = Arrays.copyOfRange(bytes, Long.BYTES, bytes.length);
        return MessageDigest.isEqual(seal, seal(instanceId, time))
                && now.toEpochMilli() < ByteBuffer.wrap(time).getLong();
    }

    private byte[] seal(String instanceId, byte[] time) {
        try {
            Mac mac = Mac.getInstance(SEAL);
            mac.init(key);
            mac.update(time);
            return mac.doFinal(instanceId.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + SEAL, e);
        }
    }
}
