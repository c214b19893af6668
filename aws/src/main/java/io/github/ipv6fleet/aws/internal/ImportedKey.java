package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.text.Shown;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;

/** A public key that EC2 is to have under a name. */
public record ImportedKey(String name, SshKey key) {
    private static final String RSA = "ssh-rsa";
    private static final String ED25519 = "ssh-ed25519";

    /** Reads the file, and refuses a key of a kind that EC2 does not import (EC2 API reference, ImportKeyPair). */
    public static ImportedKey read(String name, Path file) {
        Input.keyPair(name);
        SshKey key = SshKeyFile.read("importKeyPair", file);
        if (!key.type().equals(RSA) && !key.type().equals(ED25519)) {
            throw new IllegalArgumentException(
                    "importKeyPair(" + Shown.line(file.toString()) + "): is a key of type " + key.type()
                            + ", and EC2 imports ssh-rsa and ssh-ed25519 only; authorise it with sshKey(...) instead");
        }
        return new ImportedKey(name, key);
    }

    /**
     * Whether EC2's key pair is this very key. EC2 shows the key itself where it is asked to; an endpoint that does not
     * shows the fingerprint.
     */
    boolean isThatOf(KeyPairInfo known) {
        if (known.publicKey() != null && !known.publicKey().isBlank()) {
            return SshKey.parse(key.file(), known.publicKey())
                    .map(theirs -> theirs.key().equals(key.key()))
                    .orElse(false);
        }
        return fingerprints().contains(String.valueOf(known.keyFingerprint()));
    }

    /**
     * The fingerprints that stand for this key. Of an imported RSA key the User Guide ("Verify the fingerprint of your
     * key pair") computes the MD5 of its DER form, while the API reference (KeyPairInfo) names RFC 4716, section 4, which
     * is the MD5 of the SSH form. Of ED25519 keys both name the SHA-256 of OpenSSH, whose padding some leave away.
     */
    private Set<String> fingerprints() {
        byte[] blob = key.blob();
        Set<String> all = new HashSet<>();
        try {
            if (key.type().equals(RSA)) {
                HexFormat colons = HexFormat.ofDelimiter(":");
                MessageDigest md5 = MessageDigest.getInstance("MD5");
                all.add(colons.formatHex(md5.digest(blob)));
                all.add(colons.formatHex(md5.digest(der(blob))));
            } else {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(blob);
                all.add(Base64.getEncoder().encodeToString(hash));
                all.add(Base64.getEncoder().withoutPadding().encodeToString(hash));
            }
        } catch (GeneralSecurityException | BufferUnderflowException e) {
            return all; // a key that is none has no fingerprint, and EC2 will say so
        }
        return all;
    }

    private static byte[] der(byte[] blob) throws GeneralSecurityException {
        ByteBuffer fields = ByteBuffer.wrap(blob);
        field(fields); // the type
        BigInteger exponent = new BigInteger(1, field(fields));
        BigInteger modulus = new BigInteger(1, field(fields));
        return KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(modulus, exponent))
                .getEncoded();
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
}
