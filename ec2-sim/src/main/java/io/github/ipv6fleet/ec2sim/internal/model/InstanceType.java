package io.github.ipv6fleet.ec2sim.internal.model;

import java.util.List;

/** What an instance type allows; a line of {@code instance-types.txt}. */
public record InstanceType(
        String name,
        int ipv6AddressesPerInterface,
        int ipv4AddressesPerInterface,
        int maximumNetworkInterfaces,
        String platform,
        List<String> architectures,
        List<String> virtualizationTypes,
        int vCpus,
        long memoryMiB,
        boolean currentGeneration,
        boolean burstable,
        String enaSupport,
        long storageGb) {

    static InstanceType parse(String line) {
        String[] f = line.split(" ", -1);
        return new InstanceType(
                f[0],
                Integer.parseInt(f[1]),
                Integer.parseInt(f[2]),
                Integer.parseInt(f[3]),
                f[4],
                List.of(f[5].split(",", -1)),
                List.of(f[6].split(",", -1)),
                Integer.parseInt(f[7]),
                Long.parseLong(f[8]),
                Boolean.parseBoolean(f[9]),
                Boolean.parseBoolean(f[10]),
                f[11],
                Long.parseLong(f[12]));
    }

    public boolean ipv6Supported() {
        return ipv6AddressesPerInterface > 0;
    }

    public boolean bareMetal() {
        return platform.equals("metal");
    }

    /** Returns whether the type is built on Nitro; bare metal is. */
    public boolean nitro() {
        return !platform.equals("xen");
    }
}
