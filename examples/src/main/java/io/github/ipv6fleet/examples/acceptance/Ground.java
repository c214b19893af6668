package io.github.ipv6fleet.examples.acceptance;

import io.github.ipv6fleet.Ipv6Fleet;
import java.time.Duration;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * Where an acceptance run takes place.
 *
 * @param where in words, such as {@code EC2 in us-east-1}
 * @param client of that place
 * @param fleets makes the builder of a fleet of that name, with everything but hosts, block source and containers
 * @param name of the run; its fleets are called {@code NAME-planned}, {@code NAME-run} and {@code NAME-chosen}
 * @param image with busybox, as {@code ip}, {@code ping}, {@code nc}, {@code httpd}, {@code timeout} and {@code grep}
 * @param patience how long hosts may take to boot and to talk; zero where hosts do not boot
 * @param isEc2 whether it is EC2 itself, and not something that stands in for it
 */
public record Ground(
        String where,
        Ec2Client client,
        Function<String, Ipv6Fleet.Builder> fleets,
        String name,
        String image,
        Duration patience,
        boolean isEc2) {
    /** The image where nobody says another one; from Docker Hub, which has IPv6. */
    public static final String IMAGE = "busybox:1.37";

    /** Returns whether hosts boot there, so that there is somebody who talks. */
    boolean boots() {
        return !patience.isZero();
    }
}
