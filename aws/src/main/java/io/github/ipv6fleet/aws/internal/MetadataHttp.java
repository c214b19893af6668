package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.internal.MetadataTrouble.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * The way to a metadata service. Unlike the SDK's own HTTP clients it ends with its time, however slowly an answer drips;
 * reads no more than an answer can be; goes past proxies, which must not see metadata and whose requests EC2 refuses; and
 * follows no redirect. It remembers how the last exchange ended, which the SDK's exceptions do not say. For one thread.
 */
final class MetadataHttp implements SdkHttpClient {
    /** The service is on the same machine; the SDK waits half as long. */
    static final Duration EXCHANGE = Duration.ofSeconds(2);

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
        MetadataExchange exchange = new MetadataExchange(request.httpRequest());
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

    private HttpExecuteResponse run(MetadataExchange exchange) throws IOException {
        token = exchange.isForToken();
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
    private HttpExecuteResponse within(MetadataExchange exchange) throws IOException {
        Duration whole = left.get();
        Duration time = whole.compareTo(EXCHANGE) < 0 ? whole : EXCHANGE;
        FutureTask<HttpExecuteResponse> task = new FutureTask<>(exchange);
        Thread thread = new Thread(task, "ipv6-fleet-metadata");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw exchange.isConnected()
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
}
