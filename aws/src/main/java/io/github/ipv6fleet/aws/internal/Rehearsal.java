package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.Finding;
import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.PlanException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.ImportKeyPairRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;

/**
 * Makes the first call of each action that a launch would make, and that has DryRun, with DryRun: EC2 says whether the
 * caller may, and of RunInstances also whether it takes what is named there. Nothing is changed.
 */
final class Rehearsal {
    private final Ec2Gateway ec2;
    private final FleetSettings settings;
    private final Planning planning;
    private final Seen seen;
    private final List<Finding> found = new ArrayList<>();
    private final List<String> left = new ArrayList<>();

    private Rehearsal(Ec2Gateway ec2, FleetSettings settings, Planning planning, Seen seen) {
        this.ec2 = ec2;
        this.settings = settings;
        this.planning = planning;
        this.seen = seen;
    }

    /** Returns what would be refused, and what could not be asked for. Needs an image, and hosts that can be planned. */
    static List<Finding> run(Ec2Gateway ec2, FleetSettings settings, Planning planning, Seen seen) {
        return new Rehearsal(ec2, settings, planning, seen).run();
    }

    private List<Finding> run() {
        Shape shape = Shape.of(ec2, settings, ec2.newRunId());
        RunRequest requests = new RunRequest(
                settings, shape, ChosenImage.of(seen.image(), settings.options().rootVolume()), "check");
        List<LaunchCall> calls = shape.calls(planning);
        try {
            String type = settings.instanceTypes().get(0);
            List<RunInstancesRequest> all =
                    calls.stream().map(call -> requests.of(call, 0, type)).toList();
            all.stream().findFirst().ifPresent(first -> hosts(shape, calls.get(0), first));
        } catch (PlanException e) {
            e.problems()
                    .forEach(problem -> found.add(FindingKind.HOST_CANNOT_BE_RENDERED.found(
                            problem.given(), problem.problem(), problem.remedy())));
        }
        groundwork();
        ending();
        found.add(FindingKind.PERMISSIONS_NOT_CHECKABLE.found(
                "permissions for " + String.join(", ", left),
                "cannot be asked for, as these have no DryRun or name what is not there yet",
                "compare the caller's IAM policy with docs/iam-policy-launch.json",
                left.toArray(String[]::new)));
        return found;
    }

    private void hosts(Shape shape, LaunchCall first, RunInstancesRequest request) {
        if (shape instanceof RetainedShape retained) {
            dry(
                    "CreateNetworkInterface",
                    () -> ec2.createInterface(retained.request(first, "", 0).toBuilder()
                            .clientToken(null)
                            .dryRun(true)
                            .build()));
            left.add("RunInstances on interfaces that are made first");
        } else {
            // Without our token, so that nobody can have used it.
            dry(
                    "RunInstances",
                    () -> ec2.runInstances(
                            request.toBuilder().clientToken(null).dryRun(true).build()));
        }
        if (!settings.blockSource().isChosenByEc2() && !settings.blockSource().isAddressRun()) {
            left.add("AssignIpv6Addresses");
        }
    }

    private void groundwork() {
        ImportedKey key = settings.options().importedKey();
        if (key != null && seen.keyPair().orElse(List.of()).isEmpty()) {
            dry(
                    "ImportKeyPair",
                    () -> ec2.rehearse(ImportKeyPairRequest.builder()
                            .keyName(key.name())
                            .publicKeyMaterial(SdkBytes.fromUtf8String(key.key().line()))
                            .dryRun(true)
                            .build()));
        }
        if (settings.options().pingWithinGroup()) {
            String group = settings.securityGroups().get(0);
            dry(
                    "AuthorizeSecurityGroupIngress",
                    () -> ec2.rehearse(AuthorizeSecurityGroupIngressRequest.builder()
                            .groupId(group)
                            .ipPermissions(Groundwork.pingRule(group))
                            .dryRun(true)
                            .build()));
        }
        Ipv6Block reserved = settings.style().reserved();
        if (reserved != null) {
            dry(
                    "CreateSubnetCidrReservation",
                    () -> ec2.reserve(
                            Reservation.request(
                                            settings.name(),
                                            settings.subnetIds().get(0),
                                            reserved,
                                            "check")
                                    .toBuilder()
                                    .dryRun(true)
                                    .build()));
        }
    }

    /** What takes a launch back that fails. */
    private void ending() {
        planning.live().hosts().stream()
                .findFirst()
                .ifPresentOrElse(
                        host -> dry(
                                "TerminateInstances",
                                () -> ec2.rehearse(TerminateInstancesRequest.builder()
                                        .instanceIds(host.instanceId())
                                        .dryRun(true)
                                        .build())),
                        () -> left.add("TerminateInstances"));
        left.add("GetConsoleOutput");
        if (settings.style().retainInterfaces()) {
            left.add("DeleteNetworkInterface");
        }
        if (settings.style().reserved() != null) {
            left.add("DeleteSubnetCidrReservation");
        }
    }

    private void dry(String action, Runnable call) {
        try {
            call.run();
        } catch (FleetException e) {
            judge(action, e);
            return;
        }
        throw Maker.get()
                .exception(
                        action + " with DryRun took effect, which EC2 does not do; undo it, and call check() only where"
                                + " DryRun is known");
    }

    private void judge(String action, FleetException refused) {
        if (refused.code().equals(Ec2Errors.WOULD_HAVE_DONE)) {
            return;
        }
        if (Ec2Errors.isNotAllowed(refused)) {
            found.add(FindingKind.NOT_PERMITTED.found(
                    action,
                    "is not allowed to the caller (" + refused.code() + ")",
                    "allow the action in the caller's IAM policy, as docs/iam-policy-launch.json does",
                    action));
        } else if (refused.code().isEmpty() || refused.retryable() || Ec2Errors.isForbidden(refused)) {
            throw refused; // nothing is known then
        } else {
            String profile = settings.options().instanceProfile();
            found.add(FindingKind.DRY_RUN_REFUSED.found(
                    action,
                    "EC2 refuses what it names: " + refused.getMessage(),
                    "change what EC2 names"
                            + (profile == null
                                    ? ""
                                    : "; if that is the instance profile, name another with instanceProfile(...), or see"
                                            + " aws iam get-instance-profile --instance-profile-name " + profile),
                    action));
        }
    }
}
