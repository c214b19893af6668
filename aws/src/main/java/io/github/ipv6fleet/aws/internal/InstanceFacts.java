package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.text.Shown;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the metadata service says of an instance and its primary interface. Whoever can answer in the service's place can
 * say anything, so that only what has the form of its kind gets in. Lists of addresses are in numeric order.
 */
public record InstanceFacts(
        String instanceId,
        String instanceType,
        String imageId,
        String region,
        String availabilityZone,
        String macAddress,
        String interfaceId,
        @Nullable String privateIpv4,
        List<Ipv6Address> ipv6Addresses,
        List<Ipv6Block> ipv6Prefixes,
        String subnetId,
        List<Ipv6Block> subnetIpv6Blocks,
        String vpcId,
        List<String> securityGroupIds) {
    private static final Pattern MAC = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{1,62}[a-z0-9]");
    private static final Pattern TYPE = Pattern.compile("[a-z0-9-]{1,32}\\.[a-z0-9-]{1,32}");
    private static final Pattern IPV4 =
            Pattern.compile("(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})" + "(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})){3}");

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /** Reads all of it. */
    public static InstanceFacts read(MetadataPlace place) {
        MetadataReader reader = place.open(place.limit());
        String mac = one(reader, "mac", MAC);
        String nic = nic(mac);
        return new InstanceFacts(
                one(reader, "instance-id", id("i")),
                one(reader, "instance-type", TYPE),
                one(reader, "ami-id", id("ami")),
                one(reader, "placement/region", NAME),
                one(reader, "placement/availability-zone", NAME),
                mac,
                one(reader, nic + "interface-id", id("eni")),
                lines(reader, nic + "local-ipv4s", matching(IPV4)).stream()
                        .findFirst()
                        .orElse(null),
                numbers(reader, nic + "ipv6s", Ipv6Address::parse),
                prefixes(reader, mac),
                one(reader, nic + "subnet-id", id("subnet")),
                numbers(reader, nic + "subnet-ipv6-cidr-blocks", Ipv6Block::parse),
                one(reader, nic + "vpc-id", id("vpc")),
                lines(reader, nic + "security-group-ids", matching(id("sg"))));
    }

    /** Waits until the interface has a prefix, looking once at least, and returns the first. */
    public Ipv6Block awaitPrefix(MetadataPlace place, Duration patience) {
        if (!ipv6Prefixes.isEmpty()) {
            return ipv6Prefixes.get(0);
        }
        MetadataReader reader = place.open(patience.plus(place.limit())); // the last look takes its time too
        Instant end = place.time().now().plus(patience);
        Duration pause = FIRST_PAUSE;
        while (true) {
            List<Ipv6Block> found = prefixes(reader, macAddress);
            if (!found.isEmpty()) {
                return found.get(0);
            }
            Duration left = Duration.between(place.time().now(), end);
            if (left.isNegative() || left.isZero()) {
                throw Maker.get()
                        .exception(
                                interfaceId + " has no IPv6 prefix after " + patience.toMillis()
                                        + " ms; wait longer, or"
                                        + " delegate one with aws ec2 assign-ipv6-addresses --network-interface-id "
                                        + interfaceId + " --ipv6-prefix-count 1",
                                "",
                                "",
                                true,
                                List.of(),
                                null);
            }
            reader.pause(left.compareTo(pause) < 0 ? left : pause);
            Duration longer = pause.multipliedBy(2);
            pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
        }
    }

    private static List<Ipv6Block> prefixes(MetadataReader reader, String mac) {
        return numbers(reader, nic(mac) + "ipv6-prefix", Ipv6Block::parse);
    }

    private static String nic(String mac) {
        return "network/interfaces/macs/" + mac + "/";
    }

    private static Pattern id(String kind) {
        return Pattern.compile(kind + "-[0-9a-f]{8,17}");
    }

    private static Function<String, String> matching(Pattern form) {
        return text -> {
            if (!form.matcher(text).matches()) {
                throw new IllegalArgumentException();
            }
            return text;
        };
    }

    private static String one(MetadataReader reader, String path, Pattern form) {
        String value = reader.value(path)
                .orElseThrow(() -> Maker.get()
                        .exception("the metadata service says no " + path
                                + ", which every instance of EC2 has; is what answers"
                                + " there EC2's? Look at it with curl"));
        return read(path, value.strip(), matching(form));
    }

    private static <T extends Comparable<T>> List<T> numbers(
            MetadataReader reader, String path, Function<String, T> parser) {
        return lines(reader, path, parser).stream().sorted().distinct().toList();
    }

    private static <T> List<T> lines(MetadataReader reader, String path, Function<String, T> parser) {
        Optional<String> value = reader.value(path);
        return value.stream()
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> read(path, line, parser))
                .toList();
    }

    private static <T> T read(String path, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw unreadable(path, text);
        }
    }

    private static FleetException unreadable(String path, String text) {
        return Maker.get()
                .exception("the metadata service says " + path + " \"" + Shown.of(text)
                        + "\", which EC2 does not write so; is" + " what answers there EC2's? Look at it with curl");
    }
}
