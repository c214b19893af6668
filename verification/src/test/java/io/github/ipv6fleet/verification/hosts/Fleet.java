package io.github.ipv6fleet.verification.hosts;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.aws.HostReadiness;
import io.github.ipv6fleet.aws.LaunchedFleet;
import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.render.Container;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataProtocolState;

/**
 * A fleet as a user of the library has it, of hosts with one container that publishes port 80 and serves another one
 * besides.
 */
record Fleet(SmallVpc vpc, LaunchedFleet launched) {
    static final String CONTAINER = "web";
    static final int PUBLISHED = 80;
    static final int CLOSED = 8080;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Everything but the number of hosts. */
    static Ipv6Fleet.Builder builder(SmallVpc vpc, Cell cell) {
        return empty(vpc, cell, "edge").blockSource(cell.source()).container(container());
    }

    /** A fleet of that name in that place, and no more. */
    static Ipv6Fleet.Builder empty(SmallVpc vpc, Cell cell, String name) {
        return Ipv6Fleet.named(name)
                .client(vpc.client())
                .subnet(Subnets.of(vpc.client(), cell.ipv4()).subnetId())
                .securityGroup(vpc.groupId())
                .image(vpc.client().describeImages().images().get(0).imageId())
                .instanceType("r5d.large")
                .profile(cell.profile().build());
    }

    /** The container of each host. */
    static Container container() {
        return Container.of(CONTAINER, TestImage.NAME)
                .command("sh", "-c", "httpd -p %d -h /; exec httpd -f -vv -p %d -h /".formatted(CLOSED, PUBLISHED))
                .publish(PUBLISHED);
    }

    /** Has the metadata service answer over IPv6 too: else nobody could tell whether containers are kept from it there. */
    static Ipv6Fleet.Builder withMetadataOverIpv6(Ipv6Fleet.Builder builder) {
        return builder.runInstances(run -> run.metadataOptions(run.build().metadataOptions().toBuilder()
                .httpProtocolIpv6(InstanceMetadataProtocolState.ENABLED)
                .build()));
    }

    /** Launches, and waits until all are up. */
    static Fleet launched(SmallVpc vpc, Cell cell, UnaryOperator<Ipv6Fleet.Builder> more) {
        Fleet fleet = new Fleet(vpc, more.apply(builder(vpc, cell)).launch());
        fleet.awaitReady();
        return fleet;
    }

    /** As {@link #launched}, and measures how long that takes. */
    static Fleet timed(SmallVpc vpc, Cell cell, UnaryOperator<Ipv6Fleet.Builder> more) {
        BootTimes times = new BootTimes(vpc);
        Fleet fleet = new Fleet(vpc, more.apply(builder(vpc, cell)).launch());
        times.awaitAnswers(fleet);
        fleet.awaitReady();
        times.note(fleet);
        return fleet;
    }

    /** Waits until all hosts say that they are up; what each looks like then is kept as evidence. */
    void awaitReady() {
        vpc.awaitBooted();
        List<HostReadiness> ready = launched.awaitReady(PATIENCE);
        for (LaunchedHost host : launched.hosts()) {
            vpc.host(host.instanceId()).showAll();
        }
        for (HostReadiness host : ready) {
            Checks.require(host.isReady(), "host " + host.host().name() + " is up: " + host);
        }
        vpc.say("all " + ready.size() + " hosts are up");
    }

    List<LaunchedHost> hosts() {
        return launched.hosts();
    }

    LaunchedHost host(int index) {
        return launched.hosts().get(index);
    }
}
