package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.plan.HostSpec;
import io.github.ipv6fleet.text.Shown;
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
    private final List<Difference> found = new ArrayList<>();

    private Differences(FleetSettings wanted) {
        this.wanted = wanted;
    }

    /** Returns what differs, each what runs and what was asked for; hosts that are missing do not differ. */
    static List<Difference> between(FleetSettings wanted, LiveFleet live) {
        Differences differences = new Differences(wanted);
        live.hosts().forEach(differences::compare);
        return differences.found;
    }

    /**
     * One thing that differs.
     *
     * @param remedy the call that settles it
     */
    record Difference(LiveHost host, String what, String remedy) {
        @Override
        public String toString() {
            return "host " + host.name() + " (" + host.instanceId() + ")" + what + "; " + remedy;
        }
    }

    /** Replaced is what is wanted at its place, which may have another name. */
    private void add(LiveHost host, String what) {
        found.add(new Difference(host, what, replacing(host)));
    }

    private String replacing(LiveHost host) {
        return "replace(\"" + wanted.hosts().get(host.index()).name() + "\")";
    }

    private void compare(LiveHost live) {
        if (live.index() >= wanted.hosts().size()) {
            int size = wanted.hosts().size();
            found.add(
                    new Difference(live, " runs, but only " + size + " hosts were asked for", "scaleTo(" + size + ")"));
            return;
        }
        HostSpec host = wanted.hosts().get(live.index());
        Instance instance = live.instance();
        if (!live.isComingUp()) {
            found.add(new Difference(
                    live,
                    " is " + instance.state().nameAsString(),
                    "start it (aws ec2 start-instances), or " + replacing(live)));
        }
        differ(live, "profile", live.profile(), wanted.profileName());
        differ(live, "name", live.name(), host.name());
        differAmong(live, "subnet", instance.subnetId(), wanted.subnetIds());
        differAmong(live, "instance type", instance.instanceTypeAsString(), wanted.instanceTypes());
        differ(live, "key pair", instance.keyName() == null ? "none" : instance.keyName(), orNone(wanted.keyPair()));
        compareOptions(live, wanted.options());
        compareBlocks(live, host);
        if (wanted.imageId() != null) {
            differ(live, "image", instance.imageId(), wanted.imageId());
        }
        if (!wanted.securityGroups().isEmpty()) {
            Set<String> groups = new HashSet<>();
            instance.securityGroups().stream().map(GroupIdentifier::groupId).forEach(groups::add);
            differ(live, "security groups", groups, new HashSet<>(wanted.securityGroups()));
        }
    }

    private void compareBlocks(LiveHost live, HostSpec host) {
        String chosen = "EC2's choice";
        if (live.isChosenByEc2() || wanted.blockSource().isChosenByEc2()) {
            differ(
                    live,
                    "block source",
                    live.isChosenByEc2() ? chosen : live.block(),
                    wanted.blockSource().isChosenByEc2() ? chosen : wanted.blockSource());
            return;
        }
        differ(
                live,
                "block source",
                live.block().prefixLength(),
                wanted.blockSource().prefixLength());
        differ(
                live,
                "interface",
                live.retainsInterface() ? "retained" : "not retained",
                wanted.style().retainInterfaces() ? "retained" : "not retained");
        host.address().ifPresent(address -> differ(live, "address", live.address(), address));
        host.containers().ifPresent(pin -> differ(live, "container block", live.block(), pin));
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
            add(live, ": " + what + " is " + Shown.line(runs.toString()) + ", asked for was " + asked);
        }
    }

    private void differAmong(LiveHost live, String what, String runs, List<String> asked) {
        if (!asked.contains(runs)) {
            differ(live, what, runs, String.join(" or ", asked));
        }
    }

    private static String orNone(@Nullable String text) {
        return text == null ? "none" : text;
    }
}
