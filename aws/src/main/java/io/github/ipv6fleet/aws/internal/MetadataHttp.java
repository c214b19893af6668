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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * The way to a metadata service. Unlike the SDK's own HTTP clients it ends with its time, however slowly an answer drips;
 * reads no more than an answer can be; goes past proxies, which must not see metadata and whose requests EC2 refuses; and
 * follows no redirect. It remembers how the last exchange ended, which the SDK's exceptions do not say. For one thread.
 */
final class MetadataHttp implements SdkHttpClient {
    /** The longest answer that we ask for, addresses of an interface, has 50 of 40 characters. */
    static final int MOST_BYTES = 16 * 1024;

    /** The service is on the same machine; the SDK waits as long. */
    private static final Duration CONNECT = Duration.ofSeconds(1);

    private static final Duration EXCHANGE = Duration.ofSeconds(2);

    private final Supplier<Duration> left;
    private boolean token;
    private int status;
    private @Nullable MetadataTrouble trouble;

    /** Makes a way on which no exchange lasts longer than what is left of the time. */
    MetadataHttp(Supplier<Duration> left) {
        this.left = left;
    }

    /** Returns whether the last exchange was about a token. */
    boolean token() {
        return token;
    }

    /** Returns the status of the last answer; 0 where there was none. */
    int status() {
        return status;
    }

    /** Returns what happened instead of an answer in the last exchange; null where there was one. */
    @Nullable
    MetadataTrouble trouble() {
        return trouble;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        Exchange exchange = new Exchange(request.httpRequest());
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return run(exchange);
            }

            @Override
            public void abort() {
                exchange.abort();
            }
        };
    }

    private HttpExecuteResponse run(Exchange exchange) throws IOException {
        token = exchange.request.method() == SdkHttpMethod.PUT;
        status = 0;
        trouble = null;
        try {
            HttpExecuteResponse response = within(exchange);
            status = response.httpResponse().statusCode();
            return response;
        } catch (MetadataTrouble e) {
            trouble = e;
            throw e;
        }
    }

    /** The caller waits for another thread, for no time limit of a connection is one of the whole exchange. */
    private HttpExecuteResponse within(Exchange exchange) throws IOException {
        Duration whole = left.get();
        Duration time = whole.compareTo(EXCHANGE) < 0 ? whole : EXCHANGE;
        FutureTask<HttpExecuteResponse> task = new FutureTask<>(exchange);
        Thread thread = new Thread(task, "ipv6-fleet-metadata");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw exchange.connected
                    ? new MetadataTrouble(Kind.SILENT, exchange.where() + " does not answer in time", e)
                    : new MetadataTrouble(Kind.UNREACHABLE, exchange.where() + " is not reached in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException cause = new InterruptedIOException();
            cause.initCause(e);
            throw new MetadataTrouble(Kind.INTERRUPTED, "interrupted", cause);
        } catch (ExecutionException e) {
            throw exchange.trouble(e.getCause() == null ? e : e.getCause());
        } finally {
            exchange.abort();
        }
    }

    @Override
    public String clientName() {
        return "ipv6-fleet-metadata";
    }

    /** There is nothing to close: each exchange closes its connection. */
    @Override
    public void close() {}

    /** A request and its answer. */
    private static final class Exchange implements Callable<HttpExecuteResponse> {
        private final SdkHttpRequest request;
        private volatile @Nullable HttpURLConnection connection;
        private volatile boolean connected;
        private volatile boolean over;

        Exchange(SdkHttpRequest request) {
            this.request = request;
        }

        String where() {
            return request.protocol() + "://" + request.host() + (request.port() == 80 ? "" : ":" + request.port());
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            HttpURLConnection http =
                    (HttpURLConnection) request.getUri().toURL().openConnection(Proxy.NO_PROXY);
            connection = http;
            http.setRequestMethod(request.method().name());
            http.setInstanceFollowRedirects(false);
            http.setUseCaches(false);
            http.setConnectTimeout((int) CONNECT.toMillis());
            http.setReadTimeout((int) EXCHANGE.toMillis());
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
            if (request.method() == SdkHttpMethod.PUT && code == 200 && !isToken(body)) {
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
}
