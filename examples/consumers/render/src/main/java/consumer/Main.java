package consumer;

import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.*;
import java.nio.file.*;

public class Main {
    public static void main(String[] folder) throws java.io.IOException {
        Ipv6Block subnet = Ipv6Block.parse("2001:db8:0:1::/64");
        HostPlan host = HostPlan.builder("edge-1", subnet, subnet.first().plus(4), subnet.part(80, 1)).build();
        for (HostFile file : Renderers.standard().render(host, HostProfile.DEFAULT).files()) {
            Path path = Path.of(folder[0], file.path());
            Files.writeString(Files.createDirectories(path.getParent()).resolve(path.getFileName()), file.content());
        }
    }
}
