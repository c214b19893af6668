package io.github.ipv6fleet.render.internal;

import static io.github.ipv6fleet.render.internal.Yaml.quoted;

import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.Container;
import io.github.ipv6fleet.render.DockerEngine;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.HostRenderer;
import io.github.ipv6fleet.render.PublishedPort;
import java.util.List;
import java.util.stream.Collectors;

/** The declared containers as a Compose file, for who works with Compose on the host. Nothing starts it. */
public final class ComposeRenderer implements HostRenderer {
    @Override
    public String id() {
        return "compose";
    }

    @Override
    public HostConfig render(HostPlan plan, HostProfile profile) {
        if (profile.containers().isEmpty()) {
            return HostConfig.empty();
        }
        return EngineFiles.of(profile, ComposeFileRenderer.PATH, 0644, engine -> text(plan, profile, engine));
    }

    private static String text(HostPlan plan, HostProfile profile, DockerEngine engine) {
        StringBuilder out = new StringBuilder("# Written by ipv6-fleet for host ")
                .append(quoted(plan.name()))
                .append(". The units ipv6-fleet-container-* start the same containers.\nservices:\n");
        profile.containers().forEach(container -> out.append(service(container, plan, profile, engine)));
        if (!profile.usesDocker0()) {
            String network = quoted(profile.networkName());
            out.append("networks:\n  %s:\n    external: true\n    name: %1$s\n".formatted(network));
        }
        return out.toString();
    }

    private static String service(Container container, HostPlan plan, HostProfile profile, DockerEngine engine) {
        StringBuilder out = new StringBuilder();
        out.append("  ").append(quoted(container.name())).append(":\n");
        key(out, "container_name", quoted(container.name()));
        key(out, "image", quoted(container.image()));
        key(out, "restart", quoted(ContainerUnits.restart(container)));
        if (!container.command().isEmpty()) {
            key(out, "command", list(container.command()));
        }
        container.envFile().ifPresent(file -> key(out, "env_file", list(List.of(file))));
        List<String> ports = container.ports().stream()
                .filter(port -> ContainerUnits.publishes(port, profile, engine))
                .map(PublishedPort::toString)
                .toList();
        if (!ports.isEmpty()) {
            key(out, "ports", list(ports));
        }
        if (profile.usesDocker0()) {
            key(out, "network_mode", quoted(profile.networkName()));
        } else {
            key(out, "networks", "");
            out.append("      ").append(quoted(profile.networkName())).append(':');
            out.append(ContainerUnits.address(container, plan)
                    .map(address -> "\n        ipv6_address: " + quoted(address.toString()) + "\n")
                    .orElse(" {}\n"));
        }
        return out.toString();
    }

    private static void key(StringBuilder out, String key, String value) {
        out.append("    ")
                .append(key)
                .append(value.isEmpty() ? ":" : ": ")
                .append(value)
                .append('\n');
    }

    /** Compose puts variables into texts before it reads them; a dollar is said twice. */
    private static String list(List<String> values) {
        return values.stream()
                .map(value -> quoted(value.replace("$", "$$")))
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
