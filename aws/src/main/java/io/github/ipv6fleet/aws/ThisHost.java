package io.github.ipv6fleet.aws;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.annotations.Experimental;
import io.github.ipv6fleet.aws.internal.InstanceFacts;
import io.github.ipv6fleet.aws.internal.Maker;
import io.github.ipv6fleet.aws.internal.MetadataPlace;
import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The EC2 instance that this program runs on, as the instance metadata service says: what it is, and what its primary
 * interface has, at the moment when it was read. {@link #read} asks the service at 169.254.169.254 and, where that does
 * not answer, at fd00:ec2::254, for ten seconds at most, by IMDSv2 alone, past any proxy. No permission of IAM is needed.
 *
 * <p>What EC2 may not have given to an instance is empty. Immutable, safe for use by several threads.
 */
@Experimental
public final class ThisHost {
    /** Nobody waits longer, and longer may be more than a clock can count. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private final InstanceFacts facts;
    private final MetadataPlace place;

    /** Called by {@link Reader}, by way of {@link HiddenConstructors}. */
    ThisHost(InstanceFacts facts, MetadataPlace place) {
        this.facts = facts;
        this.place = place;
    }

    /**
     * Reads the instance that this program runs on, with every default of {@link #reader}.
     *
     * @throws FleetException if this is no instance, or its metadata cannot be read; the message says what to do
     */
    public static ThisHost read() {
        return reader().read();
    }

    /** Returns how to read it otherwise: from another endpoint, in another time, by another clock. */
    public static Reader reader() {
        return new Reader();
    }

    /** Returns the instance id, such as {@code i-0123456789abcdef0}. */
    public String instanceId() {
        return facts.instanceId();
    }

    /** Returns the instance type, such as {@code t3.small}. */
    public String instanceType() {
        return facts.instanceType();
    }

    /** Returns the id of the image that it was launched from, such as {@code ami-0123456789abcdef0}. */
    public String imageId() {
        return facts.imageId();
    }

    /** Returns the Region, such as {@code us-east-1}. */
    public String region() {
        return facts.region();
    }

    /** Returns the availability zone, such as {@code us-east-1a}. */
    public String availabilityZone() {
        return facts.availabilityZone();
    }

    /** Returns the MAC address of the primary interface, such as {@code 12:fb:b4:8b:15:f8}. */
    public String macAddress() {
        return facts.macAddress();
    }

    /** Returns the id of the primary interface, such as {@code eni-0123456789abcdef0}. */
    public String interfaceId() {
        return facts.interfaceId();
    }

    /** Returns the first private IPv4 address of the primary interface; empty in a subnet that has IPv6 only. */
    public Optional<String> privateIpv4() {
        return Optional.ofNullable(facts.privateIpv4());
    }

    /**
     * Returns the IPv6 addresses of the primary interface in numeric order, without those that its prefixes hold; empty
     * where it has none.
     */
    public List<Ipv6Address> ipv6Addresses() {
        return facts.ipv6Addresses();
    }

    /**
     * Returns the IPv6 prefixes that are delegated to the primary interface, each a /80, in numeric order; empty where it
     * has none, or EC2 does not show it yet: see {@link #awaitPrefix}.
     */
    public List<Ipv6Block> ipv6Prefixes() {
        return facts.ipv6Prefixes();
    }

    /** Returns the id of the subnet of the primary interface. */
    public String subnetId() {
        return facts.subnetId();
    }

    /** Returns the IPv6 blocks of that subnet; empty where it has none. */
    public List<Ipv6Block> subnetIpv6Blocks() {
        return facts.subnetIpv6Blocks();
    }

    /** Returns the id of the VPC. */
    public String vpcId() {
        return facts.vpcId();
    }

    /** Returns the ids of the security groups of the primary interface. */
    public List<String> securityGroupIds() {
        return facts.securityGroupIds();
    }

    /**
     * Returns the first of {@link #ipv6Prefixes}; where there was none, asks the metadata service again and again until
     * it shows one, which can be seconds after EC2 has delegated it. What this value says besides stays as it was read.
     *
     * @param patience how long to wait, beside the {@linkplain Reader#limit time} that reading takes; with
     *     {@link Duration#ZERO} it is asked once
     * @throws FleetException if there is none in that time, or metadata cannot be read for so long; or if interrupted
     */
    public Ipv6Block awaitPrefix(Duration patience) {
        requireNonNull(patience, "patience");
        if (patience.isNegative()) {
            throw new IllegalArgumentException("patience " + patience + ": is negative; give zero or more");
        }
        return facts.awaitPrefix(place, atMost(patience));
    }

    private static Duration atMost(Duration time) {
        return time.compareTo(LONGEST) > 0 ? LONGEST : time;
    }

    /** Returns one line for people: id, type, zone, addresses and prefixes. */
    @Override
    public String toString() {
        return instanceId() + " " + instanceType() + " in " + availabilityZone() + " addresses " + ipv6Addresses()
                + " prefixes " + ipv6Prefixes();
    }

    /** How a host is read. Each setter checks its one value. Not for use by several threads at once. */
    public static final class Reader {
        private @Nullable URI endpoint;
        private Duration limit = Duration.ofSeconds(10);
        private FleetTime time = FleetTime.system();

        private Reader() {}

        /**
         * Says where the metadata service is, such as {@code http://127.0.0.1:1338}: an emulator's, or ec2-sim's. Default:
         * what {@code AWS_EC2_METADATA_SERVICE_ENDPOINT} or {@code aws.ec2MetadataServiceEndpoint} says, as for the SDK;
         * otherwise EC2's address over IPv4, then that over IPv6.
         */
        public Reader endpoint(URI endpoint) {
            this.endpoint = MetadataPlace.checked("endpoint", requireNonNull(endpoint, "endpoint"));
            return this;
        }

        /**
         * Says how long reading may take in all, trying again included; default: ten seconds. Where nobody is there it
         * takes no more than one second for each address.
         */
        public Reader limit(Duration whole) {
            requireNonNull(whole, "whole");
            if (whole.isNegative() || whole.isZero()) {
                throw new IllegalArgumentException("limit " + whole + ": nothing can be read in it; give more");
            }
            this.limit = atMost(whole);
            return this;
        }

        /**
         * Says which clock reading and {@link ThisHost#awaitPrefix} go and wait by; what is on its way over the network
         * ends by this machine's. Default: {@link FleetTime#system()}.
         */
        public Reader time(FleetTime time) {
            this.time = requireNonNull(time, "time");
            return this;
        }

        /**
         * Reads the instance.
         *
         * @throws FleetException if this is no instance, or its metadata cannot be read; the message says what to do
         */
        public ThisHost read() {
            MetadataPlace place = new MetadataPlace(endpoint, time, limit);
            return Maker.get().thisHost(InstanceFacts.read(place), place);
        }
    }
}
