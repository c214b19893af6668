import org.jspecify.annotations.NullMarked;

/** EC2 provisioning: {@link io.github.ipv6fleet.Ipv6Fleet} launches a fleet of Docker hosts and finds it again. */
@NullMarked
module io.github.ipv6fleet.aws {
    requires static org.jspecify;
    requires transitive io.github.ipv6fleet.core;
    requires transitive io.github.ipv6fleet.render;
    requires transitive software.amazon.awssdk.services.ec2;
    requires com.fasterxml.jackson.core;
    requires software.amazon.awssdk.awscore;
    requires software.amazon.awssdk.core;
    requires software.amazon.awssdk.http;
    requires software.amazon.awssdk.imds;
    requires software.amazon.awssdk.regions;
    requires software.amazon.awssdk.retries;
    requires java.xml;
    requires org.slf4j;

    exports io.github.ipv6fleet;
    exports io.github.ipv6fleet.aws;
}
