package io.github.ipv6fleet.benchmarks;

import io.github.ipv6fleet.ec2sim.Ec2Simulator;
import io.github.ipv6fleet.ec2sim.SimulatedAnswer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * The way from an SDK client to a simulator in the same process: what is measured is the library, not this machine's
 * sockets. Of each call it keeps what is counted; what the simulator recorded, user data with it, is dropped.
 */
record InProcess(Ec2Simulator simulator, Queue<Call> calls) implements SdkHttpClient {
    private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=([^&]*)");

    InProcess(Ec2Simulator simulator) {
        this(simulator, new ConcurrentLinkedQueue<>());
    }

    /**
     * One call.
     *
     * @param look whether it asks for instances, and not for a further page of an answer
     * @param status of the answer, 200 unless it was refused
     */
    record Call(String action, boolean isWrite, boolean look, int status) {
        static Call of(String form, int status) {
            Matcher action = ACTION.matcher(form);
            String name = action.find() ? action.group(1) : "";
            return new Call(
                    name,
                    !name.startsWith("Describe") && !name.startsWith("Get"),
                    name.equals("DescribeInstances") && !form.contains("&NextToken="),
                    status);
        }
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return answered(request);
            }

            @Override
            public void abort() {}
        };
    }

    private HttpExecuteResponse answered(HttpExecuteRequest request) throws IOException {
        String form = "";
        if (request.contentStreamProvider().isPresent()) {
            try (InputStream body = request.contentStreamProvider().get().newStream()) {
                form = new String(body.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
        SimulatedAnswer answer = simulator.handle(form);
        calls.add(Call.of(form, answer.status()));
        simulator.clearRequests();
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        return HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder()
                        .statusCode(answer.status())
                        .putHeader("Content-Type", "text/xml;charset=UTF-8")
                        .putHeader("Content-Length", "" + body.length)
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                .build();
    }

    @Override
    public void close() {}
}
