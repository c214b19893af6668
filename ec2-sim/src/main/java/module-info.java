import org.jspecify.annotations.NullMarked;

/** An embedded EC2 endpoint that refuses what EC2 refuses; needs nothing but the JDK. */
@NullMarked
module io.github.ipv6fleet.ec2sim {
    requires jdk.httpserver;
    requires static org.jspecify;

    exports io.github.ipv6fleet.ec2sim;
}
