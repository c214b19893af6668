package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.Finding;
import io.github.ipv6fleet.aws.Finding.Severity;
import io.github.ipv6fleet.aws.FleetDiffers;
import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.plan.InterfaceLimits;
import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.plan.SpecProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Looks at everything that a launch depends on, and goes on where a launch would stop. Changes nothing. */
public final class Checking {
    private final Ec2Gateway ec2;
    private final FleetSettings settings;
    private final List<Finding> found = new ArrayList<>();

    private Checking(Ec2Gateway ec2, FleetSettings settings) {
        this.ec2 = ec2;
        this.settings = settings;
    }

    /** Returns everything that was found, the gravest first. */
    public static List<Finding> run(Ec2Gateway ec2, FleetSettings settings) {
        return new Checking(ec2, settings).look(true);
    }

    /**
     * Plans a launch.
     *
     * @throws PlanException if there can be no plan, also with what else would stop the launch
     */
    static Planning planned(Ec2Gateway ec2, FleetSettings settings, Supplier<Planning> plan) {
        try {
            return plan.get();
        } catch (PlanException e) {
            List<SpecProblem> problems = new ArrayList<>(e.problems());
            new Checking(ec2, settings)
                    .look(false).stream()
                            .filter(Checking::isError)
                            .filter(one -> e.problems().stream()
                                    .noneMatch(said -> one.subject().equals(said.given())
                                            && one.statement().equals(said.problem())))
                            .map(Preflight::problem)
                            .forEach(problems::add);
            throw new PlanException(problems);
        }
    }

    private List<Finding> look(boolean also) {
        read(also);
        return Preflight.sorted(settings, found.stream());
    }

    /** @param also whether to plan too, and to rehearse the launch */
    private void read(boolean also) {
        List<Subnet> subnets = there(
                FindingKind.SUBNET_NOT_FOUND,
                "subnet " + String.join(", ", settings.subnetIds()),
                "check the id and the Region of the Ec2Client, or name another with subnet(\"subnet-...\")",
                "DescribeSubnets",
                Ec2Errors.SUBNET_NOT_FOUND,
                () -> ec2.subnets(settings.subnetIds()));
        List<InstanceTypeInfo> types = there(
                FindingKind.TYPE_NOT_FOUND,
                "instance type " + String.join(", ", settings.instanceTypes()),
                "give a type of this Region with instanceType(...), such as t3.small",
                "DescribeInstanceTypes",
                Ec2Errors.TYPE_NOT_FOUND,
                () -> ec2.instanceTypes(settings.instanceTypes()));
        if (subnets.isEmpty()) {
            return; // everything else is about them
        }
        List<InterfaceLimits> alternatives = alternatives(types);
        Seen ground = Seen.ground(settings, subnets, types, alternatives);
        boolean plannable = also
                && !types.isEmpty()
                && Check.OF_THE_GROUND.stream()
                        .flatMap(check -> check.of(ground))
                        .noneMatch(Checking::isError);
        Planning planning = plannable ? planning() : null;
        Preflight.Result result = Preflight.check(
                ec2,
                settings,
                subnets,
                types,
                alternatives,
                planning == null ? settings.hosts().size() : planning.newInterfaces());
        found.addAll(result.findings());
        boolean launchable = result.findings().stream()
                .filter(Checking::isError)
                .map(Finding::id)
                .noneMatch(Checking::isInTheWay);
        if (planning != null && launchable && result.seen().images().isPresent()) {
            found.addAll(Rehearsal.run(ec2, settings, planning, result.seen()));
        }
    }

    private static boolean isError(Finding one) {
        return one.severity() == Severity.ERROR;
    }

    /** Whether EC2 would refuse a rehearsed launch for what is known already. */
    private static boolean isInTheWay(String id) {
        return Stream.of("image-", "root-volume-", "security-group-", "no-security-group", "key-pair-")
                .anyMatch(id::startsWith);
    }

    private List<InterfaceLimits> alternatives(List<InstanceTypeInfo> types) {
        boolean fits =
                types.stream().map(Surroundings::limits).allMatch(limits -> limits.carries(settings.blockSource()));
        return fits ? List.of() : Surroundings.family(ec2, types.get(0));
    }

    /** Reads what has to be there; it is none if it is not, or may not be read. */
    private <T> List<T> there(
            FindingKind kind, String given, String remedy, String action, String code, Supplier<List<T>> read) {
        try {
            return read.get();
        } catch (FleetException e) {
            found.add(
                    e.code().equals(code)
                            ? kind.found(given, "is not known to EC2 here (" + code + ")", remedy)
                            : Preflight.notChecked(action, given, e));
            return List.of();
        }
    }

    private @Nullable Planning planning() {
        try {
            return Planning.of(ec2, settings);
        } catch (FleetDiffers e) {
            e.differences()
                    .forEach(difference -> found.add(FindingKind.FLEET_DIFFERS.found(
                            "fleet " + settings.name(), difference, "make the call that is named there")));
        } catch (PlanException e) {
            e.problems()
                    .forEach(problem -> found.add(FindingKind.PLAN_IS_IMPOSSIBLE.found(
                            problem.given(), problem.problem(), problem.remedy())));
        } catch (FleetException e) {
            found.add(Preflight.notChecked("a read of the plan", "whether there is room for the fleet", e));
        }
        return null;
    }
}
