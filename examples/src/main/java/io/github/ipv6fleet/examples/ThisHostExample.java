package io.github.ipv6fleet.examples;

import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.ThisHost;
import java.time.Duration;

/**
 * What a program on an EC2 instance knows of itself: run on one, this prints it, and waits half a minute for the block of
 * its containers. Elsewhere it says so in one line, and ends with status 1.
 */
public final class ThisHostExample {
    private ThisHostExample() {}

    /** Takes no arguments. */
    public static void main(String[] args) {
        try {
            ThisHost host = ThisHost.read();
            System.out.println(
                    "instance    " + host.instanceId() + ", " + host.instanceType() + " in " + host.availabilityZone());
            System.out.println("interface   " + host.interfaceId() + " in " + host.subnetId());
            System.out.println("addresses   " + host.ipv6Addresses());
            System.out.println("containers  " + host.awaitPrefix(Duration.ofSeconds(30)));
        } catch (FleetException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
