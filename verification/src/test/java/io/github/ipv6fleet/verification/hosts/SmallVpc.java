package io.github.ipv6fleet.verification.hosts;

import io.github.ipv6fleet.ec2sim.Ec2Simulator;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.verification.packets.Folders;
import io.github.ipv6fleet.verification.packets.Namespace;
import io.github.ipv6fleet.verification.packets.Shell;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;

/** A VPC on this machine: ec2-sim says what there is, and whatever it launches boots and is reached as EC2 would have it. */
final class SmallVpc implements AutoCloseable {
    /** That of ec2-sim's first subnet. */
    static final String IPV4 = "172.31.0.0/20";

    static final String NETWORK = "172.31.0.0";
    static final String MASK = "255.255.240.0";
    static final String GATEWAY = "172.31.0.1/20";
    static final String RESOLVER = "172.31.0.2";
    static final String RESOLVER_IPV6 = "fd00:ec2::253";

    private final String name;
    private final Cell cell;
    private final Path evidence;
    private final Figures figures;
    private final Shell shell;
    private final Ec2Simulator simulator;
    private final Ec2Client client;
    private final VpcRouter router;
    private final Namespace internet;
    private final long start = System.nanoTime();
    private final Dhcp dhcp;
    private final RouterAdvertisements advertisements;
    private final Neighbours neighbours;
    private final Machines machines;
    private final Following following;

    /** @param name what everything that is made here is called by */
    SmallVpc(String name, Cell cell, Path evidence, Path image) throws IOException {
        this.name = name;
        this.cell = cell;
        this.evidence = evidence;
        this.figures = new Figures(evidence);
        this.shell = new Shell(evidence.resolve("router.txt"));
        this.router = new VpcRouter(shell);
        this.internet = Namespace.create(shell, name + "-inet");
        router.openTo(internet.name());
        this.advertisements = new RouterAdvertisements(cell.root().tree(), evidence.resolve("advertisements.txt"));
        this.machines = new Machines(name, cell.root(), evidence, image, shell, router);
        this.simulator = Ec2Simulator.builder().hook(machines).start();
        this.client = Ec2Client.builder()
                .endpointOverride(simulator.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("anybody", "nothing")))
                .build();
        String subnet = Subnets.of(client, cell.ipv4())
                .ipv6CidrBlockAssociationSet()
                .get(0)
                .ipv6CidrBlock();
        this.dhcp = new Dhcp(work().resolve("dhcp"), subnet);
        this.neighbours = new Neighbours(evidence.resolve("neighbours"), subnet);
        router.isAlso(Ipv6Block.parse(subnet).last());
        machines.use(client, dhcp);
        Senders senders = new Senders(simulator, machines::ports);
        for (String address : List.of("169.254.169.254", "fd00:ec2::254")) {
            simulator.metadataService().withoutTokens().open(new InetSocketAddress(address, 80), senders::instanceAt);
        }
        this.following = new Following(simulator, client, router, machines::ports, shell).start();
    }

    Ec2Client client() {
        return client;
    }

    /** Where evidence goes. */
    Path evidence() {
        return evidence;
    }

    /** Where what is needed only now is kept. */
    Path work() {
        return Folders.RUNS.resolve(name);
    }

    /** What is measured here. */
    Figures figures() {
        return figures;
    }

    /** Where hosts reach the metadata service. */
    String metadata() {
        return cell.ipv4() ? "169.254.169.254" : "fd00:ec2::254";
    }

    /** Has the VPC answer for every neighbour of the subnet, on the wires of hosts that are launched from now on. */
    void answerNeighbours() {
        machines.answerBy(neighbours);
    }

    /** Puts a file on the images that hosts are launched from. */
    void putOnImage(String path, String text) {
        machines.putOnImage(path, text);
    }

    /** The router's end of the wire to the internet serves a folder from now on, by HTTP at that address. */
    void serve(String address, Path folder) {
        router.serve(address, folder);
    }

    /** Waits until every instance that EC2 launched has begun to boot; throws what kept one from it. */
    void awaitBooted() {
        try {
            simulator.awaitHook(Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The machine of an instance. */
    BootedHost host(String instanceId) {
        return machines.host(instanceId).orElseThrow(() -> new IllegalStateException(instanceId + " was not booted"));
    }

    Optional<BootedHost> booted(String instanceId) {
        return machines.host(instanceId);
    }

    /** The security group of the hosts: that of the VPC, which lets them talk with each other. */
    String groupId() {
        return client.describeSecurityGroups().securityGroups().get(0).groupId();
    }

    /** Lets everybody in to these TCP ports, and to ping. */
    void letIn(int... tcpPorts) {
        List<IpPermission> permissions = IntStream.of(tcpPorts)
                .mapToObj(port -> IpPermission.builder()
                        .ipProtocol("tcp")
                        .fromPort(port)
                        .toPort(port)
                        .ipv6Ranges(Ipv6Range.builder().cidrIpv6("::/0").build())
                        .build())
                .toList();
        client.authorizeSecurityGroupIngress(r -> r.groupId(groupId()).ipPermissions(permissions));
        awaitFollowed();
    }

    /** How many packets of an instance the VPC has refused for their source. */
    long refusedFrom(String instanceId) {
        return router.refusedFrom(machines.port(instanceId).orElseThrow(() -> new IllegalStateException(instanceId)));
    }

    /** Waits until the VPC does what EC2 says at this moment. */
    private void awaitFollowed() {
        int enough = following.looks() + 2; // the next look may have begun before
        await("the VPC follows", Duration.ofSeconds(20), () -> following.looks() >= enough);
    }

    /** Whether a host of the internet gets an answer there. */
    boolean internetReaches(String address, int port) {
        return shell.attempt(List.of("ip", "netns", "exec", internet.name(), "sh", "-c", Web.request(address, port)))
                .out()
                .startsWith("HTTP/");
    }

    /** Waits until something is so; what is not in that time is not so. */
    void await(String what, Duration patience, BooleanSupplier so) {
        long end = System.nanoTime() + patience.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(Checks.NOT_SO + what + ", within " + patience.toSeconds() + " s");
            }
            pause(Duration.ofMillis(500));
        }
        say(what);
    }

    void say(String what) {
        System.out.printf("%.1f s: %s%n", (System.nanoTime() - start) / 1e9, what);
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        following.close();
        client.close();
        simulator.close();
        machines.close();
        neighbours.close();
        advertisements.close();
        dhcp.close();
    }
}
