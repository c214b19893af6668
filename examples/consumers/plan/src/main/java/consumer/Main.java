package consumer;

import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.net.SubnetSnapshot;
import io.github.ipv6fleet.plan.AddressPlanner;
import io.github.ipv6fleet.plan.FleetSpec;
import io.github.ipv6fleet.plan.InterfaceLimits;

public class Main {
    public static void main(String[] args) {
        SubnetSnapshot subnet = SubnetSnapshot.builder("subnet-0", Ipv6Block.parse("2001:db8:0:1::/64")).build();
        FleetSpec spec = FleetSpec.builder("edge", InterfaceLimits.of("t3.small", 4, true)).hosts(2).build();
        System.out.println(AddressPlanner.plan(spec, subnet).toTable());
    }
}
