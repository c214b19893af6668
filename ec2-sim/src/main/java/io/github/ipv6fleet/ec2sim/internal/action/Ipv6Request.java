package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.Ec2Error.Call;
import io.github.ipv6fleet.ec2sim.internal.model.Addressing;
import io.github.ipv6fleet.ec2sim.internal.model.NetworkInterface;
import io.github.ipv6fleet.ec2sim.internal.net.Ipv6;
import io.github.ipv6fleet.ec2sim.internal.net.Ipv6Block;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The IPv6 that a request wants for one interface, in its four forms. A count that was not sent is null. */
record Ipv6Request(
        List<String> addresses,
        @Nullable Integer addressCount,
        List<String> prefixes,
        @Nullable Integer prefixCount) {

    /** Reads the structures of CreateNetworkInterface and of an interface of RunInstances. */
    static Ipv6Request readStructures(Params params) {
        return readStructures(params, "Ipv6Addresses");
    }

    /** Reads the structures, with the addresses under the name that the top level of RunInstances has for them. */
    static Ipv6Request readStructures(Params params, String addresses) {
        List<String> texts = params.structures(addresses, each -> {
            if (each.flag("IsPrimaryIpv6", false)) { // which address is primary follows from their order
                each.refuse("IsPrimaryIpv6");
            }
            return each.required("Ipv6Address");
        });
        return read(params, texts, params.list("Ipv6Prefix", "Ipv6Prefix"));
    }

    /** Reads the plain lists of AssignIpv6Addresses. */
    static Ipv6Request readLists(Params params) {
        return read(params, params.list("Ipv6Addresses"), params.list("Ipv6Prefix"));
    }

    private static Ipv6Request read(Params params, List<String> addresses, List<String> prefixes) {
        Integer addressCount = params.has("Ipv6AddressCount") ? (Integer) params.count("Ipv6AddressCount") : null;
        Integer prefixCount = params.has("Ipv6PrefixCount") ? (Integer) params.count("Ipv6PrefixCount") : null;
        return new Ipv6Request(addresses, addressCount, prefixes, prefixCount);
    }

    /** A new interface takes one form only; a count of zero asks for nothing. */
    Ipv6Request exclusive() {
        if (!addresses.isEmpty() && positive(addressCount)) {
            throw Ec2Error.addressesAndCount();
        }
        boolean anyAddress = !addresses.isEmpty() || positive(addressCount);
        boolean anyPrefix = !prefixes.isEmpty() || positive(prefixCount);
        if ((anyAddress && anyPrefix) || (!prefixes.isEmpty() && positive(prefixCount))) {
            throw Ec2Error.moreThanOneIpv6Form();
        }
        return this;
    }

    /** An existing interface takes addresses and prefixes in one call, each in one form. */
    Ipv6Request exclusiveByKind() {
        if (!addresses.isEmpty() && positive(addressCount)) {
            throw Ec2Error.addressesAndCount();
        }
        if (!prefixes.isEmpty() && positive(prefixCount)) {
            throw Ec2Error.moreThanOneIpv6Form();
        }
        if (size() == 0) {
            throw Ec2Error.missingParameter("ipv6Addresses");
        }
        return this;
    }

    /** Returns this request, or one address where nothing was said and the subnet gives one to every interface. */
    Ipv6Request orDefaultOf(boolean assignOnCreation) {
        boolean silent = size() == 0 && addressCount == null;
        return silent && assignOnCreation ? new Ipv6Request(List.of(), 1, List.of(), null) : this;
    }

    boolean isExplicit() {
        return !addresses.isEmpty() || !prefixes.isEmpty();
    }

    boolean hasPrefixes() {
        return !prefixes.isEmpty() || positive(prefixCount);
    }

    /** Returns what counts against the quota; a prefix counts as one address. */
    int size() {
        long size = (long) addresses.size() + prefixes.size() + value(addressCount) + value(prefixCount);
        return (int) Math.min(size, Integer.MAX_VALUE);
    }

    /** Gives all of it to the interface, or nothing. */
    Given giveTo(NetworkInterface each, Addressing addressing, Call call) {
        Given given = new Given(new ArrayList<>(), new ArrayList<>());
        try {
            addresses.forEach(text -> given.addresses.add(addressing.takeAddress(each, text, call)));
            prefixes.forEach(text -> given.prefixes.add(addressing.takePrefix(each, text)));
            for (int i = 0; i < value(addressCount); i++) {
                given.addresses.add(addressing.takeAnyAddress(each));
            }
            for (int i = 0; i < value(prefixCount); i++) {
                given.prefixes.add(addressing.takeAnyPrefix(each));
            }
            return given;
        } catch (Ec2Error e) {
            given.addresses.forEach(address -> addressing.release(each, address));
            given.prefixes.forEach(prefix -> addressing.release(each, prefix));
            throw e;
        }
    }

    private static boolean positive(@Nullable Integer count) {
        return value(count) > 0;
    }

    private static int value(@Nullable Integer count) {
        return count == null ? 0 : count;
    }

    /** What the interface got by one call. */
    record Given(List<Ipv6> addresses, List<Ipv6Block> prefixes) {}
}
