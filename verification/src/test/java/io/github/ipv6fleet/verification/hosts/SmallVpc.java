package io.github.ipv6fleet.verification.hosts;

import io.github.ipv6fleet.ec2sim.Ec2Simulator;
import io.github.ipv6fleet.ec2sim.InstanceEvent;
import io.github.ipv6fleet.ec2sim.InstanceHook;
import io.github.ipv6fleet.ec2sim.SimulatedInterface;
import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.verification.packets.Folders;
import io.github.ipv6fleet.verification.packets.Namespace;
import io.github.ipv6fleet.verification.packets.Shell;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;

/** A VPC on this machine: ec2-sim says what there is, and whatever it launches boots and is reached as EC2 would have it. */
final class SmallVpc implements AutoCloseable {
    /** That of ec2-sim's first subnet. */
    static final String IPV4 = "172.31.0.0/20";

    static final String NETWORK = "172.31.0.0";
    static final String MASK = "255.255.240.0";
    static final String GATEWAY = "172.31.0.1/20";

    private static final long FOLLOW_EVERY_MS = 100;

    private final String name;
    private final BootRoot root;
    private final Path evidence;
    private final Path image;
    private final Shell shell;
    private final Ec2Simulator simulator;
    private final Ec2Client client;
    private final VpcRouter router;
    private final Namespace internet;
    private final long start = System.nanoTime();
    private final Dhcp dhcp;
    private final AtomicInteger count = new AtomicInteger();
    private final Map<String, BootedHost> hosts = new ConcurrentHashMap<>();
    private final Map<String, VpcPort> ports = new ConcurrentHashMap<>();
    private final List<Throwable> trouble = new CopyOnWriteArrayList<>();
    private final Thread following;
    /** How often the VPC has been brought to what EC2 says. */
    private final AtomicInteger looks = new AtomicInteger();

    private volatile boolean closed;
    private List<Object> seen = List.of();

    /** @param name what everything that is made here is called by */
    SmallVpc(String name, BootRoot root, Path evidence, Path image) throws IOException {
        this.name = name;
        this.root = root;
        this.evidence = evidence;
        this.image = image;
        this.shell = new Shell(evidence.resolve("router.txt"));
        this.router = new VpcRouter(shell);
        this.internet = Namespace.create(shell, name + "-inet");
        router.openTo(internet.name());
        this.dhcp = new Dhcp(Folders.RUNS.resolve(name).resolve("dhcp"));
        this.simulator = Ec2Simulator.builder().hook(new Machines()).start();
        this.client = Ec2Client.builder()
                .endpointOverride(simulator.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("anybody", "nothing")))
                .build();
        for (String address : List.of("169.254.169.254", "fd00:ec2::254")) {
            simulator.metadataService().withoutTokens().open(new InetSocketAddress(address, 80), this::instanceAt);
        }
        following = new Thread(this::follow);
        following.setDaemon(true);
        following.start();
    }

    Ec2Client client() {
        return client;
    }

    Ec2Simulator simulator() {
        return simulator;
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
        return Optional.ofNullable(hosts.get(instanceId))
                .orElseThrow(() -> new IllegalStateException(instanceId + " was not booted: " + trouble));
    }

    Optional<BootedHost> booted(String instanceId) {
        return Optional.ofNullable(hosts.get(instanceId));
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
        return router.refusedFrom(
                Optional.ofNullable(ports.get(instanceId)).orElseThrow(() -> new IllegalStateException(instanceId)));
    }

    /** Waits until the VPC does what EC2 says at this moment. */
    private void awaitFollowed() {
        int enough = looks.get() + 2; // the next look may have begun before
        await("the VPC follows", Duration.ofSeconds(20), () -> looks.get() >= enough);
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

    /** Boots what EC2 launches. */
    private final class Machines implements InstanceHook {
        @Override
        public void boot(InstanceEvent event) throws Exception {
            VpcPort port = port(event);
            String part = name + "-h" + port.name().substring(1);
            Namespace namespace = Namespace.create(shell, part);
            router.plug(port, namespace.name());
            ports.put(event.instanceId(), port);
            dhcp.add(port);
            Path work = Folders.RUNS.resolve(name).resolve("h" + port.name().substring(1));
            String network = FirstNetwork.of(shell, root.tree(), event, port);
            hosts.put(event.instanceId(), BootedHost.start(root, event, namespace, work, evidence, image, network));
        }

        @Override
        public void reboot(InstanceEvent event) {
            host(event.instanceId()).sh("systemctl reboot");
        }

        @Override
        public void stop(InstanceEvent event) {
            terminate(event);
        }

        @Override
        public void terminate(InstanceEvent event) {
            BootedHost host = hosts.remove(event.instanceId());
            VpcPort port = ports.remove(event.instanceId());
            if (host != null) {
                host.close();
            }
            if (port != null) {
                router.unplug(port);
                dhcp.remove(port);
            }
        }
    }

    private VpcPort port(InstanceEvent event) {
        var described = client.describeNetworkInterfaces(r -> r.filters(Filter.builder()
                        .name("attachment.instance-id")
                        .values(event.instanceId())
                        .build()))
                .networkInterfaces()
                .get(0);
        return new VpcPort(
                "p" + count.incrementAndGet(),
                event.instanceId(),
                described.networkInterfaceId(),
                described.macAddress(),
                Optional.ofNullable(described.privateIpAddress()).orElse(""),
                described.groups().stream().map(GroupIdentifier::groupId).toList());
    }

    /** What EC2 says of who owns what is what the VPC does, a moment later. */
    private void follow() {
        while (!closed) {
            try {
                Map<String, SimulatedInterface> interfaces = simulator.interfaces().stream()
                        .collect(Collectors.toMap(SimulatedInterface::id, Function.identity()));
                List<VpcPort> now = new ArrayList<>(ports.values());
                Map<String, List<String>> rules = SecurityGroups.rules(client, now);
                List<Object> state = List.of(now, owned(interfaces), rules);
                if (!state.equals(seen)) {
                    router.follow(now, new HashMap<>(interfaces), rules);
                    seen = state;
                }
                looks.incrementAndGet();
            } catch (RuntimeException e) {
                if (!closed) {
                    trouble.add(e);
                    shell.note("following failed: " + e + "\n");
                }
            }
            try {
                Thread.sleep(FOLLOW_EVERY_MS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static Map<String, List<String>> owned(Map<String, SimulatedInterface> interfaces) {
        Map<String, List<String>> owned = new HashMap<>();
        interfaces.forEach((id, one) -> {
            List<String> all = new ArrayList<>(one.ipv6Addresses());
            all.addAll(one.ipv6Prefixes());
            owned.put(id, all);
        });
        return owned;
    }

    /** Whose packet it is: of its private address, of what its interface owns, or by the wire that it came from. */
    private Optional<String> instanceAt(InetAddress from) {
        if (from instanceof Inet6Address six && six.isLinkLocalAddress()) {
            try {
                String wire = NetworkInterface.getByIndex(six.getScopeId()).getName();
                return ports.values().stream()
                        .filter(port -> port.name().equals(wire))
                        .map(VpcPort::instanceId)
                        .findFirst();
            } catch (SocketException e) {
                return Optional.empty();
            }
        }
        String text = from.getHostAddress();
        return ports.values().stream()
                .filter(port -> from instanceof Inet6Address
                        ? owns(port, from)
                        : port.ipv4().equals(text))
                .map(VpcPort::instanceId)
                .findFirst();
    }

    private boolean owns(VpcPort port, InetAddress from) {
        return simulator.interfaces().stream()
                .filter(one -> one.id().equals(port.interfaceId()))
                .flatMap(one -> Stream.concat(
                        one.ipv6Addresses().stream().map(address -> address + "/128"), one.ipv6Prefixes().stream()))
                .anyMatch(block -> Ipv6Block.parse(block).contains(Ipv6Address.of((Inet6Address) from)));
    }

    @Override
    public void close() {
        closed = true;
        following.interrupt();
        client.close();
        simulator.close();
        hosts.values().forEach(BootedHost::close);
        dhcp.close();
    }
}
