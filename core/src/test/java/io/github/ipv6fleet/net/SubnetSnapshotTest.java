package io.github.ipv6fleet.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inet.ipaddr.IPAddressString;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SubnetSnapshotTest {
    private static final Ipv6Block BLOCK = Ipv6Block.parse("2001:db8::/64");

    private static SubnetSnapshot.Builder subnet() {
        return SubnetSnapshot.builder("subnet-1", BLOCK);
    }

    @Test
    @DisplayName("everything that cannot be so is named at once, with who holds it")
    void build_ofOverlapsAndForeignAddresses_namesThem() {
        SubnetSnapshot.Builder wrong = subnet().inUse(Ipv6Block.parse("2001:db8:0:0:7::/80"), "eni-1")
                .inUse(Ipv6Block.parse("2001:db8:0:0:7::5/128"), "eni-2")
                .inUse(Ipv6Address.parse("2001:db8::9"))
                .inUse(Ipv6Address.parse("2001:db8::9"))
                .inUse(Ipv6Block.parse("2001:db9::/80"), "eni-3")
                .reservation(reservation("scr-1", "2001:db8:0:0:8::/77"))
                .reservation(reservation("scr-2", "2001:db8:0:0:9::/80"))
                .reservation(reservation("scr-3", "2001:db9::/80"));

        assertThatThrownBy(wrong::build)
                .isInstanceOfSatisfying(
                        InvalidSnapshotException.class,
                        e -> assertThat(e.problems())
                                .containsExactly(
                                        "subnet-1: 2001:db8::9 is in use twice; EC2 gives an address to one interface"
                                                + " only, so say it once",
                                        "subnet-1: 2001:db8::7:0:0:5 is in use twice by eni-1 and eni-2; EC2 gives an"
                                                + " address to one interface only, so say it once",
                                        "subnet-1: 2001:db9::-2001:db9::ffff:ffff:ffff is in use by eni-3, but not in"
                                                + " the subnet's block 2001:db8::/64; say it of the subnet that it is"
                                                + " in",
                                        "subnet-1: reservations scr-1 (2001:db8:0:0:8::/77) and scr-2"
                                                + " (2001:db8:0:0:9::/80) overlap, which EC2 does not allow; say each"
                                                + " once",
                                        "subnet-1: reservation scr-3 (2001:db9::/80) is not in the subnet's block"
                                                + " 2001:db8::/64; say it of the subnet that it is in"));
    }

    @Test
    @DisplayName("a message of thousands of problems stays readable; the list has all")
    void build_ofEverythingTwice() {
        SubnetSnapshot.Builder wrong = subnet();
        for (int i = 0; i < 2_000; i++) {
            Ipv6Block one = new Ipv6Block(BLOCK.first().plus(10 + 2L * i), 128);
            wrong.inUse(one, "eni-1").inUse(one, "eni-1");
        }
        assertThatThrownBy(wrong::build)
                .hasMessageEndingWith("\n... and 1950 more")
                .isInstanceOfSatisfying(
                        InvalidSnapshotException.class,
                        e -> assertThat(e.problems()).hasSize(2_000));
    }

    @Test
    @DisplayName("whole /44s are subnets, larger blocks are not")
    void builder_ofABlockThatIsTooLarge() {
        assertThat(SubnetSnapshot.builder("s", Ipv6Block.parse("2001:db0::/44"))
                        .build()
                        .block())
                .hasToString("2001:db0::/44");
        assertThatThrownBy(() -> SubnetSnapshot.builder("s", Ipv6Block.parse("2001:d00::/40")))
                .hasMessageContaining("is larger than a subnet can be; give the block of the subnet, /44 to /64");
    }

    @Test
    @DisplayName("addresses come as ours, as IPAddress's and as bare numbers")
    void inUse_ofAllKinds() {
        SubnetSnapshot subnet = subnet().inUse(BLOCK.first().high(), 9, 7, 8)
                .inUse(new IPAddressString("2001:db8::20/127")
                        .getAddress()
                        .toPrefixBlock()
                        .toIPv6())
                .inUse(new IPAddressString("2001:db8::30").getAddress().coverWithSequentialRange())
                .inUse(Ipv6AddressSet.builder()
                        .add(Ipv6Address.parse("2001:db8::40"))
                        .build())
                .build();
        assertThat(subnet.inUse())
                .hasToString("[2001:db8::7-2001:db8::9, 2001:db8::20-2001:db8::21, 2001:db8::30, 2001:db8::40]");
        assertThat(subnet.reservedByEc2()).hasToString("[2001:db8::-2001:db8::3, 2001:db8::ffff:ffff:ffff:ffff]");
    }

    @Test
    @DisplayName("hosts of a fleet are told apart from those of another")
    void hostsOf() {
        ObservedHost mine = ObservedHost.builder("edge", "edge-1")
                .address(Ipv6Address.parse("2001:db8::5"))
                .containerBlock(Ipv6Block.parse("2001:db8:0:0:1::/80"))
                .build();
        ObservedHost other = ObservedHost.builder("core", "core-1").build();
        SubnetSnapshot subnet = subnet().host(mine).host(other).build();

        assertThat(subnet.hostsOf("edge")).containsExactly(mine);
        assertThat(subnet.inUse()).hasToString("[2001:db8::5, 2001:db8:0:0:1::-2001:db8::1:ffff:ffff:ffff]");
    }

    private static CidrReservation reservation(String id, String block) {
        return CidrReservation.of(id, Ipv6Block.parse(block), CidrReservation.Type.EXPLICIT);
    }
}
