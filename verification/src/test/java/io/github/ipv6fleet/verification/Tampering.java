package io.github.ipv6fleet.verification;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.ipv6fleet.ec2sim.Ec2Simulator;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** An EC2 that changes what it says of its instances, once a host was launched and seen to run. */
final class Tampering implements AutoCloseable {
    private final Ec2Simulator ec2 = Ec2Simulator.start();
    private final HttpServer server;
    private final UnaryOperator<String> change;
    private boolean launched;
    private boolean seen;

    /** @param change of the answer to DescribeInstances; text that begins with "<Response>" is an error */
    Tampering(UnaryOperator<String> change) throws IOException {
        this.change = change;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void serve(HttpExchange http) throws IOException {
        try (http) {
            byte[] request = http.getRequestBody().readAllBytes();
            HttpURLConnection call = (HttpURLConnection) ec2.endpoint().toURL().openConnection();
            call.setDoOutput(true);
            call.getOutputStream().write(request);
            int status = call.getResponseCode();
            String answer = new String(
                    (status < 400 ? call.getInputStream() : call.getErrorStream()).readAllBytes(),
                    StandardCharsets.UTF_8);
            String action = new String(request, StandardCharsets.UTF_8);
            launched |= action.contains("Action=RunInstances");
            if (launched && action.contains("Action=DescribeInstances&")) {
                answer = seen ? change.apply(answer) : answer;
                seen = true;
            }
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            http.sendResponseHeaders(answer.startsWith("<Response>") ? 403 : status, bytes.length);
            http.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        ec2.close();
    }
}
