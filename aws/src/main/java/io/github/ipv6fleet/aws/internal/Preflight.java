package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.Finding;
import io.github.ipv6fleet.aws.Finding.Severity;
import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.plan.InterfaceLimits;
import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.plan.SpecProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;

/**
 * Reads what a launch depends on besides its plan, and has it judged, before the first write. What the caller may not read
 * is a finding too, unless the launch itself has to know it.
 */
final class Preflight {
    private final Ec2Gateway ec2;
    private final FleetSettings settings;
    /** Whether nothing has to be known, and calls may be made that a launch has no time for. */
    private final boolean onlyChecking;

    private final List<Finding> unseen = new ArrayList<>();

    private Preflight(Ec2Gateway ec2, FleetSettings settings, boolean onlyChecking) {
        this.ec2 = ec2;
        this.settings = settings;
        this.onlyChecking = onlyChecking;
    }

    /** What was read, and what was found. */
    record Result(Seen seen, List<Finding> findings) {}

    /**
     * Looks before a launch.
     *
     * @param newInterfaces how many there will be besides those that are there
     * @throws PlanException with everything that stops the launch; what does not is noted for the report
     */
    static Seen require(Ec2Gateway ec2, FleetSettings settings, Surroundings around, int newInterfaces) {
        Result result = new Preflight(ec2, settings, false)
                .look(around.described(), around.types(), around.alternatives(), newInterfaces);
        List<SpecProblem> problems = result.findings().stream()
                .filter(one -> one.severity() == Severity.ERROR)
                .map(Preflight::problem)
                .toList();
        if (!problems.isEmpty()) {
            throw new PlanException(problems);
        }
        result.findings().stream()
                .filter(one -> one.severity() == Severity.WARNING || one.id().equals(FindingKind.NOT_CHECKED.id()))
                .forEach(one -> ec2.note(one.toString()));
        return result.seen();
    }

    /** Looks at everything, and stops at nothing. */
    static Result check(
            Ec2Gateway ec2,
            FleetSettings settings,
            List<Subnet> subnets,
            List<InstanceTypeInfo> types,
            List<InterfaceLimits> alternatives,
            int newInterfaces) {
        return new Preflight(ec2, settings, true).look(subnets, types, alternatives, newInterfaces);
    }

    private Result look(
            List<Subnet> subnets, List<InstanceTypeInfo> types, List<InterfaceLimits> alternatives, int newInterfaces) {
        Seen seen = new Seen(
                settings,
                subnets,
                types,
                alternatives,
                newInterfaces,
                groups(),
                images(types),
                routeTables(subnets),
                acls(),
                keyPair(),
                interfaces());
        Stream<Finding> found =
                Stream.concat(Check.OF_THE_GROUND.stream(), Check.ALL.stream()).flatMap(check -> check.of(seen));
        return new Result(seen, sorted(settings, Stream.concat(found, unseen.stream())));
    }

    /** The gravest first; what is meant is no more than a note. */
    static List<Finding> sorted(FleetSettings settings, Stream<Finding> found) {
        return found.map(one -> settings.options().accepted().contains(one.id()) ? accepted(one) : one)
                .distinct()
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
    }

    private static Finding accepted(Finding one) {
        return Maker.get()
                .finding(
                        one.id(),
                        Severity.NOTE,
                        one.subject(),
                        one.statement() + " (accepted)",
                        one.why(),
                        one.remedy(),
                        one.objects());
    }

    static SpecProblem problem(Finding one) {
        return new SpecProblem(one.subject(), one.statement(), one.remedy() + " [" + one.id() + "]");
    }

    private Optional<List<SecurityGroup>> groups() {
        List<String> ids = settings.securityGroups();
        if (ids.isEmpty()) {
            return Optional.empty();
        }
        Supplier<List<SecurityGroup>> read = () -> ec2.securityGroups(ids);
        // Whether there is the rule that is asked for has to be known.
        return settings.options().pingWithinGroup()
                ? needed("DescribeSecurityGroups", read)
                : look("DescribeSecurityGroups", "what the security groups let through", read);
    }

    private Optional<List<Image>> images(List<InstanceTypeInfo> types) {
        Set<String> architectures = Surroundings.architecturesInCommon(types);
        return architectures.isEmpty()
                ? Optional.empty()
                : needed(
                        "DescribeImages",
                        () -> Images.find(ec2, settings, architectures).stream().toList());
    }

    private Optional<List<RouteTable>> routeTables(List<Subnet> subnets) {
        return look(
                "DescribeRouteTables",
                "whether hosts are reached from the Internet",
                () -> subnets.stream()
                        .map(Subnet::vpcId)
                        .distinct()
                        .flatMap(vpc -> ec2.routeTables(vpc).stream())
                        .toList());
    }

    private Optional<List<NetworkAcl>> acls() {
        return look(
                "DescribeNetworkAcls",
                "what the network ACLs let through",
                () -> ec2.networkAcls(settings.subnetIds()));
    }

    private Optional<List<KeyPairInfo>> keyPair() {
        String name = settings.keyPair();
        if (name == null) {
            return Optional.empty();
        }
        Supplier<List<KeyPairInfo>> read = () -> ec2.keyPair(name).stream().toList();
        return settings.options().importedKey() != null
                ? needed("DescribeKeyPairs", read)
                : look("DescribeKeyPairs", "whether the key pair is there", read);
    }

    private OptionalInt interfaces() {
        return onlyChecking
                ? look(
                                "DescribeNetworkInterfaces",
                                "how many network interfaces there are",
                                () -> ec2.interfaces().size())
                        .map(OptionalInt::of)
                        .orElse(OptionalInt.empty())
                : OptionalInt.empty();
    }

    /** Reads what a launch cannot do without. */
    private <T> Optional<T> needed(String action, Supplier<T> read) {
        return onlyChecking ? look(action, "what the launch needs to know", read) : Optional.of(read.get());
    }

    private <T> Optional<T> look(String action, String what, Supplier<T> read) {
        try {
            return Optional.of(read.get());
        } catch (FleetException e) {
            unseen.add(notChecked(action, what, e));
            return Optional.empty();
        }
    }

    /** What is said of a reading that the caller is not allowed; any other refusal is thrown on. */
    static Finding notChecked(String action, String what, FleetException refused) {
        if (!Ec2Errors.isNotAllowed(refused)) {
            throw refused;
        }
        return FindingKind.NOT_CHECKED.found(
                what,
                "cannot be checked, as " + action + " is not allowed (" + refused.code() + ")",
                "allow " + action + " in the caller's IAM policy, as docs/iam-policy-launch.json does");
    }
}
