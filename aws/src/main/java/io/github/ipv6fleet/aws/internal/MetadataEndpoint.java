package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.internal.MetadataTrouble.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.imds.Ec2MetadataClient;
import software.amazon.awssdk.imds.Ec2MetadataRetryPolicy;

/** One metadata service, asked through the SDK's client, which fetches and keeps the token. For one thread. */
final class MetadataEndpoint {
    private static final String ROOT = "/latest/meta-data/";

    private final URI uri;
    private final MetadataHttp http;
    private Ec2MetadataClient client;

    MetadataEndpoint(URI uri, Supplier<Duration> left) {
        this.uri = uri;
        this.http = new MetadataHttp(left);
        this.client = client();
    }

    // One policy decides about trying again: MetadataReader's.
    private Ec2MetadataClient client() {
        return Ec2MetadataClient.builder()
                .endpoint(uri)
                .httpClient(http)
                .retryPolicy(Ec2MetadataRetryPolicy.none())
                .build();
    }

    /** Forgets the token. The SDK's client keeps its own until the time for which it was made is over. */
    void renew() {
        client.close();
        client = client();
    }

    /** Returns the value at that path; empty where there is none. */
    Optional<String> get(String path) throws MetadataTrouble {
        try {
            return Optional.of(client.get(ROOT + path).asString()).filter(value -> !value.isBlank());
        } catch (SdkException e) {
            MetadataTrouble trouble = http.trouble();
            if (trouble != null) {
                throw trouble;
            }
            if (http.status() == 404 && !http.token()) {
                return Optional.empty();
            }
            throw refused(path, e);
        } catch (IllegalStateException e) {
            if (!(e.getCause() instanceof InterruptedException)) {
                throw e;
            }
            throw new MetadataTrouble(Kind.INTERRUPTED, "interrupted", e);
        }
    }

    private MetadataTrouble refused(String path, SdkException cause) {
        int status = http.status();
        String what = http.token() ? "a request for a token" : path;
        String said = uri + " answers " + what + " with status " + status;
        if (status == 403) {
            return new MetadataTrouble(
                    Kind.SWITCHED_OFF, said + ", as it does where it is switched off for the instance", cause);
        }
        if (status == 401 && !http.token()) {
            return new MetadataTrouble(Kind.EXPIRED, said, cause);
        }
        if (status == 429 || status >= 500) {
            return new MetadataTrouble(Kind.BUSY, said, cause);
        }
        return new MetadataTrouble(Kind.FOREIGN, said + ", which no IMDSv2 does", cause);
    }
}
