package io.github.ipv6fleet.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.ec2sim.Fault;
import io.github.ipv6fleet.ec2sim.FaultScript;
import io.github.ipv6fleet.render.Container;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostRenderer;
import io.github.ipv6fleet.render.Phase;
import io.github.ipv6fleet.render.Renderers;
import io.github.ipv6fleet.render.UserDataPart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** What was given as a secret, or with one in it, is in no log, no exception, no toString() and in no file for all. */
class SecretsTest {
    private static final String KEY = "MARK-of-the-secret-key";
    private static final String SESSION = "MARK-of-the-session";
    private static final String PART = "MARK-of-the-user-data";
    private static final String FILE = "MARK-of-a-file";
    private static final String SCRIPT = "MARK-of-a-command";
    private static final String COMPOSE = "MARK-of-compose";
    private static final String WORD = "MARK-of-a-word";
    private static final String PRIVATE = "MARK-of-the-private-key";

    /** Every mark begins so. */
    private static final String MARK = "MARK-of-";

    private static final PrintStream ERR = System.err;

    private final TestEc2 ec2 = new TestEc2();
    private final List<Object> said = new ArrayList<>();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @BeforeEach
    void hear() {
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void close() {
        System.setErr(ERR);
        ec2.close();
    }

    private static Ec2Client client(URI endpoint) {
        return Ec2Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsSessionCredentials.create("AKIAEXAMPLE", KEY, SESSION)))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    private Ipv6Fleet.Builder fleet() {
        return secretive(ec2.edge().client(client(ec2.simulator().endpoint())).hosts(2));
    }

    private static Ipv6Fleet.Builder secretive(Ipv6Fleet.Builder fleet) {
        HostRenderer mine = HostRenderer.of(
                "mine",
                (plan, profile) -> HostConfig.builder()
                        .file("/etc/mine", 0600, FILE)
                        .command(Phase.AFTER_ENGINE, "mine", ": " + SCRIPT)
                        .build());
        return fleet.userData(UserDataPart.shellScript("mine.sh", "#!/bin/sh\n: " + PART + "\n"))
                .container(Container.of("web", "nginx").command("--password=" + WORD))
                .renderer(Renderers.composeFile("services: {web: {image: nginx, environment: {A: " + COMPOSE + "}}}\n"))
                .renderer(mine)
                .listener(new FleetListener() {});
    }

    /** Runs it, and keeps what it returns or throws, and what is logged meanwhile by us at any level, by others at INFO. */
    private void run(Supplier<Object> work) {
        said.addAll(logged(work).stream().filter(line -> !isOfTheSdkAlone(line)).toList());
    }

    private List<String> logged(Supplier<Object> work) {
        return Warnings.everything(() -> {
            try {
                said.add(work.get());
            } catch (RuntimeException e) {
                said.add(e);
            }
        });
    }

    /** At DEBUG the SDK logs each request as it signs it, the session's token with it; SECURITY.md says so. */
    private static boolean isOfTheSdkAlone(String line) {
        return line.startsWith("software.amazon.awssdk.")
                && Set.of("DEBUG", "TRACE").contains(line.split(" ", 3)[1]);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private List<String> everything() {
        List<String> all = new ArrayList<>(List.of(err.toString(StandardCharsets.UTF_8)));
        said.forEach(each -> all.addAll(Reachable.from(each)));
        return all;
    }

    private void assertNoSecret(int least) {
        List<String> everything = everything();
        assertThat(everything).hasSizeGreaterThan(least);
        assertThat(everything.stream().filter(text -> text.contains(MARK))).isEmpty();
    }

    @Test
    @DisplayName("a fleet that is planned, checked, launched, found, grown, repaired, handed over and ended")
    void whatWorks() {
        Ipv6Fleet.Builder fleet = fleet();
        said.add(fleet);
        run(fleet::build);
        run(fleet::plan);
        run(fleet::check);
        run(() -> fleet.build().forecast());
        run(fleet::launch);
        run(fleet::launch);
        run(() -> fleet.find().orElseThrow());
        run(() -> fleet.build().scaleTo(3));
        run(() -> fleet.hosts(3).build().replace("edge-2"));
        run(() -> fleet.build().drift());
        run(() -> fleet.build().reconcile());
        run(fleet::terminate);

        assertThat(said).noneMatch(each -> each instanceof RuntimeException);
        assertNoSecret(500);
    }

    static Stream<Fault> faults() {
        return Stream.of(
                Fault.error(403, "UnauthorizedOperation", "You are not authorized to perform this operation.")
                        .on("RunInstances"),
                Fault.error("InsufficientInstanceCapacity").on("RunInstances").call(2),
                Fault.error("InvalidParameterValue").on("RunInstances"),
                Fault.error("AuthFailure"),
                Fault.error("InternalError").on("RunInstances"),
                Fault.error("Unsupported").on("AssignIpv6Addresses"),
                Fault.reset().on("RunInstances"),
                Fault.malformedAnswer().on("DescribeInstances"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    @DisplayName("a launch that EC2 refuses, or whose answers are lost, and what is taken back then")
    void whatFails(Fault fault) {
        Ipv6Fleet.Builder fleet = fleet().time(new Hurried());
        ec2.simulator().faults(FaultScript.of(fault));
        run(fleet::launch);
        run(fleet::check);

        assertThat(said).anyMatch(each -> each instanceof FleetException);
        assertNoSecret(20);
    }

    @Test
    @DisplayName("what is refused before EC2 is asked, and an EC2 that is not there")
    void whatIsRefused() throws IOException {
        run(() -> fleet().userData(UserDataPart.of(
                        "text/plain",
                        "long",
                        new java.util.Random(1)
                                        .ints(40_000, ' ', '~')
                                        .collect(
                                                StringBuilder::new,
                                                StringBuilder::appendCodePoint,
                                                StringBuilder::append)
                                + PART))
                .launch());
        run(() -> UserDataPart.shellScript("mine.sh", PART));
        run(() -> UserDataPart.of("text/plain", "mine", PART + "\ud800"));
        run(() -> Container.of("web", "nginx").command(WORD + "\0"));
        run(() -> HostConfig.builder().command(Phase.NETWORK, "mine", SCRIPT + "\0"));
        for (String form :
                List.of("-----BEGIN OPENSSH PRIVATE KEY-----\n", "PuTTY-User-Key-File-3: x\n", "", "ssh-rsa ")) {
            Path file = Files.writeString(folder.resolve("id"), form + PRIVATE + "\n");
            run(() -> fleet().sshKey(file));
            run(() -> fleet().importKeyPair("me", file));
        }
        run(() -> fleet().runInstances(r -> r.clientToken("mine")).launch());
        run(() -> fleet().launch());
        run(() -> fleet().instanceType("t3.large").launch());
        URI nobody = URI.create("http://127.0.0.1:" + freePort());
        run(() -> fleet().client(client(nobody)).time(new Hurried()).launch());

        assertThat(said.stream().filter(each -> each instanceof RuntimeException))
                .hasSize(16);
        assertNoSecret(50);
    }

    @Test
    @DisplayName("of what is rendered, what has a secret in it is for its owner alone, whatever the umask")
    void files() throws IOException {
        fleet().render(folder.resolve("out"));

        List<String> withSecrets = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                // A container's command is in its unit, as it is in the list of processes for everybody.
                if (Files.readString(file).replace(WORD, "").contains(MARK)) {
                    Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
                    assertThat(PosixFilePermissions.toString(mode))
                            .as(file.toString())
                            .isEqualTo("rw-------");
                    withSecrets.add(
                            folder.resolve("out/edge-1").relativize(file).toString());
                }
            }
        }
        assertThat(withSecrets).contains("user-data", "etc/mine", "etc/ipv6-fleet/compose.yaml");
    }

    @Test
    @DisplayName(
            "negative control: the marks are in what is sent, in what is asked for by name, and in the SDK's own log of DEBUG")
    void control() {
        List<String> logged = logged(fleet()::launch);
        said.add(UserDataPart.shellScript("mine.sh", "#!/bin/sh\n: " + PART + "\n")
                .text());

        assertThat(ec2.last("RunInstances").parameters()).containsKey("UserData");
        assertThat(everything()).anyMatch(text -> text.contains(PART));
        assertThat(logged).anyMatch(line -> isOfTheSdkAlone(line) && line.contains(SESSION));
    }

    @Test
    @DisplayName("the token of the metadata service, whatever it answers with it")
    void metadataToken() {
        try (MetadataStandIn service = new MetadataStandIn()) {
            for (int code : new int[] {200, 401, 403, 404, 500}) {
                service.token(MARK + "the-token")
                        .once("instance-id", MetadataStandIn.status(code, "i-0123456789abcdef0"));
                run(() -> ThisHost.reader()
                        .endpoint(service.endpoint())
                        .time(new Hurried())
                        .read());
            }
            assertThat(service.requests("instance-id"))
                    .anyMatch(request -> request.headers()
                            .getOrDefault("x-aws-ec2-metadata-token", "")
                            .startsWith(MARK));
        }
        assertNoSecret(5);
    }
}
