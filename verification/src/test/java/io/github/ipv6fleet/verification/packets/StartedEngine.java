package io.github.ipv6fleet.verification.packets;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/** Starts an engine with a daemon.json on a machine without neighbours, and says what came of it. */
final class StartedEngine {
    /** What is seen of docker0, by the ids of ConfigCheck's findings; "refused" if the engine does not start. */
    private static final String LOOK = """
            dockerd --cgroup-parent %s -H unix:///var/run/docker.sock </dev/null >/var/log/dockerd.log 2>&1 &
            tries=150
            until docker version >/dev/null 2>&1; do
              tries=$((tries - 1))
              if ! kill -0 $! 2>/dev/null; then
                echo refused
                tail -n 2 /var/log/dockerd.log >&2
                exit 0
              fi
              [ "$tries" -gt 0 ] || { echo "dockerd neither starts nor ends" >&2; exit 1; }
              sleep 0.1
            done
            rules=$(ip6tables-save)
            if [ -n "$(ip -6 -o addr show dev docker0 scope global 2>/dev/null)" ]; then
              case $rules in
                *MASQUERADE*) echo docker0-nat ;;
                *docker0*) echo docker0-closed ;;
                *) echo docker0-open ;;
              esac
            fi
            """;

    private static final String RUN = EngineHost.IMAGE + """
            docker run --rm %s sh -c : || echo no-container-addresses
            """.formatted(Container.IMAGE);

    private static final AtomicInteger COUNT = new AtomicInteger();

    private StartedEngine() {}

    /** Returns what is seen after a start with {@code json}; {@code run} starts a container too. */
    static Set<String> start(EngineRoot engine, Shell shell, String json, boolean run) {
        String name = Leftovers.PREFIX + ProcessHandle.current().pid() + "-9" + COUNT.incrementAndGet();
        try (Namespace network = Namespace.create(shell, name);
                Machine machine = Machine.boot(shell, network, engine.tree(), Folders.RUNS.resolve(name))) {
            machine.write("/etc/docker/daemon.json", 0644, json);
            Set<String> seen = lines(machine.sh(LOOK.formatted("/" + name)));
            if (run && !seen.contains("refused")) {
                seen.addAll(lines(machine.sh(RUN)));
            }
            return seen;
        } finally {
            Leftovers.remove(shell, name);
        }
    }

    private static Set<String> lines(String output) {
        return new TreeSet<>(output.lines().toList());
    }
}
