package io.github.ipv6fleet.verification.packets;

import io.github.ipv6fleet.render.HostCommand;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostFile;
import io.github.ipv6fleet.render.Phase;

/**
 * A host brought up by what was rendered for it: its files in their places, its commands as they are, phase after
 * phase. Only netplan and systemctl, which need a whole booted system, have stand-ins.
 */
final class EngineHost {
    /** What it takes to start the engine is what its systemd unit does: start it and wait until it answers. */
    private static final String SYSTEMCTL = """
            case "$*" in
              daemon-reload | "is-enabled --quiet docker" | "enable ipv6-fleet-"* | "enable --no-reload ipv6-fleet-"* | \
                "--no-block try-reload-or-restart ipv6-fleet-"*)
                exit 0
                ;;
              "reload-or-restart ipv6-fleet-"*)
                sh -euc "$(sed -n 's/^ExecStart=//p' "/etc/systemd/system/$2")"
                exit 0
                ;;
              "enable --now ipv6-fleet-"*)
                run=$(sed -n 's/^ExecStart=//p' "/etc/systemd/system/$3")
                if grep -q '^Type=oneshot' "/etc/systemd/system/$3"; then
                  sh -euc "$run"
                else
                  sh -c "exec $run" </dev/null >"/var/log/$3.log" 2>&1 &
                fi
                exit 0
                ;;
              "show --property ActiveState --value "*)
                echo active
                exit 0
                ;;
              "restart docker") ;;
              *) echo "systemctl $*: not known here" >&2; exit 1 ;;
            esac
            dockerd --cgroup-parent %s </dev/null >/var/log/dockerd.log 2>&1 &
            tries=100
            until docker version >/dev/null 2>&1; do
              tries=$((tries - 1))
              if [ "$tries" -eq 0 ] || ! kill -0 $! 2>/dev/null; then
                echo "dockerd does not start: $(tail -n 3 /var/log/dockerd.log)" >&2
                exit 1
              fi
              sleep 0.1
            done
            """;

    private static final String NETPLAN = """
            [ "$*" = apply ] || { echo "netplan $*: not known here" >&2; exit 1; }
            %s
            # networkd too calls an interface configured only when its addresses are ready to use.
            tries=50
            while [ -n "$(ip -6 -o addr show dev %s tentative)" ]; do
              tries=$((tries - 1))
              [ "$tries" -gt 0 ] || { echo "duplicate address on %2$s" >&2; exit 1; }
              sleep 0.1
            done
            """;

    /** An image of one program, for no registry can be reached. */
    static final String IMAGE = """
            mkdir -p /tmp/image/bin
            cp /bin/busybox /tmp/image/bin
            for program in sh ping nc httpd ip; do ln -sf busybox "/tmp/image/bin/$program"; done
            busybox tar -C /tmp/image -c . | docker import - %s >/dev/null
            """.formatted(Container.IMAGE);

    private final Machine machine;
    private final String containerNetwork;

    private EngineHost(Machine machine, String containerNetwork) {
        this.machine = machine;
        this.containerNetwork = containerNetwork;
    }

    /** Brings a host up; its containers will join {@code containerNetwork}. */
    static EngineHost start(Machine machine, String cgroup, HostConfig config, String containerNetwork) {
        String netplan = "";
        for (HostFile file : config.files()) {
            machine.write(file.path(), file.mode(), file.content());
            if (file.path().startsWith("/etc/netplan/")) {
                netplan = file.content();
            }
        }
        NetplanUplink uplink = NetplanUplink.parse(netplan);
        machine.standIn("netplan", NETPLAN.formatted(uplink.apply(), uplink.name()));
        machine.standIn("systemctl", SYSTEMCTL.formatted(cgroup));
        for (Phase phase : Phase.values()) {
            for (HostCommand command : config.commands(phase)) {
                machine.sh("# " + phase + ": " + command.step() + "\n" + command.script());
            }
        }
        machine.sh(IMAGE);
        return new EngineHost(machine, containerNetwork);
    }

    /** Runs POSIX sh text on the host that must succeed; returns its standard output. */
    String sh(String script) {
        return machine.sh(script);
    }

    /** Runs POSIX sh text on the host that may fail. */
    Shell.Outcome attempt(String script) {
        return machine.attempt(script);
    }

    /** Returns whether somebody at that port answers a request of the host's own within two seconds. */
    boolean reaches(String target, int port) {
        return attempt("printf 'GET / HTTP/1.0\\r\\n\\r\\n' | busybox timeout 4 busybox nc -w 2 %s %d"
                        .formatted(target, port))
                .out()
                .startsWith("HTTP/");
    }

    /** Starts a container that listens on {@link Container#PORT} and {@link Container#OTHER_PORT}. */
    Container container(String name, boolean publish) {
        return Container.start(this, name, containerNetwork, publish);
    }
}
