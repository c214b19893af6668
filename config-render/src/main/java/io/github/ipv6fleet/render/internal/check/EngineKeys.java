package io.github.ipv6fleet.render.internal.check;

import io.github.ipv6fleet.render.DockerEngine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which keys daemon.json may have, and which options of the bridge driver there are, from 20.10 to 29.7: a table.
 *
 * <p>Read from the flags that dockerd registers and the structure it decodes the file into (moby/moby, cmd/dockerd and
 * daemon/config, from 29 daemon/command) at every release tag; an engine takes the names of both, but only the second
 * have an effect.
 */
public final class EngineKeys {
    /** Since and gone are first versions. A hyphen stands for: none. */
    private static final String KEYS = """
            # key                          since  gone   type        default
            # IPv6 and the bridge
            ipv6                           20.10  -      bool        false
            fixed-cidr-v6                  20.10  -      text        -
            bip6                           28.0   -      text        -
            default-gateway-v6             20.10  -      address     -
            ip6tables                      20.10  27.0   bool        false
            ip6tables                      27.0   -      bool        true
            iptables                       20.10  -      bool        true
            ip-masq                        20.10  -      bool        true
            ip-forward                     20.10  -      bool        true
            ip-forward-no-drop             28.0   -      bool        false
            allow-direct-routing           28.2   -      bool        false
            firewall-backend               29.0   -      text        iptables
            bridge-accept-fwmark           29.0   -      text        -
            bridge                         20.10  -      text        docker0
            bip                            20.10  -      text        -
            fixed-cidr                     20.10  -      text        -
            default-gateway                20.10  -      address     -
            ip                             20.10  -      address     -
            icc                            20.10  -      bool        true
            mtu                            20.10  -      int         1500
            userland-proxy                 20.10  -      bool        true
            userland-proxy-path            20.10  -      text        -
            default-address-pools          20.10  -      pools       -
            default-network-opts           24.0   -      options     -
            host-gateway-ip                20.10  -      address     -
            host-gateway-ips               28.0   -      addresses   -
            dns                            20.10  -      addresses   -
            dns-opts                       20.10  -      texts       -
            dns-search                     20.10  -      texts       -
            # the rest
            experimental                   20.10  -      bool        false
            features                       20.10  -      bool_map    -
            builder                        20.10  -      object      -
            min-api-version                29.0   -      text        -
            live-restore                   20.10  -      bool        false
            allow-nondistributable-artifacts 20.10 28.1  texts       -
            api-cors-header                20.10  28.0   text        -
            authorization-plugins          20.10  -      texts       -
            cdi-spec-dirs                  25.0   -      texts       -
            cgroup-parent                  20.10  -      text        -
            cluster-advertise              20.10  24.0   text        -
            cluster-store                  20.10  24.0   text        -
            cluster-store-opts             20.10  24.0   text_map    -
            containerd                     20.10  -      text        -
            containerd-namespace           20.10  -      text        -
            cpu-rt-period                  20.10  -      int         -
            cpu-rt-runtime                 20.10  -      int         -
            cri-containerd                 20.10  -      bool        -
            data-root                      20.10  -      text        -
            debug                          20.10  -      bool        -
            default-cgroupns-mode          20.10  -      text        -
            default-ipc-mode               20.10  -      text        -
            default-runtime                20.10  -      text        -
            default-shm-size               20.10  -      size        -
            default-stop-timeout           29.7   -      int         -
            default-ulimits                20.10  -      object_map  -
            exec-opts                      20.10  -      texts       -
            exec-root                      20.10  -      text        -
            graph                          20.10  24.0   text        -
            group                          20.10  -      text        -
            hosts                          20.10  -      texts       -
            init                           20.10  -      bool        -
            init-path                      20.10  -      text        -
            insecure-registries            20.10  -      texts       -
            labels                         20.10  -      texts       -
            log-driver                     20.10  -      text        -
            log-format                     25.0   -      text        -
            log-level                      20.10  -      text        -
            log-opts                       20.10  -      text_map    -
            max-concurrent-downloads       20.10  -      int         -
            max-concurrent-uploads         20.10  -      int         -
            max-download-attempts          20.10  -      int         -
            metrics-addr                   20.10  -      text        -
            network-control-plane-mtu      20.10  -      int         -
            network-diagnostic-port        20.10  -      int         -
            no-new-privileges              20.10  -      bool        -
            node-generic-resources         20.10  -      texts       -
            nri-opts                       29.2   -      object      -
            oom-score-adjust               20.10  26.0   int         -
            pidfile                        20.10  -      text        -
            raw-logs                       20.10  -      bool        -
            registry-mirrors               20.10  -      texts       -
            rootless                       20.10  -      bool        -
            runtimes                       20.10  -      object_map  -
            seccomp-profile                20.10  -      text        -
            selinux-enabled                20.10  -      bool        -
            shutdown-timeout               20.10  -      int         -
            storage-driver                 20.10  -      text        -
            storage-opts                   20.10  -      texts       -
            swarm-default-advertise-addr   20.10  -      text        -
            tls                            20.10  -      bool        -
            tlscacert                      20.10  -      text        -
            tlscert                        20.10  -      text        -
            tlskey                         20.10  -      text        -
            tlsverify                      20.10  -      bool        -
            userns-remap                   20.10  -      text        -
            # names of flags: taken and not looked at; last comes what to write instead
            add-runtime                    20.10  -      flag        runtimes
            allow-nondistributable-artifacts 28.1 -      flag        -
            authorization-plugin           20.10  -      flag        authorization-plugins
            cdi-spec-dir                   25.0   -      flag        cdi-spec-dirs
            cluster-store-opt              20.10  24.0   flag        cluster-store-opts
            config-file                    20.10  -      flag        -
            containerd-plugins-namespace   20.10  -      flag        -
            default-address-pool           20.10  -      flag        default-address-pools
            default-network-opt            24.0   -      flag        default-network-opts
            default-ulimit                 20.10  -      flag        default-ulimits
            deprecated-key-path            20.10  -      flag        -
            dns-opt                        20.10  -      flag        dns-opts
            exec-opt                       20.10  -      flag        exec-opts
            feature                        27.3   -      flag        features
            host                           20.10  -      flag        hosts
            http-proxy                     23.0   -      flag        {"proxies":{"http-proxy":...}}
            https-proxy                    23.0   -      flag        {"proxies":{"https-proxy":...}}
            insecure-registry              20.10  -      flag        insecure-registries
            label                          20.10  -      flag        labels
            log-opt                        20.10  -      flag        log-opts
            no-proxy                       23.0   -      flag        {"proxies":{"no-proxy":...}}
            node-generic-resource          20.10  -      flag        node-generic-resources
            registry-mirror                20.10  -      flag        registry-mirrors
            restart                        20.10  -      flag        -
            storage-opt                    20.10  -      flag        storage-opts
            """;

    /** What {@code docker network create -o} and default-network-opts may say to the driver {@code bridge}. */
    private static final String OPTIONS = """
            com.docker.network.bridge.default_bridge           20.10  -  text  -
            com.docker.network.bridge.enable_icc               20.10  -  text  true
            com.docker.network.bridge.enable_ip_masquerade     20.10  -  text  true
            com.docker.network.bridge.gateway_mode_ipv4        27.0   -  text  nat
            com.docker.network.bridge.gateway_mode_ipv6        27.0   -  text  nat
            com.docker.network.bridge.host_binding_ipv4        20.10  -  text  -
            com.docker.network.bridge.inhibit_ipv4             20.10  -  text  false
            com.docker.network.bridge.name                     20.10  -  text  -
            com.docker.network.bridge.trusted_host_interfaces  28.2   -  text  -
            com.docker.network.container_iface_prefix          20.10  -  text  eth
            com.docker.network.driver.mtu                      20.10  -  text  1500
            """;

    private static final String NONE = "-";
    private static final Map<String, List<EngineKey>> KEY_TABLE = table(KEYS);
    private static final Map<String, List<EngineKey>> OPTION_TABLE = table(OPTIONS);

    private EngineKeys() {}

    /** Returns the row of a key for an engine; empty if the engine refuses the key. */
    public static Optional<EngineKey> find(String key, DockerEngine engine) {
        return find(history(key), engine);
    }

    /** Returns the row of an option for an engine; empty if the engine passes over the option. */
    public static Optional<EngineKey> findOption(String option, DockerEngine engine) {
        return find(optionHistory(option), engine);
    }

    /** Returns every row of a key, oldest first; none if no engine of the table has ever had it. */
    public static List<EngineKey> history(String key) {
        return KEY_TABLE.getOrDefault(key, List.of());
    }

    /** Returns every row of an option, oldest first. */
    public static List<EngineKey> optionHistory(String option) {
        return OPTION_TABLE.getOrDefault(option, List.of());
    }

    /** Returns every key that has an effect on that engine, in the order of the table. */
    public static List<String> keysOf(DockerEngine engine) {
        return KEY_TABLE.keySet().stream()
                .filter(key -> find(key, engine)
                        .filter(row -> row.type() != EngineKey.Type.FLAG)
                        .isPresent())
                .toList();
    }

    private static Optional<EngineKey> find(List<EngineKey> history, DockerEngine engine) {
        for (EngineKey row : history) {
            if (row.isKnownTo(engine)) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    private static Map<String, List<EngineKey>> table(String text) {
        Map<String, List<EngineKey>> rows = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            if (!line.startsWith("#")) {
                List<String> cells = List.of(line.strip().split(" +", -1));
                EngineKey.Type type = EngineKey.Type.valueOf(cells.get(3).toUpperCase(Locale.ROOT));
                boolean flag = type == EngineKey.Type.FLAG;
                rows.computeIfAbsent(cells.get(0), name -> new ArrayList<>())
                        .add(new EngineKey(
                                cells.get(0),
                                EngineKey.Version.parse(cells.get(1)),
                                said(cells.get(2)).map(EngineKey.Version::parse),
                                type,
                                flag ? Optional.empty() : said(cells.get(4)),
                                flag ? said(cells.get(4)).orElse("") : ""));
            }
        }
        return Collections.unmodifiableMap(rows);
    }

    private static Optional<String> said(String cell) {
        return cell.equals(NONE) ? Optional.empty() : Optional.of(cell);
    }
}
