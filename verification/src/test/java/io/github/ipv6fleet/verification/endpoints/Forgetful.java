package io.github.ipv6fleet.verification.endpoints;

import java.util.List;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;

/**
 * Makes EC2 show what moto 5.2.1, and so LocalStack, would: no prefix at all, and addresses on those interfaces only that
 * were there before their instance (docs/facts/emulators.md).
 */
final class Forgetful implements ExecutionInterceptor {

    @Override
    public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
        SdkResponse response = context.response();
        if (response instanceof RunInstancesResponse launched) {
            return launched.toBuilder()
                    .instances(instances(launched.instances()))
                    .build();
        }
        if (response instanceof DescribeInstancesResponse described) {
            return described.toBuilder()
                    .reservations(described.reservations().stream()
                            .map(one -> one.toBuilder()
                                    .instances(instances(one.instances()))
                                    .build())
                            .toList())
                    .build();
        }
        if (response instanceof CreateNetworkInterfaceResponse made) {
            return made.toBuilder()
                    .networkInterface(forgotten(made.networkInterface()))
                    .build();
        }
        if (response instanceof DescribeNetworkInterfacesResponse described) {
            return described.toBuilder()
                    .networkInterfaces(described.networkInterfaces().stream()
                            .map(Forgetful::forgotten)
                            .toList())
                    .build();
        }
        return response;
    }

    private static List<Instance> instances(List<Instance> instances) {
        return instances.stream()
                .map(one -> one.toBuilder()
                        .networkInterfaces(one.networkInterfaces().stream()
                                .map(Forgetful::forgotten)
                                .toList())
                        .build())
                .toList();
    }

    private static InstanceNetworkInterface forgotten(InstanceNetworkInterface one) {
        boolean made =
                one.attachment() != null && Boolean.TRUE.equals(one.attachment().deleteOnTermination());
        return one.toBuilder()
                .ipv6Prefixes(List.of())
                .ipv6Addresses(made ? List.of() : one.ipv6Addresses())
                .build();
    }

    private static NetworkInterface forgotten(NetworkInterface one) {
        return one.toBuilder().ipv6Prefixes(List.of()).build();
    }
}
