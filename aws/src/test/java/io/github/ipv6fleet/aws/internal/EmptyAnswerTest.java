package io.github.ipv6fleet.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.TestEc2;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;

/** Endpoints that answer with an empty list where EC2 refuses. */
class EmptyAnswerTest {
    static Stream<Arguments> answers() {
        Map<String, SdkResponse> empty = Map.of(
                "DescribeSubnets of subnet-", DescribeSubnetsResponse.builder().build(),
                "DescribeInstanceTypes of t3.small",
                        DescribeInstanceTypesResponse.builder().build(),
                "DescribeImages of ami-", DescribeImagesResponse.builder().build(),
                "RunInstances", RunInstancesResponse.builder().build());
        return empty.entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    @DisplayName("is said by the name of the call, with what to check")
    void emptyAnswer_isSaid(String action, SdkResponse empty) {
        ExecutionInterceptor emptying = new ExecutionInterceptor() {
            @Override
            public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
                return context.response().getClass() == empty.getClass() ? empty : context.response();
            }
        };
        try (TestEc2 ec2 = new TestEc2();
                Ec2Client client = ec2.clientWith(emptying)) {
            assertThatThrownBy(() -> ec2.edge()
                            .hosts(1)
                            .image("ami-0ac019f4fcb7cb7e6")
                            .client(client)
                            .launch())
                    .isInstanceOf(FleetException.class)
                    .hasMessageContaining(action)
                    .hasMessageContaining("was answered with nothing")
                    .hasMessageContaining("; check the id, and the Region and endpoint of the Ec2Client");
            assertThat(ec2.writes()).hasSize(action.equals("RunInstances") ? 1 : 0);
        }
    }
}
