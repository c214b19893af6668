package io.github.ipv6fleet.aws;

import static io.github.ipv6fleet.aws.TestEc2.P;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inet.ipaddr.IPAddressString;
import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.Container;
import io.github.ipv6fleet.render.Exposure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    @DisplayName("a fleet lies in what is reserved for it, or in the part of that which is said, in whatever order")
    void plan_inAReservation() {
        assertThat(ec2.edge().reserve(P + "8::/77").hosts(2).plan().aggregate())
                .satisfies(all ->
                        assertThat(Ipv6Block.parse(P + "8::/77").contains(all)).isTrue());
        for (Ipv6Fleet.Builder fleet : List.of(
                ec2.edge().reserve(P + "8::/77").within(P + "c::/79"),
                ec2.edge().within(P + "c::/79").reserve(P + "8::/77"))) {
            FleetPlan plan = fleet.hosts(1).plan();
            assertThat(Ipv6Block.parse(P + "c::/79").contains(plan.aggregate())).isTrue();
        }
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

    @Test
    @DisplayName("a declared container has an address in the plan of each host, and is started with it")
    void container_isPlannedAndStarted(@TempDir Path folder) throws IOException {
        Container web = Container.of("web", "nginx:1.27").publish(80);
        Ipv6Fleet.Builder fleet = ec2.edge()
                .hosts(2)
                .container(web)
                .container(Container.of("job", "busybox").nextAddress());

        assertThat(fleet.plan().hosts())
                .extracting(host -> host.namedContainers().toString())
                .containsExactly("{web=" + P + "1:0:1:2}", "{web=" + P + "2:0:1:2}");
        fleet.render(folder);
        Path unit = folder.resolve("edge-2/etc/systemd/system/ipv6-fleet-container-web.service");
        assertThat(Files.readString(unit)).contains(" --ip6=" + P + "2:0:1:2 --publish=80/tcp nginx:1.27\n");
    }

    @Test
    @DisplayName("other containers make another host of it; on docker0 no address is planned")
    void container_isPartOfTheProfile() {
        Container web = Container.of("web", "nginx:1.27");
        ec2.edge().hosts(1).container(web).launch();

        assertThat(ec2.edge().hosts(1).container(web).launch().hosts()).hasSize(1);
        assertThatThrownBy(() -> ec2.edge().hosts(1).container(web.publish(80)).plan())
                .isInstanceOf(FleetDiffers.class)
                .hasMessageContaining(" published containers-");
        assertThat(ec2.edge()
                        .name("old")
                        .hosts(1)
                        .exposure(Exposure.OPEN_DOCKER0_2018)
                        .container(web)
                        .plan()
                        .hosts()
                        .get(0)
                        .namedContainers())
                .isEmpty();
    }
}
