package io.github.ipv6fleet.aws.internal;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.ApiName;

/** By which EC2 and CloudTrail tell our calls from others of one client: {@code ipv6-fleet/VERSION}. */
final class UserAgent {
    private static final ApiName API_NAME =
            ApiName.builder().name("ipv6-fleet").version(version()).build();

    /** What is said of every request. */
    static final AwsRequestOverrideConfiguration NAME =
            AwsRequestOverrideConfiguration.builder().addApiName(API_NAME).build();

    private UserAgent() {}

    /** Returns a caller's own configuration of a request with our name added. */
    static AwsRequestOverrideConfiguration addedTo(AwsRequestOverrideConfiguration callers) {
        return callers.toBuilder().addApiName(API_NAME).build();
    }

    private static String version() {
        try (InputStream in = UserAgent.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return requireNonNull(properties.getProperty("version"), "version");
        } catch (IOException e) {
            throw new UncheckedIOException("version.properties, which is in this jar, cannot be read", e);
        }
    }
}
