package io.github.ipv6fleet.net;

import inet.ipaddr.IPAddressSeqRange;
import inet.ipaddr.ipv6.IPv6Address;
import inet.ipaddr.ipv6.IPv6AddressSeqRange;
import java.util.ArrayList;
import java.util.List;

/** Ranges of IPAddress from and to sets; apart, so that who has none does not wait until IPAddress is loaded. */
final class Ranges {
    private Ranges() {}

    static List<IPv6AddressSeqRange> of(Ipv6AddressSet set) {
        List<IPv6AddressSeqRange> all = new ArrayList<>(set.ranges());
        set.forEachRange((first, last) -> all.add(first.toIPAddress().spanWithRange(last.toIPAddress())));
        return all;
    }

    static void addTo(Ipv6AddressSet.Builder set, IPv6Address addresses) {
        if (!addresses.isSequential()) {
            throw new InvalidAddressException(
                    addresses.toCanonicalString(), "is not one range", "add its ranges one by one");
        }
        set.add(
                Ipv6Address.of(addresses.getLower().withoutPrefixLength()),
                Ipv6Address.of(addresses.getUpper().withoutPrefixLength()));
    }

    static void addTo(Ipv6AddressSet.Builder set, IPAddressSeqRange range) {
        if (!range.isIPv6()) {
            throw new InvalidAddressException(range.toString(), "is not an IPv6 range", "give one of IPv6");
        }
        set.add(
                Ipv6Address.of(range.getLower().toIPv6().withoutPrefixLength()),
                Ipv6Address.of(range.getUpper().toIPv6().withoutPrefixLength()));
    }
}
