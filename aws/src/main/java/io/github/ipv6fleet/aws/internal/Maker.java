package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.Drift;
import io.github.ipv6fleet.aws.Finding;
import io.github.ipv6fleet.aws.FleetDiffers;
import io.github.ipv6fleet.aws.FleetDrift;
import io.github.ipv6fleet.aws.FleetEvent;
import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.FleetOptions;
import io.github.ipv6fleet.aws.HandedOver;
import io.github.ipv6fleet.aws.HostFailure;
import io.github.ipv6fleet.aws.HostReadiness;
import io.github.ipv6fleet.aws.LaunchReport;
import io.github.ipv6fleet.aws.LaunchedFleet;
import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.aws.ReportedRequest;
import io.github.ipv6fleet.aws.Sweep;
import io.github.ipv6fleet.aws.TerminationPlan;
import io.github.ipv6fleet.aws.TerminationReport;
import io.github.ipv6fleet.aws.ThisHost;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.BootLog;
import java.lang.invoke.MethodHandles;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes what users are given. Only we make it, so that it can gain parts without breaking anybody: its constructors are
 * hidden, and the package that has them hands this one out to us. The methods are those constructors.
 */
public abstract class Maker {
    private static volatile @Nullable Maker instance;

    /** Returns the maker; the first time it wakes a class of that package, which then calls {@link #set}. */
    public static Maker get() {
        Maker known = instance;
        if (known == null) {
            try {
                MethodHandles.lookup().ensureInitialized(LaunchedFleet.class);
            } catch (IllegalAccessException e) {
                throw new AssertionError("a public class can be initialised by everyone", e);
            }
            known = instance;
        }
        if (known == null) {
            throw new AssertionError("LaunchedFleet sets the maker");
        }
        return known;
    }

    /** Hands the maker over, once. */
    public static void set(Maker maker) {
        if (instance != null) {
            throw new IllegalStateException("there is a maker; nobody else can be one");
        }
        instance = maker;
    }

    /** Makes a host of what EC2 said of it. */
    public abstract LaunchedHost host(
            HostPlan plan,
            int index,
            String instanceId,
            String interfaceId,
            String state,
            Optional<String> publicIpv4,
            String sshCommand);

    /** Returns what a builder was told of the instances. */
    public abstract FleetDraft draft(FleetOptions<?> builder);

    /** Makes a fleet of what EC2 said. */
    public abstract LaunchedFleet fleet(
            String name, List<LaunchedHost> hosts, List<HostFailure> failures, LaunchReport report, Life life);

    /** Makes a report of calls, hosts and time. */
    public abstract LaunchReport launchReport(Cost cost);

    /** Makes the record of one call. */
    public abstract ReportedRequest request(String action, String requestId, String code);

    /** Makes an event of what happened. */
    public abstract FleetEvent event(String fleet, String step, Instant time, int total, int completed, About about);

    /** Makes a report of ids. */
    public abstract TerminationReport terminationReport(List<String> terminated, List<String> leftOver);

    /** Makes a plan of ids. */
    public abstract TerminationPlan terminationPlan(
            List<String> instances,
            List<String> interfaces,
            List<String> reservations,
            List<String> ec2Fleets,
            List<String> launchTemplates);

    /** Makes one thing that was found before a launch. */
    public abstract Finding finding(
            String id,
            Finding.Severity severity,
            String subject,
            String statement,
            String why,
            String remedy,
            List<String> objects);

    /** Makes one thing that is not as it should be. */
    public abstract Drift drift(String host, String what, String remedy, boolean repaired);

    /** Makes all that is not as it should be. */
    public abstract FleetDrift fleetDrift(String fleet, List<Drift> items);

    /** Makes a sweep. */
    public abstract Sweep sweep(String fleet, List<String> interfaces, Supplier<List<String>> deleter);

    /** Makes a readiness. */
    public abstract HostReadiness readiness(LaunchedHost host, BootLog log);

    /** Makes what a fleet was handed over to. */
    public abstract HandedOver handedOver(
            String fleet, String ec2FleetId, String launchTemplate, List<LaunchedHost> hosts);

    /** Makes a host of what its metadata said, and from where. */
    public abstract ThisHost thisHost(InstanceFacts facts, MetadataPlace place);

    /** Makes a failure of one host. */
    public abstract HostFailure failure(String host, String step, String reason, String code, String requestId);

    /** Makes an exception of what was refused. */
    public abstract FleetException exception(
            String message,
            String code,
            String requestId,
            boolean retryable,
            List<HostFailure> failures,
            @Nullable Throwable cause);

    /** Adds what the operation cost to an exception, and returns that. */
    public abstract FleetException reported(FleetException error, LaunchReport report);

    /** Makes an exception of what differs. */
    public abstract FleetDiffers differs(String fleet, List<String> differences);

    /** Makes an exception of hosts that failed, with the code of the first. */
    public final FleetException exception(String message, List<HostFailure> failures) {
        String code = failures.isEmpty() ? "" : failures.get(0).code();
        String requestId = failures.isEmpty() ? "" : failures.get(0).requestId();
        return exception(message, code, requestId, false, failures, null);
    }

    /** Makes an exception of something that did not come from EC2. */
    public final FleetException exception(String message) {
        return exception(message, List.of());
    }
}
