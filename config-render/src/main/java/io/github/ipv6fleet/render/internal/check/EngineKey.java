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
        String name, Version since, Optional<Version> gone, Type type, Optional<String> standard, String instead) {

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

    /** The first two parts of an engine's version; that is where keys come and go. */
    public record Version(int major, int minor) {
        static Version parse(String text) {
            int dot = text.indexOf('.');
            return new Version(Integer.parseInt(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1)));
        }

        boolean isReachedBy(DockerEngine engine) {
            return engine.isAtLeast(major, minor);
        }

        @Override
        public String toString() {
            return major + "." + minor;
        }
    }

    /** Returns whether every release that {@code engine} stands for knows it. */
    boolean isKnownTo(DockerEngine engine) {
        return since.isReachedBy(engine) && !(gone.isPresent() && gone.get().isReachedBy(engine));
    }
}
