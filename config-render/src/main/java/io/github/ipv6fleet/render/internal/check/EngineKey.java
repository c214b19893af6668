package io.github.ipv6fleet.render.internal.check;

import io.github.ipv6fleet.render.DockerEngine;
import java.util.Optional;

/**
 * A row of {@link EngineKeys}: a key of daemon.json or an option of the bridge driver, in the versions that have it.
 *
 * @param since the first version that knows it
 * @param gone the first version that does not know it any more; empty if the newest still does
 * @param standard what an engine takes where the key is not given; empty if that is nothing, or of no interest here
 * @param instead what to write where {@code type} is {@link Type#FLAG}
 */
public record EngineKey(
        String name, String since, Optional<String> gone, Type type, Optional<String> standard, String instead) {

    /** What a value must be; JSON's null is taken for any. */
    public enum Type {
        BOOL("true or false"),
        INT("a whole number"),
        TEXT("a text"),
        TEXTS("a list of texts"),
        ADDRESS("an IP address"),
        ADDRESSES("a list of IP addresses"),
        SIZE("a text such as \"64M\""),
        TEXT_MAP("an object of texts"),
        BOOL_MAP("an object of true and false"),
        OPTIONS("an object of objects of texts"),
        OBJECT_MAP("an object of objects"),
        OBJECT("an object"),
        POOLS("a list of objects with base and size"),
        /** Not a key, but the name of a command line flag: taken in a file, and not looked at. */
        FLAG("anything, as it is not looked at");

        private final String words;

        Type(String words) {
            this.words = words;
        }

        /** Returns the type in words, for a message. */
        public String words() {
            return words;
        }
    }

    /** Returns whether every release that {@code engine} stands for knows it. */
    boolean isKnownTo(DockerEngine engine) {
        return isAtLeast(engine, since)
                && gone.filter(version -> isAtLeast(engine, version)).isEmpty();
    }

    private static boolean isAtLeast(DockerEngine engine, String version) {
        int dot = version.indexOf('.');
        return engine.isAtLeast(
                Integer.parseInt(version.substring(0, dot)), Integer.parseInt(version.substring(dot + 1)));
    }
}
