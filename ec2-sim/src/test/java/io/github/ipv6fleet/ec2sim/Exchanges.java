package io.github.ipv6fleet.ec2sim;

import io.github.ipv6fleet.ec2sim.internal.action.ActionTable;
import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;

/**
 * Keeps every exchange of this module's tests with a simulator in {@code target/exchanges.jsonl}, one a line, for the
 * check against a service model that is not ours. The first line names the actions that the simulator knows.
 */
final class Exchanges implements ExecutionInterceptor {
    private static final BufferedWriter OUT = open();

    private static BufferedWriter open() {
        try {
            Path file = Path.of("target", "exchanges.jsonl");
            Files.createDirectories(file.toAbsolutePath().getParent());
            BufferedWriter out = Files.newBufferedWriter(file);
            out.write("{\"actions\":[\"" + String.join("\",\"", new ActionTable().names()) + "\"]}\n");
            out.flush();
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps one; the request is what a form-encoded body or a query string holds. */
    static void add(String request, int status, String answer) {
        String line = "{\"request\":\"" + escaped(request) + "\",\"status\":" + status + ",\"answer\":\""
                + escaped(answer) + "\"}\n";
        synchronized (OUT) {
            try {
                OUT.write(line);
                OUT.flush(); // nobody tells when the last test has run
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.chars().forEach(c -> {
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                out.append(String.format("\\u%04x", c));
            } else {
                out.append((char) c);
            }
        });
        return out.toString();
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        try {
            byte[] answer = context.responseBody().orElseThrow().readAllBytes();
            add(form(context), context.httpResponse().statusCode(), new String(answer, StandardCharsets.UTF_8));
            return Optional.of(new ByteArrayInputStream(answer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String form(Context.ModifyHttpResponse context) throws IOException {
        StringBuilder form = new StringBuilder();
        context.httpRequest()
                .rawQueryParameters()
                .forEach((name, values) -> values.forEach(value -> form.append(encoded(name))
                        .append('=')
                        .append(encoded(value))
                        .append('&')));
        Optional<ContentStreamProvider> body = ((SdkHttpFullRequest) context.httpRequest()).contentStreamProvider();
        if (body.isPresent()) {
            try (InputStream in = body.get().newStream()) {
                form.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return form.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text == null ? "" : text, StandardCharsets.UTF_8);
    }
}
