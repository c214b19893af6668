package io.github.ipv6fleet.aws;

import io.github.ipv6fleet.aws.internal.About;
import io.github.ipv6fleet.aws.internal.Cost;
import io.github.ipv6fleet.aws.internal.FleetDraft;
import io.github.ipv6fleet.aws.internal.InstanceFacts;
import io.github.ipv6fleet.aws.internal.Life;
import io.github.ipv6fleet.aws.internal.Maker;
import io.github.ipv6fleet.aws.internal.MetadataPlace;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.BootLog;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls the constructors of this package for the code that may. */
final class HiddenConstructors extends Maker {

    @Override
    public LaunchedHost host(
            HostPlan plan,
            int index,
            String instanceId,
            String interfaceId,
            String state,
            Optional<String> publicIpv4,
            String sshCommand) {
        return new LaunchedHost(plan, index, instanceId, interfaceId, state, publicIpv4, sshCommand);
    }

    @Override
    public FleetDraft draft(FleetOptions<?> builder) {
        return builder.draft;
    }

    @Override
    public LaunchedFleet fleet(
            String name, List<LaunchedHost> hosts, List<HostFailure> failures, LaunchReport report, Life life) {
        return new LaunchedFleet(name, hosts, failures, report, life);
    }

    @Override
    public LaunchReport launchReport(Cost cost) {
        return new LaunchReport(cost);
    }

    @Override
    public ReportedRequest request(String action, String requestId, String code) {
        return new ReportedRequest(action, requestId, code);
    }

    @Override
    public FleetEvent event(String fleet, String step, Instant time, int total, int completed, About about) {
        return new FleetEvent(fleet, step, time, total, completed, about);
    }

    @Override
    public TerminationReport terminationReport(List<String> terminated, List<String> leftOver) {
        return new TerminationReport(terminated, leftOver);
    }

    @Override
    public TerminationPlan terminationPlan(
            List<String> instances,
            List<String> interfaces,
            List<String> reservations,
            List<String> ec2Fleets,
            List<String> launchTemplates) {
        return new TerminationPlan(instances, interfaces, reservations, ec2Fleets, launchTemplates);
    }

    @Override
    public Finding finding(
            String id,
            Finding.Severity severity,
            String subject,
            String statement,
            String why,
            String remedy,
            List<String> objects) {
        return new Finding(id, severity, subject, statement, why, remedy, objects);
    }

    @Override
    public Drift drift(String host, String what, String remedy, boolean repaired) {
        return new Drift(host, what, remedy, repaired);
    }

    @Override
    public FleetDrift fleetDrift(String fleet, List<Drift> items) {
        return new FleetDrift(fleet, items);
    }

    @Override
    public Sweep sweep(String fleet, List<String> interfaces, Supplier<List<String>> deleter) {
        return new Sweep(fleet, interfaces, deleter);
    }

    @Override
    public HostReadiness readiness(LaunchedHost host, BootLog log) {
        return new HostReadiness(host, log);
    }

    @Override
    public HandedOver handedOver(String fleet, String ec2FleetId, String launchTemplate, List<LaunchedHost> hosts) {
        return new HandedOver(fleet, ec2FleetId, launchTemplate, hosts);
    }

    @Override
    public ThisHost thisHost(InstanceFacts facts, MetadataPlace place) {
        return new ThisHost(facts, place);
    }

    @Override
    public HostFailure failure(String host, String step, String reason, String code, String requestId) {
        return new HostFailure(host, step, reason, code, requestId);
    }

    @Override
    public FleetException exception(
            String message,
            String code,
            String requestId,
            boolean retryable,
            List<HostFailure> failures,
            @Nullable Throwable cause) {
        return new FleetException(message, code, requestId, retryable, failures, cause);
    }

    @Override
    public FleetException reported(FleetException error, LaunchReport report) {
        error.report(report);
        return error;
    }

    @Override
    public FleetDiffers differs(String fleet, List<String> differences) {
        return new FleetDiffers(fleet, differences);
    }
}
