package io.github.ipv6fleet.ec2sim.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.ec2sim.AssumedRule;
import io.github.ipv6fleet.ec2sim.Ec2Assumptions;
import io.github.ipv6fleet.ec2sim.internal.model.Fleet;
import io.github.ipv6fleet.ec2sim.internal.model.Instance;
import io.github.ipv6fleet.ec2sim.internal.model.NetworkInterface;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Legal and illegal calls in random order, in a world so small that they get in each other's way, in which some of what is
 * assumed of EC2 is otherwise. After each, the invariants hold; a call that was refused has changed nothing.
 */
class RandomCallsTest {
    private static final int STEPS = 10_000;
    private static final int MOST_INSTANCES = 30;
    private static final int MOST_INTERFACES = 60;
    private static final String NETWORK = "2600:1f18:47b:ca03:";
    private static final List<String> SUBNETS = List.of("subnet-09a931730fa9e0000", "subnet-09a931730fa9e0001");

    private final long seed = Long.getLong("ipv6fleet.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private final World world = new World(() -> now, Duration.ofSeconds(20), some(random), Duration.ZERO);
    private final Dispatcher dispatcher = new Dispatcher(world, exchange -> {});
    private final Map<String, Integer> succeeded = new TreeMap<>();
    private final Map<String, Integer> refused = new TreeMap<>();

    private static Ec2Assumptions some(Random random) {
        Ec2Assumptions some = Ec2Assumptions.defaults();
        for (AssumedRule rule : AssumedRule.values()) {
            some = random.nextBoolean() ? some.without(rule) : some;
        }
        return some;
    }

    @Test
    @DisplayName("10,000 random calls: no address owned twice, no quota exceeded, nothing half done, never a 500")
    void steps() {
        for (int step = 0; step < STEPS; step++) {
            now = now.plusSeconds(random.nextInt(5) == 0 ? random.nextInt(60) : 0);
            Map<String, String> call = call();
            world.tick();
            String before = Invariants.state(world);

            Exchange exchange = dispatcher.dispatch(call);

            String replay = "step " + step + ", " + call + " answered " + exchange.errorCode()
                    + "; replay with -Dipv6fleet.seed=" + seed;
            assertThat(exchange.status()).as(replay + exchange.body()).isIn(200, 400);
            assertThat(Invariants.broken(world)).as(replay).isEmpty();
            if (exchange.status() == 400) {
                assertThat(Invariants.state(world)).as(replay).isEqualTo(before);
            }
            (exchange.status() == 200 ? succeeded : refused).merge(exchange.action(), 1, Integer::sum);
        }
        System.out.println("seed " + seed + ": succeeded " + succeeded + ", refused " + refused);
        assertThat(succeeded.keySet())
                .as("seed " + seed)
                .isEqualTo(refused.keySet())
                .hasSize(19);
    }

    private Map<String, String> call() {
        Map<String, String> call = new TreeMap<>();
        int kind = running().size() > MOST_INSTANCES ? random.nextInt(3) : random.nextInt(30);
        if (world.interfaces().size() > MOST_INTERFACES && random.nextBoolean()) {
            kind = 20;
        }
        if (kind < 3) {
            call.put("Action", "TerminateInstances");
            call.put("InstanceId.1", instance());
            call.put("InstanceId.2", instance());
        } else if (kind < 7) {
            call.put("Action", "CreateNetworkInterface");
            call.put("SubnetId", pick(SUBNETS));
            ipv6(call, "", "Ipv6Addresses", true);
            token(call);
        } else if (kind < 11) {
            run(call);
        } else if (kind < 14) {
            call.put("Action", "AssignIpv6Addresses");
            call.put("NetworkInterfaceId", nic());
            ipv6(call, "", "Ipv6Addresses", false);
        } else if (kind < 17) {
            unassign(call);
        } else if (kind < 19) {
            call.put("Action", "AttachNetworkInterface");
            call.put("NetworkInterfaceId", nic(each -> each.attachment() == null));
            call.put("InstanceId", instance());
            call.put("DeviceIndex", "" + random.nextInt(4));
        } else if (kind < 20) {
            call.put("Action", "DetachNetworkInterface");
            NetworkInterface each = world.interfaces()
                    .get(nic(one -> one.attachment() != null && one.attachment().deviceIndex() > 0));
            boolean there = each != null && each.attachment() != null;
            call.put("AttachmentId", there ? each.attachment().id() : "eni-attach-00000000000000000");
        } else if (kind < 21) {
            call.put("Action", "DeleteNetworkInterface");
            call.put("NetworkInterfaceId", nic());
        } else if (kind < 22) {
            reserve(call);
        } else if (kind < 23) {
            call.put("Action", "CreateTags");
            call.put("ResourceId.1", nic());
            call.put("ResourceId.2", instance());
            call.put("Tag.1.Key", random.nextInt(4) == 0 ? "aws:x" : "k" + random.nextInt(3));
            call.put("Tag.1.Value", "v" + random.nextInt(3));
        } else if (kind < 25) {
            template(call);
        } else if (kind < 28) {
            fleet(call);
        } else if (kind < 29) {
            modify(call);
        } else {
            call.put("Action", random.nextBoolean() ? "DescribeInstances" : "DescribeNetworkInterfaces");
            call.put("Filter.1.Name", random.nextInt(3) == 0 ? "colour" : "subnet-id");
            call.put("Filter.1.Value.1", pick(SUBNETS));
        }
        return call;
    }

    private void run(Map<String, String> call) {
        call.put("Action", "RunInstances");
        call.put("ImageId", "ami-0ac019f4fcb7cb7e6");
        call.put("InstanceType", pick(List.of("r5d.large", "t3.micro", "t3.small", "m4.large", "m7g.large")));
        int count = random.nextInt(3) == 0 ? 3 : 1;
        call.put("MinCount", "" + (1 + random.nextInt(count)));
        call.put("MaxCount", "" + count);
        if (random.nextInt(4) == 0) {
            call.put("LaunchTemplate.LaunchTemplateName", "template-" + random.nextInt(4));
            token(call);
            return;
        }
        for (int i = 1; i <= 1 + random.nextInt(5) / 4; i++) {
            String nic = "NetworkInterface." + i + ".";
            call.put(nic + "DeviceIndex", "" + (i - 1));
            if (random.nextInt(4) == 0) {
                String first = call.get("NetworkInterface.1.NetworkInterfaceId");
                boolean again = first != null && random.nextInt(3) == 0;
                call.put(nic + "NetworkInterfaceId", again ? first : nic(each -> each.attachment() == null));
            } else {
                call.put(nic + "SubnetId", pick(SUBNETS));
                ipv6(call, nic, "Ipv6Addresses", true);
                if (random.nextBoolean()) {
                    call.put(nic + "DeleteOnTermination", "" + random.nextBoolean());
                }
            }
        }
        token(call);
    }

    /** A template that can be launched, or not: it is made in any case. */
    private void template(Map<String, String> call) {
        String name = "template-" + random.nextInt(4);
        call.put("LaunchTemplateName", random.nextInt(10) == 0 ? "x" : name);
        if (world.templates().size() > 2 && random.nextBoolean()) {
            call.put("Action", "DeleteLaunchTemplate");
            return;
        }
        call.put("Action", "CreateLaunchTemplate");
        call.put("LaunchTemplateData.ImageId", "ami-0ac019f4fcb7cb7e6");
        call.put("LaunchTemplateData.InstanceType", pick(List.of("r5d.large", "t3.micro", "m4.large")));
        String nic = "LaunchTemplateData.NetworkInterface.1.";
        call.put(nic + "DeviceIndex", "0");
        call.put(nic + "SubnetId", pick(SUBNETS));
        ipv6(call, nic, "Ipv6Addresses", true);
    }

    private void fleet(Map<String, String> call) {
        List<Fleet> living = world.fleets().byId().values().stream()
                .filter(each -> !each.state().isDeleted())
                .toList();
        String target = "TargetCapacitySpecification.TotalTargetCapacity";
        int what = living.size() > 3 ? random.nextInt(2) : random.nextInt(4);
        if (what < 2) {
            String id = pickOr(living.stream().map(Fleet::id).toList(), "fleet-00000000-0000-0000-0000-000000000000");
            call.put("Action", what == 0 ? "DeleteFleets" : "ModifyFleet");
            call.put(what == 0 ? "FleetId.1" : "FleetId", id);
            if (what == 1) {
                call.put(target, "" + random.nextInt(4));
            } else if (random.nextInt(4) > 0) {
                call.put("TerminateInstances", "" + random.nextBoolean());
            }
            return;
        }
        call.put("Action", "CreateFleet");
        call.put("Type", random.nextBoolean() ? "instant" : "maintain");
        call.put(
                "LaunchTemplateConfigs.1.LaunchTemplateSpecification.LaunchTemplateName",
                "template-" + random.nextInt(4));
        call.put("LaunchTemplateConfigs.1.LaunchTemplateSpecification.Version", "$Latest");
        for (int i = 1; i <= 2; i++) {
            call.put("LaunchTemplateConfigs.1.Overrides." + i + ".SubnetId", SUBNETS.get(i - 1));
        }
        call.put(target, "" + random.nextInt(3));
        token(call);
    }

    private void modify(Map<String, String> call) {
        call.put("Action", "ModifyNetworkInterfaceAttribute");
        String id = nic(each -> each.attachment() != null);
        call.put("NetworkInterfaceId", id);
        NetworkInterface each = world.interfaces().get(id);
        if (each != null && each.attachment() != null && random.nextBoolean()) {
            call.put("Attachment.AttachmentId", each.attachment().id());
            call.put("Attachment.DeleteOnTermination", "" + random.nextBoolean());
        } else {
            call.put("EnablePrimaryIpv6", "true");
        }
    }

    private void token(Map<String, String> call) {
        if (random.nextInt(3) == 0) {
            call.put("ClientToken", "t" + random.nextInt(40));
        }
    }

    /** One of the four forms, or now and then two of them, or none. */
    private void ipv6(Map<String, String> call, String at, String addresses, boolean structures) {
        for (int forms = random.nextInt(8) == 0 ? 2 : 1; forms > 0; forms--) {
            switch (random.nextInt(5)) {
                case 0 -> call.put(at + "Ipv6AddressCount", "" + random.nextInt(12));
                case 1 -> call.put(at + "Ipv6PrefixCount", "" + random.nextInt(4));
                case 2 -> {
                    for (int i = 1; i <= 1 + random.nextInt(5); i++) {
                        call.put(at + addresses + "." + i + (structures ? ".Ipv6Address" : ""), address());
                    }
                }
                case 3 -> {
                    for (int i = 1; i <= 1 + random.nextInt(3); i++) {
                        call.put(at + "Ipv6Prefix." + i + (structures ? ".Ipv6Prefix" : ""), prefix());
                    }
                }
                default -> {}
            }
        }
    }

    private void unassign(Map<String, String> call) {
        call.put("Action", "UnassignIpv6Addresses");
        String id = nic();
        call.put("NetworkInterfaceId", id);
        NetworkInterface each = world.interfaces().get(id);
        boolean own = each != null && random.nextInt(4) > 0;
        if (own && !each.ipv6Addresses().isEmpty()) {
            call.put("Ipv6Addresses.1", pick(each.ipv6Addresses()).toString());
        } else if (own && !each.ipv6Prefixes().isEmpty()) {
            call.put("Ipv6Prefix.1", pick(each.ipv6Prefixes()).toString());
        } else {
            call.put("Ipv6Addresses.1", address());
            call.put("Ipv6Prefix.1", prefix());
        }
    }

    private void reserve(Map<String, String> call) {
        List<String> ids = new ArrayList<>();
        world.subnets().values().forEach(each -> each.reservations().forEach(one -> ids.add(one.id())));
        if (ids.size() > 3 || random.nextInt(3) == 0) {
            call.put("Action", "DeleteSubnetCidrReservation");
            call.put("SubnetCidrReservationId", ids.isEmpty() ? "scr-00000000000000000" : pick(ids));
        } else {
            call.put("Action", "CreateSubnetCidrReservation");
            call.put("SubnetId", SUBNETS.get(0));
            call.put("Cidr", random.nextBoolean() ? prefix() : NETWORK + ":" + random.nextInt(4) + "0/124");
            call.put("ReservationType", random.nextBoolean() ? "prefix" : "explicit");
        }
    }

    private String address() {
        return NETWORK + ":" + Integer.toHexString(random.nextInt(48));
    }

    /** Mostly one that can be delegated. */
    private String prefix() {
        return random.nextInt(8) == 0
                ? NETWORK + random.nextInt(3) + "::8/80"
                : NETWORK + Integer.toHexString(random.nextInt(24)) + "::/80";
    }

    private String nic() {
        return nic(each -> true);
    }

    /** Mostly one of this kind, where there is one; now and then any, or none. */
    private String nic(Predicate<NetworkInterface> kind) {
        boolean any = random.nextInt(4) == 0;
        return pickOr(
                world.interfaces().values().stream()
                        .filter(each -> any || kind.test(each))
                        .map(NetworkInterface::id)
                        .toList(),
                "eni-00000000000000000");
    }

    private List<String> running() {
        return world.instances().values().stream()
                .filter(each -> each.terminating() == null)
                .map(Instance::id)
                .toList();
    }

    private String instance() {
        List<String> all = List.copyOf(world.instances().keySet());
        return pickOr(random.nextInt(4) == 0 ? all : running(), "i-00000000000000000");
    }

    private String pickOr(List<String> ids, String missing) {
        return ids.isEmpty() || random.nextInt(20) == 0 ? missing : pick(ids);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    @Test
    @DisplayName("the invariants notice a world that is out of joint")
    void invariantsNotice() {
        Map<String, String> create = Map.of(
                "Action", "CreateNetworkInterface",
                "SubnetId", SUBNETS.get(0),
                "Ipv6AddressCount", "1");
        dispatcher.dispatch(create);
        dispatcher.dispatch(create);
        dispatcher.dispatch(Map.of(
                "Action", "RunInstances",
                "ImageId", "ami-0ac019f4fcb7cb7e6",
                "InstanceType", "t3.micro",
                "MinCount", "1",
                "MaxCount", "1",
                "SubnetId", SUBNETS.get(0)));
        assertThat(Invariants.broken(world)).isEmpty();
        List<NetworkInterface> nics = List.copyOf(world.interfaces().values());

        nics.get(0).ipv6Addresses().addAll(nics.get(1).ipv6Addresses());
        assertThat(Invariants.broken(world)).anyMatch(each -> each.endsWith("is owned twice"));
        nics.get(0).ipv6Addresses().clear();
        assertThat(Invariants.broken(world)).anyMatch(each -> each.contains("counts as used what nobody holds"));
        Instance host = List.copyOf(world.instances().values()).get(0);
        for (int i = 0; i < 3; i++) {
            host.interfaces()
                    .get(0)
                    .ipv6Addresses()
                    .add(nics.get(1).ipv6Addresses().get(0));
        }
        assertThat(Invariants.broken(world)).anyMatch(each -> each.endsWith("holds more than a t3.micro takes"));
        world.instances().clear();
        assertThat(Invariants.broken(world)).anyMatch(each -> each.endsWith("is on an instance that is not there"));
    }
}
