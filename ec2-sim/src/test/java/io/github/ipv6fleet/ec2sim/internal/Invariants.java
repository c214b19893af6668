package io.github.ipv6fleet.ec2sim.internal;

import io.github.ipv6fleet.ec2sim.AssumedRule;
import io.github.ipv6fleet.ec2sim.internal.model.Attachment;
import io.github.ipv6fleet.ec2sim.internal.model.BlockVolume;
import io.github.ipv6fleet.ec2sim.internal.model.Fleet;
import io.github.ipv6fleet.ec2sim.internal.model.Instance;
import io.github.ipv6fleet.ec2sim.internal.model.InstanceType;
import io.github.ipv6fleet.ec2sim.internal.model.NetworkInterface;
import io.github.ipv6fleet.ec2sim.internal.model.Subnet;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.net.Ipv6Block;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What holds of every world, whatever was called. Each check goes by what is there, not by how it came. */
final class Invariants {
    private final World world;
    private final List<String> broken = new ArrayList<>();

    private Invariants(World world) {
        this.world = world;
    }

    /** Returns what does not hold; empty if all does. */
    static List<String> broken(World world) {
        Invariants all = new Invariants(world);
        world.subnets().values().forEach(all::addresses);
        world.interfaces().values().forEach(all::attachment);
        world.instances().values().forEach(all::instance);
        world.fleets().byId().values().forEach(all::fleet);
        world.volumes().byId().values().forEach(all::volume);
        all.ipv4();
        all.tokens();
        return all.broken;
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            broken.add(otherwise);
        }
    }

    private static Stream<Ipv6Block> held(NetworkInterface each) {
        return Stream.concat(each.ipv6Addresses().stream().map(Ipv6Block::single), each.ipv6Prefixes().stream());
    }

    private void addresses(Subnet subnet) {
        List<Ipv6Block> held = world.interfaces().values().stream()
                .filter(each -> each.subnet() == subnet)
                .flatMap(Invariants::held)
                .sorted(Comparator.comparing(Ipv6Block::first))
                .toList();
        for (int i = 0; i < held.size(); i++) {
            Ipv6Block each = held.get(i);
            check(i == 0 || !held.get(i - 1).overlaps(each), each + " is owned twice");
            check(each.length() == 128 || each.length() == 80, each + " is neither an address nor a /80");
            check(subnet.ipv6() != null && subnet.ipv6().block().contains(each), each + " is not of " + subnet.id());
            boolean edge = each.length() == 80 && !world.assumptions().holds(AssumedRule.EDGE_PREFIXES_ARE_KEPT_BACK);
            check(edge || subnet.ipv6() == null || !subnet.ipv6().reserved(each), each + " is reserved by EC2");
        }
        if (subnet.ipv6() != null) {
            check(
                    new HashSet<>(subnet.ipv6().used()).equals(new HashSet<>(held)),
                    subnet.id() + " counts as used what nobody holds, or the other way round");
        }
    }

    private void attachment(NetworkInterface each) {
        Attachment attachment = each.attachment();
        if (attachment == null) {
            return;
        }
        Instance instance = world.instances().get(attachment.instanceId());
        check(instance != null, each.id() + " is on an instance that is not there");
        if (instance != null) {
            InstanceType type = instance.launch().type();
            check(instance.interfaces().contains(each), each.id() + " is on an instance that does not know it");
            check(
                    each.ipv6Count() <= type.ipv6AddressesPerInterface(),
                    each.id() + " holds more than a " + type.name() + " takes");
            check(each.ipv6Prefixes().isEmpty() || type.nitro(), each.id() + " has a prefix on Xen");
            check(
                    each.subnet().zone().equals(instance.subnet().zone()),
                    each.id() + " is in another zone than its instance");
        }
    }

    private void instance(Instance instance) {
        List<NetworkInterface> nics = instance.interfaces();
        check(
                nics.size() <= instance.launch().type().maximumNetworkInterfaces(),
                instance.id() + " has too many interfaces");
        Set<Integer> indices = new HashSet<>();
        for (NetworkInterface each : nics) {
            Attachment attachment = each.attachment();
            check(world.interfaces().get(each.id()) == each, instance.id() + " has an interface that is gone");
            check(
                    attachment != null && attachment.instanceId().equals(instance.id()),
                    instance.id() + " has an interface that is not on it");
            check(attachment == null || indices.add(attachment.deviceIndex()), instance.id() + " has an index twice");
        }
        boolean ended = instance.state(world.now()).text().equals("terminated");
        check(ended == nics.isEmpty(), instance.id() + " runs without an interface, or is gone and has one");
    }

    /** A fleet that nothing hinders and that waits for nothing has its size. */
    private void fleet(Fleet fleet) {
        for (Fleet.Member each : fleet.living()) {
            check(
                    world.instances().get(each.instance().id()) == each.instance(),
                    fleet.id() + " has an instance that is gone");
            check(
                    world.fleets().of(each.instance().id()) == fleet,
                    fleet.id() + " has an instance that does not know it");
        }
        boolean settled = !fleet.instant() && !fleet.state().isDeleted() && fleet.due() == null;
        check(
                !settled
                        || fleet.units(false) + fleet.units(true)
                                == fleet.target().total(),
                fleet.id() + " has not the size that it is to have");
    }

    private void volume(BlockVolume each) {
        String id = each.instanceId();
        check(id == null || world.instances().containsKey(id), each.id() + " is on an instance that is not there");
    }

    private void ipv4() {
        Set<String> seen = new HashSet<>();
        for (NetworkInterface each : world.interfaces().values()) {
            check(each.privateIp() == null || seen.add(each.privateIp()), each.privateIp() + " is owned twice");
            check(seen.add(each.macAddress()), each.macAddress() + " is there twice");
        }
    }

    private void tokens() {
        Map<String, String> launches = new HashMap<>();
        for (Instance each : world.instances().values()) {
            String token = each.launch().clientToken();
            if (token != null) {
                String first = launches.putIfAbsent(token, each.launch().reservationId());
                check(
                        first == null || first.equals(each.launch().reservationId()),
                        "the token " + token + " has launched twice");
            }
        }
    }

    /** Returns everything that a call could change, as text. */
    static String state(World world) {
        StringBuilder out = new StringBuilder();
        world.interfaces()
                .values()
                .forEach(each -> out.append(each.id())
                        .append(each.privateIp())
                        .append(each.ipv6Addresses())
                        .append(each.ipv6Prefixes())
                        .append(each.primaryIpv6())
                        .append(each.attachment())
                        .append(world.tags().of(each.id()))
                        .append('\n'));
        world.instances()
                .values()
                .forEach(each -> out.append(each.id())
                        .append(each.state(world.now()))
                        .append(world.tags().of(each.id()))
                        .append('\n'));
        world.subnets()
                .values()
                .forEach(each ->
                        out.append(each.id()).append(each.reservations()).append('\n'));
        world.templates()
                .values()
                .forEach(each -> out.append(each.id()).append(each.versions().keySet()));
        world.fleets()
                .byId()
                .values()
                .forEach(each -> out.append(each.id())
                        .append(each.state())
                        .append(each.target())
                        .append(each.due()));
        out.append(world.volumes().byId().keySet());
        world.tags().resources().forEach(out::append);
        return out.toString();
    }
}
