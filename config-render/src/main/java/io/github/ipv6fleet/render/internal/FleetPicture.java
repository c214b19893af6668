package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.FleetFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A fleet as Mermaid flowcharts. The boxes of hosts stand in a grid, which a flowchart has only by links that are not
 * shown: each host holds the one below it in place. Nothing says colours, so that light and dark pages both do.
 */
public final class FleetPicture {
    /** What Mermaid draws at most by default is 50,000 characters and 500 links; this many hosts stay below. */
    private static final int HOSTS = 50;

    /** Characters side by side that can still be read where a page makes the picture fit its width, as GitHub does. */
    private static final int CHARACTERS = 120;

    private static final String HEAD = """
            ---
            title: "%s"
            config:
              flowchart:
                wrappingWidth: 1200
                nodeSpacing: 16
                rankSpacing: 16
                padding: 8
            ---
            flowchart TB
              internet(["Internet"]) --- router(["VPC router<br>gateway fe80:ec2::1"]) --- vpc
              subgraph vpc["VPC"]
                direction TB
            """;

    private FleetPicture() {}

    /** Returns the pictures of a fleet: one for each fifty hosts. */
    public static List<FleetFile> files(FleetPlan plan) {
        int hosts = plan.hosts().size();
        List<FleetFile> files = new ArrayList<>();
        for (int first = 0; first < hosts; first += HOSTS) {
            int end = Math.min(first + HOSTS, hosts);
            String title = plan.name() + ": " + (hosts == 1 ? "1 host" : hosts + " hosts")
                    + (hosts > HOSTS ? ", " + (first + 1) + " to " + end : "");
            String path = first == 0 ? "fleet.mmd" : "fleet-" + (first / HOSTS + 1) + ".mmd";
            files.add(FleetFile.of(path, picture(title, plan.hosts().subList(first, end))));
        }
        return files;
    }

    private static String picture(String title, List<HostPlan> hosts) {
        Map<String, List<HostLabel>> subnets = new LinkedHashMap<>();
        for (HostPlan host : hosts) {
            subnets.computeIfAbsent(subnetLabel(host), label -> new ArrayList<>())
                    .add(new HostLabel(host));
        }
        int columns = Math.max(1, CHARACTERS / widest(subnets.values()));
        StringBuilder text = new StringBuilder(HEAD.formatted(title));
        int number = 0;
        int firstHost = 1;
        for (Map.Entry<String, List<HostLabel>> subnet : subnets.entrySet()) {
            number++;
            subnet(text, number, subnet.getKey(), subnet.getValue(), firstHost, columns);
            firstHost += subnet.getValue().size();
        }
        return text.append("  end\n  classDef title fill:none,stroke:none\n").toString();
    }

    private static String subnetLabel(HostPlan host) {
        String id = host.subnetId().isEmpty() ? "subnet" : host.subnetId();
        return "<b>" + Mermaid.escaped(id) + "</b> " + host.subnet();
    }

    private static int widest(Collection<List<HostLabel>> hosts) {
        return hosts.stream()
                .flatMap(List::stream)
                .mapToInt(HostLabel::width)
                .max()
                .orElseThrow();
    }

    /** Mermaid breaks the title of a box after 200 pixels, over what is in it, so that a box of text stands for it. */
    private static void subnet(
            StringBuilder text, int number, String label, List<HostLabel> hosts, int firstHost, int columns) {
        text.append("    subgraph subnet%d[\" \"]\n      direction TB\n".formatted(number));
        text.append("      net%d[\"%s\"]:::title\n".formatted(number, label));
        for (int i = 0; i < hosts.size(); i++) {
            text.append("      host%d[\"%s\"]\n".formatted(firstHost + i, hosts.get(i)));
        }
        text.append(IntStream.range(0, Math.min(columns, hosts.size()))
                .mapToObj(i -> "host" + (firstHost + i))
                .collect(Collectors.joining(" & ", "      net" + number + " ~~~ ", "\n")));
        // Those over a gap in the last row hold the last host, or they would sink into it.
        int lastRow = (hosts.size() - 1) / columns * columns;
        for (int i = 0; i < lastRow; i++) {
            int below = Math.min(i + columns, hosts.size() - 1);
            text.append("      host%d ~~~ host%d\n".formatted(firstHost + i, firstHost + below));
        }
        text.append("    end\n");
        if (number > 1) {
            text.append("    subnet%d ~~~ subnet%d\n".formatted(number - 1, number));
        }
    }
}
