import io.github.ipv6fleet.*;
import io.github.ipv6fleet.aws.*;
import io.github.ipv6fleet.ec2sim.*;
import io.github.ipv6fleet.net.*;
import io.github.ipv6fleet.plan.*;
import io.github.ipv6fleet.render.*;
import io.github.ipv6fleet.examples.EmbeddedEc2;

var ec2 = EmbeddedEc2.start();
System.out.println("ec2 is an EC2 embedded in this shell. Try:");
System.out.println("  ec2.fleet(\"edge\").hosts(2).plan()      ec2.fleet(\"edge\").hosts(2).launch()");
System.out.println("A tour that runs by itself: examples/jshell examples/tour.jsh");
System.out.println("On EC2 itself: Ipv6Fleet.builder().name(\"edge\").subnet(\"subnet-...\").securityGroup(\"sg-...\").hosts(2).launch()");
