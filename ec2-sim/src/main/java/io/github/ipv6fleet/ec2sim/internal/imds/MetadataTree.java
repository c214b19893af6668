package io.github.ipv6fleet.ec2sim.internal.imds;

import io.github.ipv6fleet.ec2sim.internal.action.Names;
import io.github.ipv6fleet.ec2sim.internal.model.Attachment;
import io.github.ipv6fleet.ec2sim.internal.model.Instance;
import io.github.ipv6fleet.ec2sim.internal.model.KeyPair;
import io.github.ipv6fleet.ec2sim.internal.model.Launch;
import io.github.ipv6fleet.ec2sim.internal.model.NetworkInterface;
import io.github.ipv6fleet.ec2sim.internal.model.SecurityGroup;
import io.github.ipv6fleet.ec2sim.internal.model.Subnet;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.net.Ipv6;
import io.github.ipv6fleet.ec2sim.internal.net.Ipv6Block;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an instance can read about itself, by path below the version. The names are those of "Instance metadata
 * categories" (EC2 User Guide); what an instance does not have has no path, as there. Whoever builds one holds the
 * world's lock; it does not change afterwards.
 */
final class MetadataTree {
    private static final String KEYS = "meta-data/public-keys/";

    private final NavigableMap<String, byte[]> leaves = new TreeMap<>();
    private final @Nullable String keyName;

    MetadataTree(World world, Instance instance) {
        Launch launch = instance.launch();
        KeyPair key = launch.keyName() == null ? null : world.keys().get(launch.keyName());
        this.keyName = key == null ? null : key.name();
        if (launch.userData() != null) {
            leaves.put("user-data", launch.userData().bytes());
        }
        if (key != null) {
            meta("public-keys/0/openssh-key", key.publicKey());
        }
        putInstance(instance);
        putPlacement(instance);
        for (NetworkInterface each : instance.interfaces()) {
            Attachment attachment = each.attachment();
            if (attachment != null) {
                putInterface(each, attachment);
                if (attachment.deviceIndex() == 0) {
                    putPrimary(instance, each);
                }
            }
        }
        if (launch.metadataOptions().instanceMetadataTags().equals("enabled")) {
            // EC2 refuses a key that cannot be part of a path; here it is left out.
            world.tags().of(instance.id()).forEach((name, value) -> {
                if (!name.contains("/")) {
                    meta("tags/instance/" + name, value);
                }
            });
        }
        put("dynamic/instance-identity/document", IdentityDocument.of(instance));
    }

    private void put(String path, String value) {
        leaves.put(path, value.getBytes(StandardCharsets.UTF_8));
    }

    private void meta(String path, @Nullable Object value) {
        if (value != null && !value.toString().isEmpty()) {
            put("meta-data/" + path, value.toString());
        }
    }

    private void putInstance(Instance instance) {
        Launch launch = instance.launch();
        meta("ami-id", launch.image().id());
        meta("ami-launch-index", instance.launchIndex());
        meta("ami-manifest-path", "(unknown)");
        meta("block-device-mapping/ami", launch.image().rootDeviceName());
        meta("block-device-mapping/root", launch.image().rootDeviceName());
        meta("instance-action", "none");
        meta("instance-id", instance.id());
        meta("instance-life-cycle", "on-demand");
        meta("instance-type", launch.type().name());
        meta("profile", "default-hvm");
        meta("reservation-id", launch.reservationId());
        meta("services/domain", "amazonaws.com");
        meta("services/partition", "aws");
        meta("system", launch.type().platform().equals("xen") ? "xen" : "nitro");
    }

    private void putPlacement(Instance instance) {
        meta("placement/availability-zone", instance.subnet().zone().name());
        meta("placement/availability-zone-id", instance.subnet().zone().id());
        meta("placement/region", World.REGION);
    }

    private void putPrimary(Instance instance, NetworkInterface first) {
        String hostname = hostname(instance.id(), first);
        meta("hostname", hostname);
        meta("local-hostname", hostname);
        meta("local-ipv4", first.privateIp());
        meta("public-hostname", Names.publicDns(first.publicIp()));
        meta("public-ipv4", first.publicIp());
        meta("mac", first.macAddress());
        meta(
                "security-groups",
                lines(first.groups().stream().map(SecurityGroup::name).toList()));
        meta(
                "ipv6",
                first.ipv6Addresses().stream()
                        .sorted()
                        .findFirst()
                        .map(Ipv6::longText)
                        .orElse(null));
    }

    private void putInterface(NetworkInterface each, Attachment attachment) {
        String at = "network/interfaces/macs/" + each.macAddress() + "/";
        Subnet subnet = each.subnet();
        meta(at + "device-number", attachment.deviceIndex());
        meta(at + "interface-id", each.id());
        if (each.publicIp() != null) {
            meta(at + "ipv4-associations/" + each.publicIp(), each.privateIp());
        }
        meta(
                at + "ipv6-prefix",
                lines(each.ipv6Prefixes().stream()
                        .sorted((a, b) -> a.first().compareTo(b.first()))
                        .map(Ipv6Block::longText)
                        .toList()));
        meta(
                at + "ipv6s",
                lines(each.ipv6Addresses().stream().sorted().map(Ipv6::longText).toList()));
        meta(at + "local-hostname", hostname(attachment.instanceId(), each));
        meta(at + "local-ipv4s", each.privateIp());
        meta(at + "mac", each.macAddress());
        if (attachment.networkCardIndex() > 0) {
            meta(at + "network-card", attachment.networkCardIndex());
        }
        meta(at + "owner-id", World.OWNER);
        meta(at + "public-hostname", Names.publicDns(each.publicIp()));
        meta(at + "public-ipv4s", each.publicIp());
        meta(
                at + "security-group-ids",
                lines(each.groups().stream().map(SecurityGroup::id).toList()));
        meta(
                at + "security-groups",
                lines(each.groups().stream().map(SecurityGroup::name).toList()));
        meta(at + "subnet-id", subnet.id());
        meta(
                at + "subnet-ipv4-cidr-block",
                subnet.ipv4() == null ? null : subnet.ipv4().block());
        meta(
                at + "subnet-ipv6-cidr-blocks",
                subnet.ipv6() == null ? null : subnet.ipv6().block().longText());
        meta(at + "vpc-id", subnet.vpc().id());
        if (subnet.ipv4() != null) {
            meta(at + "vpc-ipv4-cidr-block", subnet.vpc().ipv4());
            meta(at + "vpc-ipv4-cidr-blocks", subnet.vpc().ipv4());
        }
        Ipv6Block vpcIpv6 = subnet.vpc().ipv6();
        meta(at + "vpc-ipv6-cidr-blocks", vpcIpv6 == null ? null : vpcIpv6.longText());
    }

    /** A host without IPv4 is named by its id (EC2 User Guide, "Instance hostnames": RBN). */
    private static String hostname(String instanceId, NetworkInterface each) {
        String byAddress = Names.privateDns(each.privateIp());
        return byAddress == null ? instanceId + ".ec2.internal" : byAddress;
    }

    private static String lines(Collection<String> values) {
        return String.join("\n", values);
    }

    /** Returns the value at the path or the listing below it; null where there is neither. */
    byte @Nullable [] read(String path) {
        byte[] leaf = leaves.get(path);
        if (leaf != null) {
            return leaf;
        }
        String folder = path.isEmpty() || path.endsWith("/") ? path : path + "/";
        Map<String, byte[]> below = leaves.subMap(folder, folder + Character.MAX_VALUE);
        if (below.isEmpty()) {
            return null;
        }
        String listing = below.keySet().stream()
                .map(each -> each.substring(folder.length()))
                .map(each -> each.contains("/") ? each.substring(0, each.indexOf('/') + 1) : each)
                .distinct()
                .map(each -> folder.isEmpty() ? each.replace("/", "") : each) // the top alone has no slashes
                .map(each -> folder.equals(KEYS) && each.equals("0/") ? "0=" + keyName : each)
                .collect(Collectors.joining("\n"));
        return listing.getBytes(StandardCharsets.UTF_8);
    }
}
