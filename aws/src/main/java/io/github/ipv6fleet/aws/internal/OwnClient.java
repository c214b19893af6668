package io.github.ipv6fleet.aws.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** The client that we make when the caller passes none: credentials, and the Region if it is not said, as the SDK finds them. */
final class OwnClient {
    private OwnClient() {}

    static Ec2Client create(@Nullable String region) {
        try {
            // One policy decides about trying again: ours, in Ec2Gateway.
            return Ec2Client.builder()
                    .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                    .region(region == null ? null : Region.of(region))
                    .build();
        } catch (SdkClientException e) {
            throw Maker.get().exception("no Ec2Client: " + explained(e), "", "", false, List.of(), e);
        }
    }

    /** The SDK lists every place where it looked; the reader wants to know what to do. */
    private static String explained(SdkClientException e) {
        String said = String.valueOf(e.getMessage());
        if (said.contains("HTTP implementation")) {
            return "the AWS SDK finds no HTTP client, whose choice is yours: add the dependency"
                    + " software.amazon.awssdk:url-connection-client (or apache5-client)";
        }
        if (said.contains("region")) {
            return "the AWS SDK finds no Region: set AWS_REGION, or pass an Ec2Client with client(...)";
        }
        return said + "; pass an Ec2Client with client(...)";
    }
}
