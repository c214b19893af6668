package consumer;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.aws.LaunchedFleet;
import io.github.ipv6fleet.plan.FleetPlan;
import java.nio.file.*;

public class Main {
    public static void main(String[] args) throws java.io.IOException {
        FleetPlan plan = FleetPlan.fromJson(Files.readString(Path.of(args[0])));
        LaunchedFleet fleet = Ipv6Fleet.of(plan).securityGroup(args[1]).launch();
        System.out.println(fleet.report());
        fleet.hosts().forEach(System.out::println);
    }
}
