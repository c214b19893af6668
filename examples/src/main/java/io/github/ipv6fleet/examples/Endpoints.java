package io.github.ipv6fleet.examples;

import java.net.URI;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.Ec2ClientBuilder;

/** Clients of the places where a fleet can live. */
final class Endpoints {
    private Endpoints() {}

    /** EC2 itself, with the Region and the credentials of this machine. */
    static Ec2Client realEc2() {
        return read(() -> builder().build());
    }

    /**
     * An endpoint on this machine takes any credentials and any Region, so that nobody needs to have some; for one
     * elsewhere they are those that the SDK finds.
     */
    static Ec2Client at(URI endpoint) {
        if (endpoint.getScheme() == null || endpoint.getHost() == null) {
            throw new IllegalArgumentException(
                    "--endpoint " + endpoint + ": is not a URL; give one such as http://127.0.0.1:4566");
        }
        Ec2ClientBuilder builder = builder().endpointOverride(endpoint);
        if (isHere(endpoint)) {
            builder.region(Region.US_EAST_1)
                    .credentialsProvider(
                            StaticCredentialsProvider.create(AwsBasicCredentials.create("anybody", "nothing")));
        }
        return read(builder::build);
    }

    /** Whether it is on this machine, where nothing costs money. */
    static boolean isHere(URI endpoint) {
        return endpoint.getHost().matches("localhost|127\\..*|\\[::1]");
    }

    private static Ec2ClientBuilder builder() {
        return Ec2Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()));
    }

    /** Makes a call of the quick start's own, whose refusal its user shall understand. */
    static <T> T read(Supplier<T> call) {
        try {
            return call.get();
        } catch (AwsServiceException e) {
            throw new IllegalArgumentException(
                    "EC2 refused: " + e.awsErrorDetails().errorMessage() + "; check the id, Region and credentials", e);
        } catch (SdkClientException e) {
            if (String.valueOf(e.getMessage()).contains("Unable to load region")) {
                throw new IllegalArgumentException("the AWS SDK finds no Region; set AWS_REGION", e);
            }
            if (String.valueOf(e.getMessage()).contains("Unable to load credentials")) {
                throw new IllegalArgumentException(
                        "the AWS SDK finds no credentials; configure some, for example by AWS_PROFILE", e);
            }
            throw new IllegalArgumentException(
                    "EC2 is out of reach: " + e.getMessage() + "; check endpoint, Region and credentials", e);
        } catch (SdkException e) {
            throw new IllegalArgumentException("EC2 did not answer: " + e.getMessage(), e);
        }
    }
}
