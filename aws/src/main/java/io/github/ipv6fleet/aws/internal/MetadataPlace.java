package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetTime;
import io.github.ipv6fleet.text.Shown;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkSystemSetting;

/**
 * Where instance metadata is read, by which clock, and how long that may take. Immutable.
 *
 * @param endpoint what the caller said; null for what the SDK is configured to, or the two addresses of EC2
 */
public record MetadataPlace(@Nullable URI endpoint, FleetTime time, Duration limit) {
    /** Fixed addresses of the service over IPv4 and IPv6 (EC2 User Guide, "Access instance metadata for an EC2 instance"). */
    private static final List<URI> EC2 =
            List.of(URI.create("http://169.254.169.254"), URI.create("http://[fd00:ec2::254]"));

    /** Begins to read; the time runs from now. */
    MetadataReader open(Duration time) {
        return new MetadataReader(endpoints(), time(), time);
    }

    private List<URI> endpoints() {
        if (endpoint != null) {
            return List.of(endpoint);
        }
        if (SdkSystemSetting.AWS_EC2_METADATA_DISABLED.getBooleanValue().orElse(false)) {
            throw Maker.get()
                    .exception("instance metadata is switched off for this process; unset AWS_EC2_METADATA_DISABLED"
                            + " (or aws.disableEc2Metadata), or say reader().endpoint(...)");
        }
        return SdkSystemSetting.AWS_EC2_METADATA_SERVICE_ENDPOINT
                .getNonDefaultStringValue()
                .map(text -> List.of(endpoint("AWS_EC2_METADATA_SERVICE_ENDPOINT", text)))
                .orElse(EC2);
    }

    private static URI endpoint(String what, String text) {
        try {
            return checked(what, URI.create(text));
        } catch (IllegalArgumentException e) {
            throw Maker.get()
                    .exception(what + " \"" + Shown.of(text) + "\": is no endpoint; write it as "
                            + "http://127.0.0.1:1338");
        }
    }

    /** Returns {@code uri} without a slash at its end, if it is of the form {@code http://host} or {@code http://host:port}. */
    public static URI checked(String what, URI uri) {
        String path = uri.getRawPath();
        if (!"http".equalsIgnoreCase(uri.getScheme())
                || uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || (path != null && !path.isEmpty() && !path.equals("/"))) {
            throw new IllegalArgumentException(what + " \"" + Shown.of(uri.toString())
                    + "\": is no endpoint of a metadata service; write it as http://127.0.0.1:1338");
        }
        return "/".equals(path)
                ? URI.create(uri.toString().substring(0, uri.toString().length() - 1))
                : uri;
    }
}
