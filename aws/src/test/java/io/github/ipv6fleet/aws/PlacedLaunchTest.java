package io.github.ipv6fleet.aws;

import static io.github.ipv6fleet.aws.TestEc2.P;
import static org.assertj.core.api.Assertions.assertThat;

import inet.ipaddr.IPAddressString;
import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.HostPlan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Where in the subnet a fleet is launched, and what stays where it is. */
class PlacedLaunchTest {
    private final TestEc2 ec2 = new TestEc2();

    @AfterEach
    void close() {
        ec2.close();
    }

    @Test
    @DisplayName("a window and what is excluded hold for what is launched, given as text or as IPAddress's types")
    void launch_withinAWindow() {
        Ipv6Fleet.Builder fleet = ec2.edge()
                .within(new IPAddressString(P + "8::/77").getAddress().toIPv6())
                .exclude(P + "9::/80")
                .exclude(new IPAddressString(P + "8::/127").getAddress().coverWithSequentialRange())
                .hosts(2);

        assertThat(fleet.launch().hosts())
                .extracting(host -> host.address() + " " + host.containerBlock())
                .containsExactly(
                        "2600:1f18:47b:ca03:8::2 2600:1f18:47b:ca03:a::/80",
                        "2600:1f18:47b:ca03:8::3 2600:1f18:47b:ca03:b::/80");
        assertThat(fleet.plan().aggregate()).hasToString("2600:1f18:47b:ca03:8::/78");
    }

    @Test
    @DisplayName("containers that are named have their addresses in the plan, also once the host runs")
    void plan_ofARunningHost_keepsItsContainers() {
        Ipv6Fleet.Builder fleet = ec2.edge().host("a", h -> h.container("web").container("db", P + "1:0:1:9"));
        FleetPlan before = fleet.plan();
        fleet.launch();

        HostPlan host = fleet.plan().hosts().get(0);
        assertThat(host.namedContainers())
                .hasToString("{web=2600:1f18:47b:ca03:1:0:1:2, db=2600:1f18:47b:ca03:1:0:1:9}");
        assertThat(host).isEqualTo(before.hosts().get(0));
    }
}
