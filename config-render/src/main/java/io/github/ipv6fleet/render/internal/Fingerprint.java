package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostFile;
import io.github.ipv6fleet.render.Phase;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells configurations apart by a few digits: same texts in the same order, same digits. */
public final class Fingerprint {
    private static final int DIGITS = 8;

    private final MessageDigest hash;

    /** Makes one of nothing yet. */
    public Fingerprint() {
        try {
            hash = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** Adds a text; where it ends is part of it. */
    public Fingerprint add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        hash.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        hash.update(bytes);
        return this;
    }

    /** Adds everything that a configuration does to a host. */
    public Fingerprint add(HostConfig config) {
        add("host name " + config.hostName().orElse(""));
        for (HostFile file : config.files()) {
            add("file " + file.path()).add(file.octalMode()).add(file.content());
        }
        add("packages " + config.packages()).add("units " + config.units());
        for (Phase phase : Phase.values()) {
            config.commands(phase)
                    .forEach(command -> add(phase + " " + command.step()).add(command.script()));
        }
        return this;
    }

    /** Returns 8 hexadecimal digits. */
    public String digits() {
        return HexFormat.of().formatHex(hash.digest()).substring(0, DIGITS);
    }
}
