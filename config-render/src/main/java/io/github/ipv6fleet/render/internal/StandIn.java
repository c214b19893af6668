package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.HostCommand;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostFile;
import io.github.ipv6fleet.render.HostProfile;
import java.util.List;
import java.util.stream.Stream;

/**
 * A host whose block is not known yet. Its files are rendered as any, for a block that stands in for the real one; they
 * stay whole files that every parser takes. The host keeps them as templates and moves their addresses into its block.
 */
public final class StandIn {
    private static final String SUBNET = "2001:db8:f1ee:f1ee::";

    private static final String BLOCK = "2001:db8:f1ee:f1ee:f1ee::/80";

    /** It stands for {@code P::1} of the block, as a plan keeps a host out of its planned block. */
    private static final String HOST = SUBNET + "f1ee";

    private static final String TEMPLATES = "/var/lib/ipv6-fleet/templates";

    private static final String STEPS = "/var/lib/ipv6-fleet/steps";

    private static final String PROGRAM = "/usr/local/sbin/ipv6-fleet-block";

    private StandIn() {}

    /** Returns the plan to render with. */
    public static HostPlan plan(HostProfile profile) {
        HostPlan.Builder plan = HostPlan.builder(
                "self-configuring", Ipv6Block.parse(SUBNET + "/64"), Ipv6Address.parse(HOST), Ipv6Block.parse(BLOCK));
        profile.pinnedContainers().forEach(plan::container);
        return plan.build();
    }

    /**
     * Returns the files, those that name an address of the stand-in moved to where templates are; with the program that
     * fills these, and the steps of the boot, which are a template, too.
     */
    static List<HostFile> files(HostConfig config, LastHost same) {
        HostFile steps = HostFile.of(STEPS, 0644, "# shellcheck shell=sh\n" + BootProgram.steps(config, same));
        return Stream.concat(
                        config.files().stream()
                                .map(file -> file.content().contains(SUBNET.substring(0, SUBNET.length() - 1))
                                        ? template(file)
                                        : file),
                        Stream.of(HostFile.of(PROGRAM, 0755, FILL), template(steps)))
                .toList();
    }

    private static HostFile template(HostFile file) {
        return HostFile.of(TEMPLATES + file.path(), file.mode(), file.content());
    }

    /** Returns a boot program that first fills the templates, its own further steps among them. */
    static List<String> bootProgram(LastHost same) {
        return BootProgram.sourcing(HostCommand.of("block", PROGRAM + "\nsystemctl daemon-reload\n"), STEPS, same);
    }

    private static final String FILL = """
            #!/usr/bin/python3
            # Written by ipv6-fleet. Asks the metadata service which block EC2 chose for this host, and writes the files
            # that name it: in their templates another block stands in. May be run again.
            import http.client
            import ipaddress
            import os
            import re
            import sys
            import time
            import urllib.request

            ENDPOINTS = ("http://169.254.169.254", "http://[fd00:ec2::254]")
            PATIENCE = 300  # seconds; the prefix may come after the host
            TEMPLATES = "%s"
            ROOT = "/"
            SUBNET = ipaddress.IPv6Network("%s/64")
            BLOCK = ipaddress.IPv6Network("%s")
            HOST = ipaddress.IPv6Address("%s")

            web = urllib.request.build_opener(urllib.request.ProxyHandler({}))


            def ask(url, method, headers):
                request = urllib.request.Request(url, method=method, headers=headers)
                with web.open(request, timeout=3) as answer:
                    return answer.read().decode("ascii").strip()


            def block_from(endpoint):
                ttl = {"X-aws-ec2-metadata-token-ttl-seconds": "60"}
                token = {"X-aws-ec2-metadata-token": ask(endpoint + "/latest/api/token", "PUT", ttl)}
                data = endpoint + "/latest/meta-data/"
                mac = ask(data + "mac", "GET", token)
                prefixes = ask(data + "network/interfaces/macs/" + mac + "/ipv6-prefix", "GET", token)
                return next(p for p in map(ipaddress.IPv6Network, prefixes.split()) if p.prefixlen == 80)


            def chosen_block():
                end = time.monotonic() + PATIENCE
                while True:
                    reasons = []
                    for endpoint in ENDPOINTS:
                        try:
                            return block_from(endpoint)
                        except (OSError, ValueError, StopIteration, http.client.HTTPException) as e:
                            reasons.append("%%s: %%s" %% (endpoint, e or "no /80"))
                    if time.monotonic() >= end:
                        sys.exit("no /80 in the metadata (%%s); launch the host with one IPv6 prefix" %% "; ".join(reasons))
                    time.sleep(2)


            def moved(address, block):
                if address == HOST:
                    return block[1]
                if address in BLOCK:
                    return block[int(address) - int(BLOCK[0])]
                if address == SUBNET[0]:
                    return block.supernet(new_prefix=64)[0]
                sys.exit("%%s stands for no address; take it out of the template" %% address)


            def fill(template, target, block):
                with open(template, encoding="utf-8", newline="") as f:
                    text = f.read()
                place = str(SUBNET[0])[:-1] + "[0-9a-f:]+"
                text = re.sub(place, lambda m: str(moved(ipaddress.IPv6Address(m.group()), block)), text)
                os.makedirs(os.path.dirname(target), exist_ok=True)
                with open(os.open(target + ".new", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", newline="") as f:
                    f.write(text)
                os.chmod(target + ".new", os.stat(template).st_mode & 0o7777)
                os.replace(target + ".new", target)


            block = chosen_block()
            for folder, _, names in os.walk(TEMPLATES):
                for name in names:
                    template = os.path.join(folder, name)
                    fill(template, os.path.join(ROOT, os.path.relpath(template, TEMPLATES)), block)
            print("block", block)
            """.formatted(TEMPLATES, SUBNET, BLOCK, HOST);
}
