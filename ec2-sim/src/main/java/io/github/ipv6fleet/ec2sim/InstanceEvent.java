package io.github.ipv6fleet.ec2sim;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.ec2sim.internal.model.Instance;
import io.github.ipv6fleet.ec2sim.internal.model.NetworkInterface;
import io.github.ipv6fleet.ec2sim.internal.model.UserData;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.net.Ipv6;
import io.github.ipv6fleet.ec2sim.internal.net.Ipv6Block;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The instance that a {@link InstanceHook} is told of, as it was when that happened; more is in its metadata
 * ({@link Ec2Simulator#metadataService}). Immutable, but for the console; safe for use by several threads.
 */
public final class InstanceEvent {
    private final World world;
    private final Instance instance;
    private final @Nullable String macAddress;
    private final List<String> ipv6Addresses;
    private final List<String> ipv6Prefixes;
    private final Map<String, String> tags;

    /** The caller holds the world's lock. */
    InstanceEvent(World world, Instance instance) {
        this.world = world;
        this.instance = instance;
        NetworkInterface first = instance.interfaces().stream()
                .filter(each -> each.attachment() != null && each.attachment().deviceIndex() == 0)
                .findFirst()
                .orElse(null);
        this.macAddress = first == null ? null : first.macAddress();
        this.ipv6Addresses = first == null
                ? List.of()
                : first.ipv6Addresses().stream().map(Ipv6::toString).toList();
        this.ipv6Prefixes = first == null
                ? List.of()
                : first.ipv6Prefixes().stream().map(Ipv6Block::toString).toList();
        this.tags = Map.copyOf(new TreeMap<>(world.tags().of(instance.id())));
    }

    /** Returns the id, such as {@code i-0adc9c1ebc5fda2e4}. */
    public String instanceId() {
        return instance.id();
    }

    /** Returns the type, such as {@code r5d.large}. */
    public String instanceType() {
        return instance.launch().type().name();
    }

    /** Returns the id of the image. */
    public String imageId() {
        return instance.launch().image().id();
    }

    /** Returns the place in the batch that was launched, from 0. */
    public int launchIndex() {
        return instance.launchIndex();
    }

    /** Returns the id of the subnet of the first interface. */
    public String subnetId() {
        return instance.subnet().id();
    }

    /** Returns the MAC address of the interface at device index 0; empty when it is gone. */
    public Optional<String> macAddress() {
        return Optional.ofNullable(macAddress);
    }

    /** Returns the IPv6 addresses of the interface at device index 0, in the form of RFC 5952, in EC2's order. */
    public List<String> ipv6Addresses() {
        return ipv6Addresses;
    }

    /** Returns the delegated prefixes of the interface at device index 0, such as {@code 2001:db8:0:0:2::/80}. */
    public List<String> ipv6Prefixes() {
        return ipv6Prefixes;
    }

    /** Returns the tags of the instance. */
    public Map<String, String> tags() {
        return tags;
    }

    /** Returns the user data, decoded; a copy. Empty if there are none. */
    public Optional<byte[]> userData() {
        return Optional.ofNullable(instance.launch().userData()).map(UserData::bytes);
    }

    /** Adds to what GetConsoleOutput answers, in UTF-8; it keeps the last 64 KB. */
    public void appendConsole(String text) {
        byte[] bytes = requireNonNull(text, "text").getBytes(StandardCharsets.UTF_8);
        synchronized (world) {
            instance.console().append(bytes, world.now());
        }
    }

    /** Returns the id. */
    @Override
    public String toString() {
        return instanceId();
    }
}
