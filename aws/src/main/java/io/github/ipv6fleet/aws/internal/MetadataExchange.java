package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.internal.MetadataTrouble.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** A request and its answer, on a connection of their own; asked by one thread, and ended by another. */
final class MetadataExchange implements Callable<HttpExecuteResponse> {
    /** The longest answer that we ask for, addresses of an interface, has 50 of 40 characters. */
    private static final int MOST_BYTES = 16 * 1024;

    /** The service is on the same machine; the SDK waits as long. */
    private static final Duration CONNECT = Duration.ofSeconds(1);

    private final SdkHttpRequest request;
    private volatile @Nullable HttpURLConnection connection;
    private volatile boolean connected;
    private volatile boolean over;

    MetadataExchange(SdkHttpRequest request) {
        this.request = request;
    }

    boolean isForToken() {
        return request.method() == SdkHttpMethod.PUT;
    }

    boolean isConnected() {
        return connected;
    }

    String where() {
        return request.protocol() + "://" + request.host() + (request.port() == 80 ? "" : ":" + request.port());
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
        HttpURLConnection http = (HttpURLConnection) request.getUri().toURL().openConnection(Proxy.NO_PROXY);
        connection = http;
        http.setRequestMethod(request.method().name());
        http.setInstanceFollowRedirects(false);
        http.setUseCaches(false);
        http.setConnectTimeout((int) CONNECT.toMillis());
        http.setReadTimeout((int) MetadataHttp.EXCHANGE.toMillis());
        request.headers().forEach((name, values) -> values.forEach(value -> http.setRequestProperty(name, value)));
        http.setRequestProperty("Connection", "close");
        http.connect();
        connected = true;
        if (over) {
            http.disconnect(); // nobody waits any more, and nothing could end what is asked now
            throw new InterruptedIOException();
        }
        int code = http.getResponseCode();
        SdkHttpFullResponse.Builder answer =
                SdkHttpFullResponse.builder().statusCode(code).headers(headers(http));
        return HttpExecuteResponse.builder()
                .response(answer.build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body(http, code))))
                .build();
    }

    private static Map<String, List<String>> headers(HttpURLConnection http) {
        Map<String, List<String>> named = new HashMap<>(http.getHeaderFields());
        named.keySet().removeIf(name -> name == null); // the status line stands among them
        return named;
    }

    private byte[] body(HttpURLConnection http, int code) throws IOException {
        InputStream in = code >= 400 ? http.getErrorStream() : http.getInputStream();
        byte[] body = in == null ? new byte[0] : in.readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            throw new MetadataTrouble(
                    Kind.UNREADABLE,
                    where() + " answers more than " + MOST_BYTES + " bytes to " + request.encodedPath(),
                    null);
        }
        if (isForToken() && code == 200 && !(isToken(body) && hasEnd(http))) {
            throw new MetadataTrouble(
                    Kind.FOREIGN, where() + " answers a request for a token with something else", null);
        }
        return body;
    }

    /** A token goes into a header. */
    private static boolean isToken(byte[] body) {
        for (byte each : body) {
            if (each <= ' ' || each > '~') {
                return false;
            }
        }
        return body.length > 0;
    }

    /** The SDK reads this header, and falls over what is no number. */
    private static boolean hasEnd(HttpURLConnection http) {
        String seconds = http.getHeaderField("X-aws-ec2-metadata-token-ttl-seconds");
        return seconds != null && seconds.matches("[0-9]{1,5}");
    }

    MetadataTrouble trouble(Throwable cause) {
        if (cause instanceof MetadataTrouble known) {
            return known;
        }
        String why = where() + " (" + cause.getMessage() + ")";
        if (!connected) {
            return new MetadataTrouble(Kind.UNREACHABLE, why, cause);
        }
        return cause instanceof SocketTimeoutException
                ? new MetadataTrouble(Kind.SILENT, where() + " does not answer in time", cause)
                : new MetadataTrouble(Kind.BUSY, why + " breaks off", cause);
    }

    /** Ends it, also while it waits for an answer. */
    void abort() {
        over = true;
        HttpURLConnection http = connection;
        if (http != null) {
            http.disconnect();
        }
    }
}
