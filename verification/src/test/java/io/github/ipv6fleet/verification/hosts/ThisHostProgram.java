package io.github.ipv6fleet.verification.hosts;

import io.github.ipv6fleet.aws.ThisHost;
import java.time.Duration;

/** What a program on a host knows of it: run in a booted host's network, it has nothing but the metadata service to ask. */
public final class ThisHostProgram {
    private ThisHostProgram() {}

    /** Prints a line of each. */
    public static void main(String[] arguments) {
        ThisHost host = ThisHost.read();
        System.out.println(host.instanceId());
        System.out.println(host.interfaceId());
        System.out.println(host.subnetId());
        System.out.println(host.ipv6Addresses());
        System.out.println(host.awaitPrefix(Duration.ofSeconds(5)));
        System.out.println(host.securityGroupIds());
    }
}
