package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.plan.InterfaceLimits;
import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.plan.SpecProblem;
import io.github.ipv6fleet.render.UplinkMatch;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** Says what would fail before the first write. */
final class Preflight {
    private Preflight() {}

    static void check(Ec2Gateway ec2, FleetSettings settings, Surroundings surroundings) {
        List<SpecProblem> problems = new ArrayList<>();
        if (settings.securityGroups().isEmpty()) {
            problems.add(new SpecProblem(
                    "fleet " + settings.name(),
                    "has no security group, and it alone decides who reaches a global address",
                    "name one with securityGroup(\"sg-...\")"));
        } else {
            for (SecurityGroup group : ec2.securityGroups(settings.securityGroups())) {
                if (!surroundings.vpcId().equals(group.vpcId())) {
                    problems.add(new SpecProblem(
                            "security group " + group.groupId(),
                            "is in " + group.vpcId() + ", the subnet " + String.join(", ", settings.subnetIds())
                                    + " in " + surroundings.vpcId(),
                            "choose both from one VPC"));
                }
            }
        }
        if (settings.style().reserved() != null) {
            Reservation.problem(
                            settings.style().reserved(),
                            surroundings.subnet(settings.subnetIds().get(0)))
                    .ifPresent(problems::add);
        }
        UplinkMatch uplink = settings.profile().uplink();
        for (InterfaceLimits type : surroundings.limits()) {
            if (!type.nitro() && uplink.equals(UplinkMatch.DEFAULT)) {
                problems.add(new SpecProblem(
                        "instance type " + type.instanceType(),
                        "is not built on Nitro, and may lack the driver ena by which a host finds its uplink",
                        "choose a Nitro type, such as t3.small, or say how: profile(HostProfile.builder()"
                                + ".uplink(UplinkMatch.name(\"eth0\")).build())"));
            }
        }
        if (settings.keyPair() != null && settings.options().importedKey() == null) {
            ec2.requireKeyPair(settings.keyPair());
        }
        if (!problems.isEmpty()) {
            throw new PlanException(problems);
        }
    }
}
