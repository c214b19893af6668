package io.github.ipv6fleet.examples;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.aws.FleetEvent;
import io.github.ipv6fleet.aws.FleetListener;
import io.github.ipv6fleet.aws.LaunchForecast;
import io.github.ipv6fleet.aws.LaunchReport;
import io.github.ipv6fleet.ec2sim.Ec2Simulator;
import io.github.ipv6fleet.ec2sim.Latency;
import io.github.ipv6fleet.ec2sim.Throttling;
import java.time.Duration;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Subnet;

/**
 * A fleet of two hosts that grows, with a bar that shows how far it is, and then what was predicted beside what came. EC2 is
 * embedded, and as slow and as strict with callers as EC2 is, so that there is something to see.
 */
public final class ScaleOut {
    private static final int BEFORE = 2;

    private ScaleOut() {}

    /** Takes how many hosts there shall be, at least 3, by default 20. */
    public static void main(String[] args) {
        int hosts = args.length == 0 ? 20 : Integer.parseInt(args[0]);
        try (Ec2Simulator ec2 = Ec2Simulator.builder()
                        .throttling(Throttling.ec2())
                        .latency(Latency.ec2())
                        .start();
                Ec2Client client = Endpoints.at(ec2.endpoint())) {
            Subnet subnet = Wanted.procedureSubnet(client);
            Ipv6Fleet fleet = Ipv6Fleet.named("edge")
                    .client(client)
                    .subnet(subnet.subnetId())
                    .securityGroup(Wanted.defaultGroup(client, subnet))
                    .hosts(BEFORE)
                    .maxHosts(hosts)
                    .listener(new Bar())
                    .build();
            fleet.launch();
            LaunchReport report = fleet.scaleTo(hosts).report();
            compare(LaunchForecast.of(fleet.forecast().shape(), hosts - BEFORE), report);
        }
    }

    private static void compare(LaunchForecast forecast, LaunchReport report) {
        System.out.println("predicted: " + forecast + ", limited by " + forecast.limitedBy());
        System.out.println("actual:    " + report);
        System.out.printf("%n%-28s %9s %6s%n", "", "PREDICTED", "ACTUAL");
        Duration taken = Stream.of("read", "plan", "render", "act")
                .map(phase -> report.phases().getOrDefault(phase, Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
        System.out.printf(
                Locale.ROOT,
                "%-28s %9.1f %6.1f%n",
                "seconds until all are taken",
                forecast.preparing().plus(forecast.acting()).toMillis() / 1e3,
                taken.toMillis() / 1e3);
        TreeSet<String> actions = new TreeSet<>(forecast.calls().keySet());
        actions.addAll(report.calls().keySet());
        for (String action : actions) {
            int predicted = forecast.calls().getOrDefault(action, 0);
            int actual = report.calls().getOrDefault(action, 0);
            System.out.printf("%-28s %9d %6d%n", action, predicted, actual);
        }
    }

    /** A bar for each operation; the listener's methods are never called by two threads at a time. */
    private static final class Bar implements FleetListener {
        private @Nullable ProgressBar bar;

        @Override
        public void planned(FleetEvent event) {
            done(event); // planned anew, because another run was faster
            bar = new ProgressBarBuilder()
                    .setTaskName(event.fleet() + ": hosts")
                    .setInitialMax(event.total())
                    .setUpdateIntervalMillis(100)
                    .build();
        }

        @Override
        public void running(FleetEvent event) {
            if (bar != null) {
                bar.stepTo(event.completed());
            }
        }

        @Override
        public void done(FleetEvent event) {
            if (bar != null) {
                bar.close();
                bar = null;
            }
        }
    }
}
