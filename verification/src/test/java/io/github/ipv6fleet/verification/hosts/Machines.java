package io.github.ipv6fleet.verification.hosts;

import io.github.ipv6fleet.ec2sim.InstanceEvent;
import io.github.ipv6fleet.ec2sim.InstanceHook;
import io.github.ipv6fleet.verification.packets.Folders;
import io.github.ipv6fleet.verification.packets.Namespace;
import io.github.ipv6fleet.verification.packets.Shell;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/** Boots what EC2 launches, each plugged into the router by a wire of its own. */
final class Machines implements InstanceHook, AutoCloseable {
    private final String name;
    private final BootRoot root;
    private final Path evidence;
    private final Path image;
    private final Shell shell;
    private final VpcRouter router;
    private final AtomicInteger count = new AtomicInteger();
    private final Map<String, BootedHost> hosts = new ConcurrentHashMap<>();
    private final Map<String, VpcPort> ports = new ConcurrentHashMap<>();
    /** What images have besides, by path. */
    private final Map<String, String> imageFiles = new ConcurrentHashMap<>();

    private volatile Optional<Neighbours> neighbours = Optional.empty();
    private volatile Services services;

    /** Of EC2 and the VPC, which are there only when the hook is. */
    private record Services(Ec2Client client, Dhcp dhcp) {}

    /** @param name what everything of theirs is called by */
    Machines(String name, BootRoot root, Path evidence, Path image, Shell shell, VpcRouter router) {
        this.name = name;
        this.root = root;
        this.evidence = evidence;
        this.image = image;
        this.shell = shell;
        this.router = router;
    }

    /** Before anything is launched. */
    void use(Ec2Client client, Dhcp dhcp) {
        services = new Services(client, dhcp);
    }

    /** Has neighbours answered for on wires from now on. */
    void answerBy(Neighbours all) {
        neighbours = Optional.of(all);
    }

    void putOnImage(String path, String text) {
        imageFiles.put(path, text);
    }

    Optional<BootedHost> host(String instanceId) {
        return Optional.ofNullable(hosts.get(instanceId));
    }

    Optional<VpcPort> port(String instanceId) {
        return Optional.ofNullable(ports.get(instanceId));
    }

    List<VpcPort> ports() {
        return List.copyOf(ports.values());
    }

    @Override
    public void boot(InstanceEvent event) throws Exception {
        VpcPort port = newPort(event);
        String part = "h" + port.name().substring(1);
        Namespace namespace = Namespace.create(shell, name + "-" + part);
        router.plug(port, namespace.name());
        ports.put(event.instanceId(), port);
        services.dhcp().add(port);
        neighbours.ifPresent(all -> all.answer(port));
        Path work = Folders.RUNS.resolve(name).resolve(part);
        String network = FirstNetwork.of(shell, root.tree(), event, port);
        hosts.put(
                event.instanceId(),
                BootedHost.start(root, event, namespace, work, evidence, image, network, imageFiles));
    }

    private VpcPort newPort(InstanceEvent event) {
        NetworkInterface described = services.client()
                .describeNetworkInterfaces(r -> r.filters(Filter.builder()
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
                event.ipv6Addresses().stream().findFirst().orElse(""),
                described.groups().stream().map(GroupIdentifier::groupId).toList());
    }

    @Override
    public void reboot(InstanceEvent event) {
        host(event.instanceId()).orElseThrow().sh("systemctl reboot");
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
            neighbours.ifPresent(all -> all.forget(port));
            router.unplug(port);
            services.dhcp().remove(port);
        }
    }

    @Override
    public void close() {
        hosts.values().forEach(BootedHost::close);
    }
}
