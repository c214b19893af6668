package io.github.ipv6fleet.verification.hosts;

import io.github.ipv6fleet.ec2sim.InstanceEvent;
import io.github.ipv6fleet.verification.packets.Namespace;
import io.github.ipv6fleet.verification.packets.Shell;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * An instance that really boots: systemd as process 1 of a container of systemd-nspawn, over a throw-away layer, with one
 * interface. It knows nothing but what an image has, and what it reads from the metadata service.
 */
final class BootedHost implements AutoCloseable {
    static final String UPLINK = "ens5";

    /** $1 tree, $2 work folder, $3 network namespace, $4 machine name. Mounted where nobody else sees it. */
    private static final String BOOT = """
            mount -t overlay overlay -o "lowerdir=$1,upperdir=$2/upper,workdir=$2/overlay" "$2/root"
            export UNIFIED_CGROUP_HIERARCHY=1 SYSTEMD_NSPAWN_API_VFS_WRITABLE=yes
            exec systemd-nspawn --quiet --boot --register=no --keep-unit --console=read-only --link-journal=no \\
              --directory="$2/root" --machine="$4" --bind="$2/docker:/var/lib/docker" \\
              --bind-ro="$2/image.tar:/var/lib/lab/image.tar" --network-namespace-path="/run/netns/$3" \\
              --capability=all --system-call-filter='bpf add_key keyctl @known'
            """;

    /** Where nothing says that this is EC2, cloud-init looks for names first, which takes it four seconds. */
    private static final String DATASOURCE = """
            datasource_list: [Ec2]
            datasource:
              Ec2:
                strict_id: false
                metadata_urls: [ "http://169.254.169.254", "http://[fd00:ec2::254]" ]
            ssh_deletekeys: false
            ssh_genkeytypes: []
            """;

    /** Nobody here answers to LLMNR, and names that do not exist would be asked for in that way for four seconds more. */
    private static final String RESOLVED = """
            [Resolve]
            LLMNR=no
            MulticastDNS=no
            """;

    /** As if somebody had pulled the image when the AMI was made. */
    private static final String IMPORT = """
            [Unit]
            After=docker.service
            Requires=docker.service
            Before=ipv6-fleet-network.service
            [Service]
            Type=oneshot
            RemainAfterExit=yes
            ExecStart=/bin/sh -c 'docker image inspect lab:1 >/dev/null 2>&1 || docker import - lab:1 </var/lib/lab/image.tar'
            [Install]
            WantedBy=docker.service
            """;

    /** How systemd-nspawn ends when its machine wants to be started again. */
    private static final int REBOOT = 133;

    private final Shell shell;
    private final ProcessBuilder boot;
    private final Namespace namespace;
    private final InstanceEvent event;
    private final Thread running;
    private volatile Process process;
    private volatile long started;
    private volatile boolean closed;

    private BootedHost(Shell shell, ProcessBuilder boot, Namespace namespace, InstanceEvent event, Path console)
            throws IOException {
        this.shell = shell;
        this.boot = boot;
        this.namespace = namespace;
        this.event = event;
        this.started = System.nanoTime();
        this.process = boot.start();
        this.running = new Thread(() -> run(console));
        running.setDaemon(true);
        running.start();
    }

    /** Starts to boot. */
    static BootedHost start(
            BootRoot root,
            InstanceEvent event,
            Namespace namespace,
            Path work,
            Path evidence,
            Path image,
            String network,
            Map<String, String> files)
            throws IOException {
        Path upper = work.resolve("upper");
        for (String folder : List.of("upper/var/lib/docker", "upper/var/lib/lab", "overlay", "root", "docker")) {
            Files.createDirectories(work.resolve(folder));
        }
        Files.copy(image, work.resolve("image.tar"));
        write(upper, "etc/cloud/cloud.cfg.d/90-lab.cfg", DATASOURCE);
        write(upper, "etc/cloud/cloud.cfg.d/91-lab-network.cfg", network);
        write(upper, "etc/systemd/resolved.conf.d/90-lab.conf", RESOLVED);
        write(upper, "etc/systemd/system/lab-image.service", IMPORT);
        write(upper, "var/lib/lab/image.tar", "");
        write(upper, "etc/machine-id", "");
        for (Map.Entry<String, String> file : files.entrySet()) {
            write(upper, file.getKey(), file.getValue());
        }
        link(upper, "etc/systemd/system/docker.service.wants/lab-image.service", "../lab-image.service");
        if (Files.exists(root.tree().resolve("usr/lib/systemd/system/netplan-configure.service"))) {
            // From netplan 1.2 on no generator starts networkd at the first boot; an image has it enabled.
            enable(upper, "multi-user.target", "systemd-networkd.service");
            enable(upper, "network-online.target", "systemd-networkd-wait-online.service");
        }
        link(upper, "etc/resolv.conf", "../run/systemd/resolve/stub-resolv.conf");
        ProcessBuilder boot = new ProcessBuilder(
                        "nsenter",
                        "--net=/run/netns/" + namespace.name(),
                        "unshare",
                        "--mount",
                        "--propagation",
                        "private",
                        "sh",
                        "-euc",
                        BOOT,
                        "boot",
                        root.tree().toRealPath().toString(),
                        work.toString(),
                        namespace.name(),
                        namespace.name())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile());
        Shell.clean(boot);
        return new BootedHost(
                new Shell(evidence.resolve(event.instanceId() + ".txt")),
                boot,
                namespace,
                event,
                evidence.resolve(event.instanceId() + "-console.txt"));
    }

    /** Passes the console on until the machine ends, and starts it again when it reboots. */
    private void run(Path transcript) {
        try (Writer out = Files.newBufferedWriter(transcript)) {
            do {
                Reader in = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8);
                char[] some = new char[4096];
                for (int n = in.read(some); n >= 0; n = in.read(some)) {
                    String text = new String(some, 0, n);
                    out.write(text);
                    out.flush();
                    event.appendConsole(text);
                }
                int ended = process.waitFor();
                synchronized (this) {
                    if (ended != REBOOT || closed) {
                        return;
                    }
                    process = boot.start();
                }
            } while (true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(Path root, String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private static void enable(Path root, String target, String unit) throws IOException {
        link(root, "etc/systemd/system/" + target + ".wants/" + unit, "/usr/lib/systemd/system/" + unit);
    }

    private static void link(Path root, String file, String to) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.createSymbolicLink(path, Path.of(to));
    }

    /** Process 1 of the machine, whose namespaces are the machine's; another one after a reboot, for which this waits. */
    private long leader() {
        for (int tries = 0; tries < 400 && !closed; tries++) {
            Optional<ProcessHandle> child = process.children().findFirst();
            if (child.isPresent()) {
                return child.get().pid();
            }
            pause();
        }
        throw new IllegalStateException(event.instanceId() + " does not run; see its console");
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * How a host came up.
     *
     * @param system from its start until our program began
     * @param program that program, from its first line to its last
     * @param begun when it began, as {@link System#nanoTime()} says it
     */
    record Times(Duration system, Duration program, long begun) {}

    /** Returns what this boot took, in which the boot program must have come to its end. */
    Times times() {
        // The journal counts by the clock that System.nanoTime() reads.
        List<Double> said =
                sh("journalctl --boot --identifier ipv6-fleet --output short-monotonic --no-hostname --no-pager"
                                + " | sed -n -E 's/^\\[ *([0-9.]+)\\] .*: (starting|containers up)$/\\1/p'")
                        .lines()
                        .map(Double::valueOf)
                        .toList();
        Checks.require(said.size() == 2, "the boot program has begun and ended once: " + said);
        return new Times(
                seconds(said.get(0) - started / 1e9),
                seconds(said.get(1) - said.get(0)),
                Math.round(said.get(0) * 1e9));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    String instanceId() {
        return event.instanceId();
    }

    /** Runs POSIX sh text in the host that must succeed; returns its standard output. */
    String sh(String script) {
        return attempt(script).orFail();
    }

    /** Runs POSIX sh text in the host that may fail. */
    Shell.Outcome attempt(String script) {
        return shell.attempt(
                script,
                List.of(
                        "nsenter",
                        "--target",
                        Long.toString(leader()),
                        "--all",
                        "env",
                        "PATH=" + Shell.PATH,
                        "sh",
                        "-uc",
                        script));
    }

    /** Runs a program's main method on this machine, in the network of the host. */
    Shell.Outcome attempt(Class<?> program) {
        return shell.attempt(List.of(
                "nsenter",
                "--target",
                Long.toString(leader()),
                "--net",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    }

    /** Notes everything that one wants to see of a host, as evidence. */
    void showAll() {
        try {
            attempt(
                    "ip addr; ip -6 route; docker ps --all; docker network inspect ipv6fleet; nft list ruleset; ip6tables-save;"
                            + " systemctl --failed; journalctl --unit ipv6-fleet-boot --no-pager;"
                            + " journalctl --identifier ipv6-fleet --output short-monotonic --no-pager;"
                            + " networkctl status --no-pager --all; journalctl --unit systemd-networkd --no-pager; grep --recursive ''"
                            + " /run/systemd/network; cloud-init status --long; systemd-analyze;"
                            + " journalctl --unit docker.service --unit docker.socket --unit init.scope --no-pager --lines 200");
        } catch (IllegalStateException e) { // a host that is busy answers late; what is checked is checked later
            System.out.println("evidence is incomplete: " + event.instanceId());
        }
    }

    /** Another one after each boot; empty text between them. Asks nothing of the host: who goes down must not wait for it. */
    String bootId() {
        return process.children()
                .findAny()
                .map(leader -> Long.toString(leader.pid()))
                .orElse("");
    }

    /** Whether its boot is over. */
    boolean isUp() {
        String said = attempt("systemctl is-system-running").out().strip();
        return List.of("running", "degraded").contains(said);
    }

    /** Ends as a machine does whose power goes. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        try {
            process.children().forEach(ProcessHandle::destroyForcibly);
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            running.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        namespace.close();
    }
}
