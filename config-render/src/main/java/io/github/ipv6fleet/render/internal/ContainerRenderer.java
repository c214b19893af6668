package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.plan.SpecProblem;
import io.github.ipv6fleet.render.Container;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.HostRenderer;
import io.github.ipv6fleet.render.Phase;
import java.util.List;
import java.util.stream.Collectors;

/** Starts the declared containers, now and at each boot, and waits until they run. */
final class ContainerRenderer implements HostRenderer {
    /**
     * Up are those who all run for five looks on end, two seconds: one that crashes at once runs for a moment each time. What is to
     * run once may have ended well already. The first start pulls the image, hence the patience.
     */
    private static final String WAIT = """
            for name; do
              systemctl enable --now "ipv6-fleet-container-$name.service"
            done
            tries=1200
            steady=0
            while :; do
              steady=$((steady + 1))
              for name; do
                unit=ipv6-fleet-container-$name.service
                running=$(docker container inspect --format '{{.State.Running}}' "$name" 2>/dev/null) || running=
                state=$(systemctl show --property ActiveState --value "$unit")
                if [ "$running" = true ] || [ "$state" = inactive ]; then
                  continue
                fi
                if [ "$state" = failed ] || [ "$tries" -le 0 ]; then
                  reason=$(journalctl _SYSTEMD_UNIT="$unit" --lines 1 --output cat)
                  echo "container $name does not run: ${reason:-systemctl status $unit says why}" >&2
                  exit 1
                fi
                steady=0
              done
              [ "$steady" -lt 5 ] || break
              tries=$((tries - 1))
              sleep 0.5
            done
            """;

    @Override
    public String id() {
        return "containers";
    }

    @Override
    public HostConfig render(HostPlan plan, HostProfile profile) {
        if (profile.containers().isEmpty()) {
            return HostConfig.empty();
        }
        checkRoom(plan, profile);
        HostConfig.Builder config = HostConfig.builder();
        for (Container container : profile.containers()) {
            config.merge(EngineFiles.of(
                    profile,
                    "/etc/systemd/system/" + ContainerUnits.unit(container),
                    0644,
                    engine -> ContainerUnits.text(container, plan, profile, engine)));
        }
        String names = profile.containers().stream()
                .map(container -> Shell.quoted(container.name()))
                .collect(Collectors.joining(" "));
        return config.command(Phase.CONTAINERS, "containers", "set -- " + names + "\n" + WAIT)
                .build();
    }

    private static void checkRoom(HostPlan plan, HostProfile profile) {
        long others = profile.containers().stream()
                .filter(container -> ContainerUnits.address(container, plan).isEmpty())
                .count();
        Ipv6Block network = plan.containerNetwork();
        boolean allFree = plan.namedContainers().isEmpty();
        long room = allFree
                ? plan.capacity()
                : UnpinnedRange.capacity(
                        network,
                        UnpinnedRange.of(network, plan.namedContainers().values()));
        if (others > room) {
            throw new PlanException(List.of(new SpecProblem(
                    "host " + plan.name() + ": " + others + " containers without an address in the plan",
                    "its container network " + network + " has " + room + " for them"
                            + (allFree
                                    ? ""
                                    : " beside those of "
                                            + String.join(
                                                    " ", plan.namedContainers().keySet())),
                    "name them in the plan, declare fewer, or choose a larger block")));
        }
    }
}
