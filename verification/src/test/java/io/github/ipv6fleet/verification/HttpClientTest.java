package io.github.ipv6fleet.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The SDK's HTTP client is the caller's choice; who has made none is told what to add. */
class HttpClientTest {
    /** What the process runs: the shortest use of the library that needs a client. */
    public static final class Find {
        private Find() {}

        public static void main(String[] args) {
            try {
                io.github.ipv6fleet.Ipv6Fleet.named("edge").find();
                System.out.println("no exception");
            } catch (io.github.ipv6fleet.aws.FleetException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    @DisplayName("without an HTTP client on the class path the message names the dependency")
    void withoutHttpClient() throws Exception {
        assertThat(find("-Daws.region=us-east-1", entry -> !entry.contains("url-connection-client")))
                .contains("software.amazon.awssdk:url-connection-client");
    }

    @Test
    @DisplayName("without a Region the message names AWS_REGION")
    void withoutRegion() throws Exception {
        assertThat(find("-Daws.disableEc2Metadata=true", entry -> true)).contains("set AWS_REGION");
    }

    @Test
    @DisplayName("without credentials the message says how to have some")
    void withoutCredentials() throws Exception {
        assertThat(find("-Daws.region=us-east-1", entry -> true)).contains("AWS_PROFILE");
    }

    private static String find(String property, java.util.function.Predicate<String> entries) throws Exception {
        String tests = java.nio.file.Path.of("target", "test-classes").toString();
        String path = Forked.entries()
                // Its manifest names the jars that the examples need, an HTTP client among them.
                .filter(entry -> !entry.contains("examples"))
                .filter(entries)
                .collect(Collectors.joining(File.pathSeparator));
        Forked run = Forked.java(List.of(
                property,
                "-Daws.disableEc2Metadata=true",
                "-Daws.configFile=/nonexistent",
                "-Daws.sharedCredentialsFile=/nonexistent",
                "-cp",
                path + File.pathSeparator + tests,
                Find.class.getName()));
        assertThat(run.err()).isEmpty();
        return run.out();
    }
}
