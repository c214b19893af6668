package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.plan.HostSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceLifecycleType;

/** Compares the hosts that run with those that were asked for. */
final class Differences {
    private final FleetSettings wanted;
    private final List<String> found = new ArrayList<>();

    private Differences(FleetSettings wanted) {
        this.wanted = wanted;
    }

    /** Returns what differs, each what runs and what was asked for; hosts that are missing do not differ. */
    static List<String> between(FleetSettings wanted, LiveFleet live) {
        Differences differences = new Differences(wanted);
        live.hosts().forEach(differences::compare);
        return differences.found;
    }

    private void compare(LiveHost live) {
        if (live.index() >= wanted.hosts().size()) {
            found.add("host " + live.name() + " (" + live.instanceId() + ") runs, but only "
                    + wanted.hosts().size() + " hosts were asked for");
            return;
        }
        HostSpec host = wanted.hosts().get(live.index());
        Instance instance = live.instance();
        if (!live.isComingUp()) {
            found.add("host " + live.name() + " (" + live.instanceId() + ") is "
                    + instance.state().nameAsString() + "; start it, or terminate it");
        }
        differ(live, "profile", live.profile(), wanted.profileName());
        differ(live, "name", live.name(), host.name());
        differ(live, "subnet", instance.subnetId(), wanted.subnetId());
        differ(live, "instance type", instance.instanceTypeAsString(), wanted.instanceType());
        differ(live, "key pair", instance.keyName() == null ? "none" : instance.keyName(), orNone(wanted.keyPair()));
        compareOptions(live, wanted.options());
        differ(
                live,
                "block source",
                live.block().prefixLength(),
                wanted.blockSource().prefixLength());
        host.address().ifPresent(address -> differ(live, "address", live.address(), address));
        host.containers().ifPresent(block -> differ(live, "container block", live.block(), block));
        if (wanted.imageId() != null) {
            differ(live, "image", instance.imageId(), wanted.imageId());
        }
        if (!wanted.securityGroups().isEmpty()) {
            Set<String> groups = new HashSet<>();
            instance.securityGroups().stream().map(GroupIdentifier::groupId).forEach(groups::add);
            differ(live, "security groups", groups, new HashSet<>(wanted.securityGroups()));
        }
    }

    private void compareOptions(LiveHost live, LaunchOptions asked) {
        Instance instance = live.instance();
        String profile = instance.iamInstanceProfile() == null
                ? "none"
                : String.valueOf(instance.iamInstanceProfile().arn());
        String wantedProfile = orNone(asked.instanceProfile());
        // Asked for by its name, perhaps; EC2 shows the ARN.
        differ(
                live,
                "instance profile",
                profile.endsWith("/" + wantedProfile) ? wantedProfile : profile,
                wantedProfile);
        differ(
                live,
                "purchase",
                instance.instanceLifecycle() == InstanceLifecycleType.SPOT ? "spot" : "on demand",
                asked.spot() ? "spot" : "on demand");
        // A host that is stopped has none, and an elastic address is somebody's wish that was not said here.
        if (live.isRunning()) {
            String publicIpv4 = live.publicIpv4OfAmazon().orElse("none");
            if (asked.publicIpv4() ? instance.publicIpAddress() == null : !publicIpv4.equals("none")) {
                differ(live, "public IPv4 address", publicIpv4, asked.publicIpv4() ? "one" : "none");
            }
        }
    }

    private void differ(LiveHost live, String what, Object runs, Object asked) {
        if (!runs.equals(asked)) {
            found.add("host " + live.name() + " (" + live.instanceId() + "): " + what + " is " + runs
                    + ", asked for was " + asked);
        }
    }

    private static String orNone(@Nullable String text) {
        return text == null ? "none" : text;
    }
}
