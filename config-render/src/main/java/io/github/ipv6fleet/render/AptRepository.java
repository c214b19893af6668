package io.github.ipv6fleet.render;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.text.Shown;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An apt repository that carries Docker's packages, and the one key that may sign it. The default is
 * {@link #docker(OperatingSystem)}; a company's mirror is {@code docker(system).toBuilder().uri(…).build()}.
 * Immutable, safe for use by several threads.
 */
public final class AptRepository {
    /** The release key of docker.com (docs.docker.com, "Install Docker Engine on Ubuntu"). */
    private static final String DOCKER_FINGERPRINT = "9DC858229FC7DD38854AE2D88D81803C0EBFCD88";

    private static final String DOCKER_URI = "https://download.docker.com/linux/";

    private static final Pattern URI = Pattern.compile("(https?|file)://[\\x21-\\x7e&&[^\"'\\\\<>`]]{1,1000}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,254}");
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9A-F]{40}");

    private final String uri;
    private final String suite;
    private final String component;
    private final String keyUri;
    private final String fingerprint;

    private AptRepository(Builder builder) {
        uri = builder.uri;
        suite = builder.suite;
        component = builder.component;
        keyUri = builder.keyUri;
        fingerprint = builder.fingerprint;
    }

    /** Returns Docker's own repository for that system. */
    public static AptRepository docker(OperatingSystem system) {
        requireNonNull(system, "system");
        return new Builder(system).build();
    }

    /** Returns where the repository is. */
    public String uri() {
        return uri;
    }

    /** Returns the suite, such as {@code noble}. */
    public String suite() {
        return suite;
    }

    /** Returns the component, such as {@code stable}. */
    public String component() {
        return component;
    }

    /** Returns where the signing key is fetched from, in ASCII armor. */
    public String keyUri() {
        return keyUri;
    }

    /** Returns the full fingerprint of the signing key: 40 hexadecimal digits in upper case. */
    public String fingerprint() {
        return fingerprint;
    }

    /** Returns a builder that holds this repository's values. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    @Override
    public String toString() {
        return uri + " " + suite + " " + component;
    }

    /** Collects where a repository is. Not for use by several threads at once. */
    public static final class Builder {
        private String uri;
        private String suite;
        private String component;
        private String keyUri;
        private String fingerprint;

        private Builder(OperatingSystem system) {
            uri = DOCKER_URI + system.distribution();
            suite = system.codename();
            component = "stable";
            keyUri = uri + "/gpg";
            fingerprint = DOCKER_FINGERPRINT;
        }

        private Builder(AptRepository repository) {
            uri = repository.uri;
            suite = repository.suite;
            component = repository.component;
            keyUri = repository.keyUri;
            fingerprint = repository.fingerprint;
        }

        /** Says where the repository is; default: Docker's. Hosts reach it over IPv6 only. */
        public Builder uri(String uri) {
            requireNonNull(uri, "uri");
            this.uri = checked("URI", uri, URI, "https://mirror.example/docker");
            return this;
        }

        /** Says the suite; default: the codename of the system. */
        public Builder suite(String suite) {
            requireNonNull(suite, "suite");
            this.suite = checked("suite", suite, WORD, "noble");
            return this;
        }

        /** Says the component; default {@code stable}. */
        public Builder component(String component) {
            requireNonNull(component, "component");
            this.component = checked("component", component, WORD, "stable");
            return this;
        }

        /** Says where the signing key is, in ASCII armor; default: Docker's. */
        public Builder keyUri(String uri) {
            requireNonNull(uri, "uri");
            this.keyUri = checked("key URI", uri, URI, "https://mirror.example/docker/gpg");
            return this;
        }

        /** Says the full fingerprint of the key, 40 hexadecimal digits, spaces allowed; default: Docker's. */
        public Builder fingerprint(String fingerprint) {
            requireNonNull(fingerprint, "fingerprint");
            String digits = fingerprint.replace(" ", "").toUpperCase(Locale.ROOT);
            if (!FINGERPRINT.matcher(digits).matches()) {
                throw new IllegalArgumentException(
                        "key fingerprint \"" + Shown.of(fingerprint) + "\": is not a full one;"
                                + " give all 40 hexadecimal digits, as gpg --show-keys prints them (short ids can be forged)");
            }
            this.fingerprint = digits;
            return this;
        }

        /** Returns the repository; the builder can be used further. */
        public AptRepository build() {
            return new AptRepository(this);
        }

        private static String checked(String what, String value, Pattern pattern, String example) {
            if (!pattern.matcher(value).matches()) {
                throw new IllegalArgumentException("apt repository " + what + " \"" + Shown.of(value)
                        + "\": is not one; write it" + " as " + example);
            }
            return value;
        }
    }
}
