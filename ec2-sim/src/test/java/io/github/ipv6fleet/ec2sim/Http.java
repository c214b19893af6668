package io.github.ipv6fleet.ec2sim;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Requests as no SDK would write them. */
final class Http {
    private static final int LONGEST_KEPT = 10_000;

    private Http() {}

    record Answer(int status, String body) {}

    static Answer get(Ec2Simulator simulator, String query) {
        return send(simulator, "GET", "/?" + query, null);
    }

    static Answer post(Ec2Simulator simulator, String body) {
        return send(simulator, "POST", "/", body);
    }

    static Answer send(Ec2Simulator simulator, String method, String path, String body) {
        try {
            URI uri = URI.create(simulator.endpoint() + path);
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setRequestMethod(method);
            if (body != null) {
                connection.setDoOutput(true);
                connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
            }
            int status = connection.getResponseCode();
            try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                String answer = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
                if (body == null || body.length() < LONGEST_KEPT) {
                    Exchanges.add(body == null ? path.replaceFirst("^/[?]?", "") : body, status, answer);
                }
                return new Answer(status, answer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
