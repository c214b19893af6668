package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** Public keys in OpenSSH's one-line form, and the fingerprints that EC2 gives to imported ones. */
record PublicKey(String type, String fingerprint) {

    static PublicKey parse(String text) {
        String[] words = text.trim().split("\\s+", 3);
        try {
            if (words.length < 2) {
                throw malformed();
            }
            byte[] blob = Base64.getDecoder().decode(words[1]);
            ByteBuffer fields = ByteBuffer.wrap(blob);
            String algorithm = new String(field(fields), StandardCharsets.US_ASCII);
            if (!algorithm.equals(words[0])) {
                throw malformed();
            }
            return switch (algorithm) {
                case "ssh-rsa" -> new PublicKey("rsa", md5OfDer(fields));
                case "ssh-ed25519" -> new PublicKey("ed25519", sha256(blob));
                default -> throw malformed();
            };
        } catch (IllegalArgumentException | BufferUnderflowException | GeneralSecurityException e) {
            throw malformed();
        }
    }

    private static byte[] field(ByteBuffer fields) {
        int length = fields.getInt();
        if (length < 0 || length > fields.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] field = new byte[length];
        fields.get(field);
        return field;
    }

    /** EC2 User Guide, "Verify the fingerprint": of an imported RSA key, the MD5 of its DER form (RFC 4716). */
    private static String md5OfDer(ByteBuffer fields) throws GeneralSecurityException {
        BigInteger exponent = new BigInteger(1, field(fields));
        BigInteger modulus = new BigInteger(1, field(fields));
        byte[] der = KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(modulus, exponent))
                .getEncoded();
        return HexFormat.ofDelimiter(":")
                .formatHex(MessageDigest.getInstance("MD5").digest(der));
    }

    /** EC2 User Guide, same page: of an ED25519 key, SHA-256 in base64 as OpenSSH 6.8 shows it. */
    private static String sha256(byte[] blob) throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(blob);
        return Base64.getEncoder().encodeToString(hash);
    }

    private static Ec2Error malformed() {
        return Ec2Error.refused("InvalidKey.Format", "Key is not in valid OpenSSH public key format");
    }
}
