package io.github.ipv6fleet.verification.endpoints;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ipv6fleet.ec2sim.Ec2Simulator;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** The endpoints that there are for tests, and how each is started. A test is skipped where one cannot be had. */
enum Endpoints {
    /** Always there: what the other two drop is dropped on the way to it. */
    FORGETFUL {
        @Override
        ThirdPartyEndpoint start() {
            Ec2Simulator simulator = Ec2Simulator.start();
            return new ThirdPartyEndpoint(
                    "ec2-sim, forgetful", simulator.endpoint(), simulator::close, new Forgetful());
        }
    },

    MOTO {
        @Override
        ThirdPartyEndpoint start() throws Exception {
            Optional<Path> program = onPath("moto_server");
            assumeTrue(program.isPresent(), "moto_server is not on PATH");
            int port = freePort();
            Process server = new ProcessBuilder(
                            program.orElseThrow().toString(), "-H", "127.0.0.1", "-p", Integer.toString(port))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Closeable ending = () -> server.destroyForcibly().onExit().join();
            awaitPort(server, port);
            return new ThirdPartyEndpoint("moto", URI.create("http://127.0.0.1:" + port), ending);
        }
    },

    /** The last image that needs no licence. */
    LOCALSTACK {
        @Override
        ThirdPartyEndpoint start() {
            assumeTrue(
                    DockerClientFactory.instance().isDockerAvailable(),
                    "LocalStack: there is no Docker engine, or no image registry in reach");
            LocalStackContainer container =
                    new LocalStackContainer(DockerImageName.parse("localstack/localstack:4.14.0")).withServices("ec2");
            try {
                container.start();
            } catch (ContainerFetchException e) {
                container.close();
                abort("LocalStack: no image registry in reach: " + e.getMessage());
            }
            return new ThirdPartyEndpoint("LocalStack", container.getEndpoint(), container::close);
        }
    };

    private static final int SECONDS = 30;

    abstract ThirdPartyEndpoint start() throws Exception;

    private static Optional<Path> onPath(String program) {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse(""))
                .flatMap(path -> Arrays.stream(path.split(File.pathSeparator)))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitPort(Process server, int port) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (true) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException e) {
                if (!server.isAlive() || System.nanoTime() > end) {
                    server.destroyForcibly().waitFor();
                    throw new IOException("moto_server does not answer on port " + port, e);
                }
                Thread.sleep(100);
            }
        }
    }
}
