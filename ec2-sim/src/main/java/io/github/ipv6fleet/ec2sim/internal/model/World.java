package io.github.ipv6fleet.ec2sim.internal.model;

import io.github.ipv6fleet.ec2sim.Ec2Assumptions;
import io.github.ipv6fleet.ec2sim.internal.auth.Rules;
import io.github.ipv6fleet.ec2sim.internal.net.Ipv4Block;
import io.github.ipv6fleet.ec2sim.internal.net.Ipv6Block;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything that exists in the region. Not thread-safe: whoever calls holds the one lock around it, and calls
 * {@link #tick()} first.
 */
public final class World {
    public static final String OWNER = "123456789012";
    public static final String REGION = "us-east-1";

    private final InstantSource clock;
    private final Duration stateDelay;
    private final Ec2Assumptions assumptions;
    private final Ids ids = new Ids();
    private final Tags tags = new Tags();
    private final ClientTokens tokens;
    private final List<Zone> zones = new ArrayList<>();
    private final Map<String, Vpc> vpcs = new LinkedHashMap<>();
    private final Map<String, Subnet> subnets = new LinkedHashMap<>();
    private final Map<String, SecurityGroup> groups = new LinkedHashMap<>();
    private final Map<String, KeyPair> keys = new LinkedHashMap<>();
    private final Map<String, Image> images = new LinkedHashMap<>();
    private final Map<String, LaunchTemplate> templates = new LinkedHashMap<>();
    private final Map<String, NetworkInterface> interfaces = new LinkedHashMap<>();
    private final NavigableMap<Long, NetworkInterface> interfacesByOrder = new TreeMap<>();
    private final Map<String, Instance> instances = new LinkedHashMap<>();
    private final NavigableMap<Long, Instance> instancesByOrder = new TreeMap<>();
    private final Map<String, Set<String>> instancesByToken = new HashMap<>();
    private final Endings endings;
    private final Addressing addressing;
    private final News news;
    private BiConsumer<Instance, Change> observer = (instance, change) -> {};
    private final Routing routing;
    private final Fleets fleets = new Fleets();
    private final Capacity capacity = new Capacity();
    private final Volumes volumes = new Volumes();
    private Rules rules = Rules.everything();
    private long lastOrder;
    private boolean showNew;
    private @Nullable Instant moment;

    /** @param consistencyDelay how long what is new stays unknown */
    public World(InstantSource clock, Duration stateDelay, Ec2Assumptions assumptions, Duration consistencyDelay) {
        this.news = new News(consistencyDelay);
        this.clock = clock;
        this.stateDelay = stateDelay;
        this.endings = new Endings(stateDelay);
        this.assumptions = assumptions;
        this.tokens = new ClientTokens(assumptions);
        this.addressing = new Addressing(ids, assumptions);
        Ground.lay(this);
        this.routing = new Routing(this, vpcs.values().iterator().next());
        news.forget(); // the ground was always there
    }

    /** Returns the time, or the moment of the past whose events are taking effect just now. */
    public Instant now() {
        Instant past = moment;
        return past != null ? past : clock.instant();
    }

    /** Returns the time that the clock shows; whoever asks needs no lock. */
    public Instant clockTime() {
        return clock.instant();
    }

    /** Returns what is done where it is not known what EC2 does. */
    public Ec2Assumptions assumptions() {
        return assumptions;
    }

    /** Returns how long an instance is on its way from one state to the next. */
    public Duration stateDelay() {
        return stateDelay;
    }

    /**
     * Lets time do its work: frees what terminated instances held, brings fleets to their size, and forgets instances after
     * an hour. Each takes effect as of the moment at which it was due, so it does not matter when somebody looks.
     */
    public void tick() {
        Instant now = clock.instant();
        news.tick(now);
        for (Instant next = next(); next != null && !next.isAfter(now); next = next()) {
            moment = next;
            try {
                settle(next);
            } finally {
                moment = null;
            }
        }
        endings.forgotten(now).forEach(this::forget);
    }

    private @Nullable Instant next() {
        Instant gone = endings.next();
        Instant due = fleets.next();
        return due == null || (gone != null && gone.isBefore(due)) ? gone : due;
    }

    private void settle(Instant at) {
        for (Instance instance : endings.gone(at)) {
            List.copyOf(instance.interfaces()).forEach(this::detachTerminated);
            volumes.release(instance, tags, false);
        }
        fleets.keep(this, at);
    }

    private void detachTerminated(NetworkInterface each) {
        Attachment attachment = each.attachment();
        detach(each);
        if (attachment != null && attachment.deleteOnTermination()) {
            delete(each);
        }
    }

    /** Sets who is told of changes; it is called under the lock, and returns at once. */
    public void observer(BiConsumer<Instance, Change> each) {
        observer = each;
    }

    /** Tells that this happened to the instance; every action that does so calls it once, when it has succeeded. */
    public void changed(Instance instance, Change change) {
        observer.accept(instance, change);
    }

    /** Returns the number under which the next resource is listed: pages go by it. */
    public long nextOrder() {
        news.made(++lastOrder, now());
        return lastOrder;
    }

    /** Returns whether what is listed under that number is known already. */
    public boolean isKnown(long order) {
        return showNew || news.isKnown(order);
    }

    /** Says whether what is new is known at once, as to who looks at a world that is late as a whole. */
    public void showNew(boolean value) {
        showNew = value;
    }

    /** Returns the number of the newest resource: what is listed under a higher one was made since. */
    public long lastOrder() {
        return lastOrder;
    }

    public Ids ids() {
        return ids;
    }

    public Tags tags() {
        return tags;
    }

    public ClientTokens tokens() {
        return tokens;
    }

    public Addressing addressing() {
        return addressing;
    }

    /** Returns what callers may do. */
    public Rules rules() {
        return rules;
    }

    public void rules(Rules value) {
        rules = value;
    }

    public Volumes volumes() {
        return volumes;
    }

    public Capacity capacity() {
        return capacity;
    }

    public Fleets fleets() {
        return fleets;
    }

    public Routing routing() {
        return routing;
    }

    public List<Zone> zones() {
        return zones;
    }

    public Map<String, Vpc> vpcs() {
        return vpcs;
    }

    public Map<String, Subnet> subnets() {
        return subnets;
    }

    public Map<String, SecurityGroup> groups() {
        return groups;
    }

    public Map<String, KeyPair> keys() {
        return keys;
    }

    public Map<String, Image> images() {
        return images;
    }

    public Map<String, LaunchTemplate> templates() {
        return templates;
    }

    public Map<String, NetworkInterface> interfaces() {
        return interfaces;
    }

    /** The same interfaces by their numbers. */
    public NavigableMap<Long, NetworkInterface> interfacesByOrder() {
        return interfacesByOrder;
    }

    public Map<String, Instance> instances() {
        return instances;
    }

    /** The same instances by their numbers. */
    public NavigableMap<Long, Instance> instancesByOrder() {
        return instancesByOrder;
    }

    /** Returns the ids of the instances that were launched with that ClientToken. */
    public Set<String> instancesWithToken(String token) {
        return instancesByToken.getOrDefault(token, Set.of());
    }

    public Subnet createSubnet(Vpc vpc, Zone zone, @Nullable Ipv4Block ipv4, @Nullable Ipv6Block ipv6) {
        Subnet made = new Subnet(ids.next("subnet"), nextOrder(), vpc, zone, ipv4, ipv6, false);
        subnets.put(made.id(), made);
        return made;
    }

    /** Makes a group that lets everything out and nothing in. */
    public SecurityGroup createGroup(Vpc vpc, String name, String description) {
        SecurityGroup made = new SecurityGroup(ids.next("sg"), nextOrder(), vpc.id(), name, description);
        Ground.openEgress(made, ids.next("sgr"), ids.next("sgr"));
        groups.put(made.id(), made);
        return made;
    }

    /** Makes an interface with an IPv4 address, chosen when {@code privateIp} is null, where the subnet has IPv4. */
    public NetworkInterface createInterface(
            Subnet subnet, String description, List<SecurityGroup> groups, @Nullable Long privateIp) {
        Ipv4Space space = subnet.ipv4();
        String address = null;
        if (space != null) {
            address = Ipv4Block.text(privateIp == null ? addressing.takeAnyIpv4(subnet, space) : privateIp);
        }
        NetworkInterface made = new NetworkInterface(
                ids.next("eni"), nextOrder(), subnet, ids.mac(), description, List.copyOf(groups), address);
        interfaces.put(made.id(), made);
        interfacesByOrder.put(made.order(), made);
        return made;
    }

    /** Removes the interface and frees what it held. */
    public void delete(NetworkInterface each) {
        addressing.releaseAll(each);
        interfaces.remove(each.id());
        interfacesByOrder.remove(each.order());
        tags.removeAll(each.id());
    }

    public void attach(NetworkInterface each, Instance instance, Attachment attachment) {
        each.attachment(attachment);
        instance.interfaces().add(each);
    }

    public void detach(NetworkInterface each) {
        Attachment attachment = each.attachment();
        Instance instance = attachment == null ? null : instances.get(attachment.instanceId());
        if (instance != null) {
            instance.interfaces().remove(each);
        }
        each.attachment(null);
        each.primaryIpv6(false); // it lasts until the interface is detached (EC2 API reference, EnablePrimaryIpv6)
    }

    public Instance createInstance(Launch launch, int launchIndex, Subnet subnet) {
        List<String> volumeIds = volumes.make(this, launch, subnet.zone());
        Instance made = new Instance(ids.next("i"), nextOrder(), launch, launchIndex, subnet, stateDelay, volumeIds);
        volumes.attach(made);
        instances.put(made.id(), made);
        instancesByOrder.put(made.order(), made);
        if (launch.clientToken() != null) {
            instancesByToken
                    .computeIfAbsent(launch.clientToken(), token -> new LinkedHashSet<>())
                    .add(made.id());
        }
        return made;
    }

    private void forget(Instance instance) {
        instances.remove(instance.id());
        instancesByOrder.remove(instance.order());
        instancesByToken.computeIfPresent(String.valueOf(instance.launch().clientToken()), (token, ids) -> {
            ids.remove(instance.id());
            return ids.isEmpty() ? null : ids;
        });
        fleets.forget(instance);
        tags.removeAll(instance.id());
    }

    /** Takes back an instance as if it had never been. */
    public void discard(Instance instance) {
        List.copyOf(instance.interfaces()).forEach(this::detachTerminated);
        fleets.discard(instance);
        forget(instance);
        volumes.release(instance, tags, true);
    }

    public void terminate(Instance instance) {
        if (instance.terminating() == null) {
            changed(instance, Change.TERMINATE);
            instance.terminate(now());
            endings.add(instance);
            fleets.terminated(instance, now().plus(stateDelay));
        }
    }

    /** Stops a running instance; its public IPv4 address goes, its IPv6 addresses and prefixes stay. */
    public void stop(Instance instance) {
        boolean had = false;
        for (NetworkInterface each : instance.interfaces()) {
            had |= each.publicIp() != null;
            each.publicIp(null);
        }
        instance.stop(now(), had);
        changed(instance, Change.STOP);
    }

    /** Starts a stopped instance; if it had a public IPv4 address it gets another one. */
    public void start(Instance instance) {
        if (instance.start(now())) {
            instance.interfaces().stream()
                    .filter(each ->
                            each.attachment() != null && each.attachment().deviceIndex() == 0)
                    .forEach(each -> each.publicIp(addressing.nextPublicIpv4()));
        }
        changed(instance, Change.BOOT);
    }
}
