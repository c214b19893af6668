package io.github.ipv6fleet.aws.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;

/**
 * The way of one process to EC2: before a call is sent and after its answer came others may go first, for as long as
 * chance will have it; mostly not long, now and then for as long as a machine hangs.
 */
final class Stalls implements ExecutionInterceptor {
    private final VirtualThreads threads;
    private final Random chance;
    private final Map<String, Instant> terminated = new HashMap<>();
    private Instant lastLook = Instant.MIN;
    private int refuseFrom = Integer.MAX_VALUE;
    private int launches;

    Stalls(VirtualThreads threads, Random chance) {
        this.threads = threads;
        this.chance = chance;
    }

    /** When the process ended which instances. */
    Map<String, Instant> terminated() {
        return terminated;
    }

    /** When the process last asked which instances there are. */
    Instant lastLook() {
        return lastLook;
    }

    /** Has EC2 refuse every launch call of the process from that one on. */
    void refuseLaunches(int from) {
        refuseFrom = from;
    }

    void stall() {
        int kind = chance.nextInt(1000);
        int millis = kind < 500 ? 0 : kind < 900 ? chance.nextInt(400) : kind < 995 ? chance.nextInt(4_000) : 40_000;
        try {
            threads.sleep(Duration.ofMillis(millis));
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts here", e);
        }
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        stall();
        if (context.request() instanceof DescribeInstancesRequest) {
            lastLook = threads.now();
        }
        if (context.request() instanceof RunInstancesRequest && ++launches >= refuseFrom) {
            throw Ec2Exception.builder()
                    .message("You have requested more vCPU capacity than your current vCPU limit")
                    .statusCode(400)
                    .requestId("refused")
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode("VcpuLimitExceeded")
                            .errorMessage("more vCPU capacity than your limit")
                            .build())
                    .build();
        }
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        SdkRequest request = context.request();
        if (request instanceof TerminateInstancesRequest terminate) {
            terminate.instanceIds().forEach(id -> terminated.putIfAbsent(id, threads.now()));
        }
        stall();
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        stall();
    }
}
