package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.HandedOver;
import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.plan.SpecProblem;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

/**
 * Gives the running of a fleet to EC2 itself: a launch template whose hosts configure themselves, and an EC2 Fleet that
 * replaces those that die. New hosts come first; when they run, the hosts that we launched go. Killed and called again it
 * goes on: an EC2 Fleet that is there is known by its token.
 */
final class HandingOver {
    private static final Logger LOG = LoggerFactory.getLogger(HandingOver.class);

    private final Ec2Gateway ec2;
    private final FleetSettings settings;

    /** @param settings of the fleet as it is; what EC2 launches has blocks of EC2's choice */
    HandingOver(Ec2Gateway ec2, FleetSettings settings) {
        this.ec2 = ec2;
        this.settings = settings.forEc2();
    }

    HandedOver run() {
        refuseWhatATemplateCannot();
        Surroundings around = Surroundings.read(ec2, settings, List.of(), List.of());
        HandedFleet.Known over = new HandedFleet(ec2, settings).find().orElseGet(() -> made(around));
        List<LaunchedHost> hosts = await(around);
        end();
        LOG.info(
                "fleet={} step=handedOver ec2Fleet={} template={}",
                settings.name(),
                over.ec2FleetId(),
                over.template());
        return Maker.get().handedOver(settings.name(), over.ec2FleetId(), over.template(), hosts);
    }

    private HandedFleet.Known made(Surroundings around) {
        Seen seen = Preflight.require(ec2, settings, around, settings.hosts().size());
        Groundwork groundwork = Groundwork.of(ec2, settings, seen);
        ChosenImage image = ChosenImage.of(seen.image(), settings.options().rootVolume());
        Shape shape = new ChosenShape(ec2, settings);
        String type = settings.instanceTypes().get(0);
        RunInstancesRequest request = new RunRequest(settings, shape, image, "")
                .of(new LaunchCall(settings.subnetIds().get(0), 0, List.of(settings.name()), null), 0, type);
        groundwork.lay();
        String template = new HandedTemplate(ec2, settings).ensure(request);
        return new HandedFleet(ec2, settings).ensure(template);
    }

    private void refuseWhatATemplateCannot() {
        if (!settings.options().changes().isEmpty()) {
            throw new PlanException(List.of(new SpecProblem(
                    "runInstances(...)",
                    "what it changes of a call is not known to a launch template",
                    "leave it away before handOver()")));
        }
    }

    private List<LaunchedHost> await(Surroundings around) {
        Poll poll = new Poll(ec2);
        while (true) {
            List<LiveHost> running = LiveFleet.read(ec2, settings.name()).handed(ec2).stream()
                    .filter(host -> host.isRunning() && host.prefix().isPresent())
                    .toList();
            if (running.size() >= settings.hosts().size()) {
                return running.stream()
                        .map(host -> host.launched(host.plan(
                                around.subnet(host.instance().subnetId()).block())))
                        .toList();
            }
            if (poll.isOutOfPatience()) {
                throw Maker.get()
                        .exception(
                                "fleet " + settings.name() + ": of "
                                        + settings.hosts().size()
                                        + " hosts EC2 has launched " + running.size() + " after "
                                        + Poll.PATIENCE.toMinutes()
                                        + " minutes; nothing was ended, see aws ec2 describe-fleet-history, then call handOver() again");
            }
            poll.pause();
        }
    }

    /** What EC2 runs now takes the place of what we launched. */
    private void end() {
        List<String> own = LiveFleet.read(ec2, settings.name()).instances().stream()
                .filter(host -> !host.isTerminated())
                .map(LiveHost::instanceId)
                .toList();
        Removal removal = new Removal(ec2);
        removal.instances(own);
        List<String> interfaces = RetainedInterfaces.read(ec2, settings.name())
                .all()
                .map(RetainedInterfaces.Retained::id)
                .toList();
        if (!interfaces.isEmpty()) {
            removal.awaitEnd(own);
            removal.interfaces(interfaces);
        }
        if (!removal.left().isEmpty()) {
            throw Maker.get()
                    .exception("fleet " + settings.name() + " is handed over, but hosts of before are left: "
                            + String.join("; ", removal.left()) + "; call handOver() again");
        }
    }
}
