package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataOptionsRequest;

/** A region whose metadata service is asked as a host asks it: for a token first. */
abstract class MetadataRegion extends Region {
    static final String TTL = "X-aws-ec2-metadata-token-ttl-seconds";
    static final String TOKEN = "X-aws-ec2-metadata-token";

    /** What came back; the body holds one character per byte. */
    record Reply(int statusCode, String body, Map<String, String> headers) {}

    static Reply send(MetadataListener listener, String method, String path, Map<String, String> headers)
            throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create(listener.endpoint() + path).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setReadTimeout(20_000);
        headers.forEach(connection::setRequestProperty);
        int status = connection.getResponseCode();
        Map<String, String> sent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        connection.getHeaderFields().forEach((name, values) -> {
            if (name != null) {
                sent.put(name, values.get(0));
            }
        });
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new Reply(status, new String(in.readAllBytes(), StandardCharsets.ISO_8859_1), sent);
        }
    }

    final String token(MetadataListener listener) throws Exception {
        Reply answer = send(listener, "PUT", "/latest/api/token", Map.of(TTL, "60"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry(TTL, "60");
        return answer.body();
    }

    final Reply get(MetadataListener listener, String path) throws Exception {
        return send(listener, "GET", path, Map.of(TOKEN, token(listener)));
    }

    final String meta(MetadataListener listener, String path) throws Exception {
        Reply answer = get(listener, "/latest/meta-data/" + path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    final Instance launchWith(Consumer<InstanceMetadataOptionsRequest.Builder> options) {
        return run(each -> each.metadataOptions(option -> options.accept(option.httpTokens(HttpTokensState.REQUIRED))));
    }
}
