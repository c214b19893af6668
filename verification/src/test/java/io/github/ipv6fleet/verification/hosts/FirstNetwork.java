package io.github.ipv6fleet.verification.hosts;

import io.github.ipv6fleet.ec2sim.InstanceEvent;
import io.github.ipv6fleet.verification.packets.Shell;
import java.nio.file.Path;

/**
 * The network that an image on EC2 has before anything of ours runs: what the suite's own cloud-init makes of the metadata,
 * all addresses but one as /128 on the uplink. Only how the uplink is found is changed: a veth has no permanent MAC.
 */
final class FirstNetwork {
    private static final String CONVERT = """
            import inspect, json, sys
            from cloudinit.sources import DataSourceEc2
            mac, name = sys.argv[1], sys.argv[2]
            values = {"device-number": "0"}
            if sys.argv[3]:
                values.update({"local-ipv4s": sys.argv[3], "subnet-ipv4-cidr-block": sys.argv[4]})
            for key, lines in (("ipv6s", sys.argv[5].split()), ("ipv6-prefix", sys.argv[6].split())):
                if lines:  # cloud-init reads one line as a text, several as a list
                    values[key] = lines if len(lines) > 1 else lines[0]
            metadata = {"interfaces": {"macs": {mac: values}}}
            convert = DataSourceEc2.convert_ec2_metadata_network_config
            known = inspect.signature(convert).parameters
            more = {}
            if "distro" in known:
                from cloudinit import distros, helpers
                more["distro"] = distros.fetch("debian")("debian", {}, helpers.Paths({}))
            made = convert(metadata, macs_to_nics={mac: name}, fallback_nic=name, **more)
            for one in made["ethernets"].values():
                one.pop("match", None)
                one.pop("set-name", None)
            print(json.dumps({"network": made}))
            """;

    private FirstNetwork() {}

    /** Returns the configuration as a file of {@code cloud.cfg.d}. */
    static String of(Shell shell, Path tree, InstanceEvent event, VpcPort port) {
        return shell.run(
                "chroot",
                tree.toString(),
                "/usr/bin/python3",
                "-c",
                CONVERT,
                port.mac(),
                BootedHost.UPLINK,
                port.ipv4(),
                SmallVpc.IPV4,
                String.join(" ", event.ipv6Addresses()),
                String.join(" ", event.ipv6Prefixes()));
    }
}
