package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.HandedOver;
import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.plan.BlockSource;
import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.plan.SpecProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ec2.model.CreateFleetRequest;
import software.amazon.awssdk.services.ec2.model.DefaultTargetCapacityType;
import software.amazon.awssdk.services.ec2.model.FleetLaunchTemplateConfigRequest;
import software.amazon.awssdk.services.ec2.model.FleetLaunchTemplateOverridesRequest;
import software.amazon.awssdk.services.ec2.model.FleetLaunchTemplateSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.FleetType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * Gives the running of a fleet to EC2 itself: a launch template whose hosts configure themselves, and an EC2 Fleet that
 * replaces those that die. New hosts come first; when they run, the hosts that we launched go. Killed and called again it
 * goes on, as template and EC2 Fleet are known by their tokens.
 */
final class HandingOver {
    private static final Logger LOG = LoggerFactory.getLogger(HandingOver.class);

    private static final int GENERATIONS = 50;

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
        Preflight.check(ec2, settings, around);
        Groundwork groundwork = Groundwork.check(ec2, settings);
        ChosenImage image = Images.choose(ec2, settings, around.architectures());
        Shape shape = new ChosenShape(ec2, settings);
        String type = settings.instanceTypes().get(0);
        RunInstancesRequest request = new RunRequest(settings, shape, image, "")
                .of(new LaunchCall(settings.subnetIds().get(0), 0, List.of(settings.name()), null), 0, type);
        groundwork.lay();
        String template = new HandedTemplate(ec2, settings).ensure(request);
        String fleetId = fleet(template);
        List<LaunchedHost> hosts = await(around);
        end();
        LOG.info("fleet={} step=handedOver ec2Fleet={} template={}", settings.name(), fleetId, template);
        return Maker.get().handedOver(settings.name(), fleetId, template, hosts);
    }

    private void refuseWhatATemplateCannot() {
        List<SpecProblem> problems = new ArrayList<>();
        if (!settings.options().changes().isEmpty()) {
            problems.add(new SpecProblem(
                    "runInstances(...)",
                    "what it changes of a call is not known to a launch template",
                    "leave it away before handOver()"));
        }
        if (!settings.blockSource().equals(BlockSource.chosenByEc2())) {
            throw new IllegalStateException(settings.blockSource() + " is not EC2's choice");
        }
        if (!problems.isEmpty()) {
            throw new PlanException(problems);
        }
    }

    /** The same token and the same request: the same EC2 Fleet. */
    private String fleet(String template) {
        for (int generation = 0; generation < GENERATIONS; generation++) {
            try {
                String id = ec2.createFleet(request(template, Handed.token(settings.name(), generation)));
                // One that is not shown by then was deleted.
                if (Late.look(ec2, () -> Optional.of(id).filter(this::isThere)).isPresent()) {
                    return id;
                }
            } catch (FleetException e) {
                if (!e.code().equals(Ec2Errors.TOKEN_USED_DIFFERENTLY)) {
                    throw e;
                }
                var there = Handed.fleets(ec2, settings.name());
                if (!there.isEmpty()) {
                    throw Maker.get()
                            .exception("fleet " + settings.name() + " was handed over already, otherwise, to "
                                    + there.get(0).fleetId() + "; terminate() it first, or leave it");
                }
            }
        }
        throw Maker.get()
                .exception("fleet " + settings.name() + " was handed over " + GENERATIONS
                        + " times within a day; launch it under another name");
    }

    private boolean isThere(String ec2FleetId) {
        return Handed.fleets(ec2, settings.name()).stream()
                .anyMatch(one -> one.fleetId().equals(ec2FleetId));
    }

    private CreateFleetRequest request(String template, String token) {
        List<FleetLaunchTemplateOverridesRequest> pools = new ArrayList<>();
        for (String subnetId : settings.subnetIds()) {
            for (String type : settings.instanceTypes()) {
                pools.add(FleetLaunchTemplateOverridesRequest.builder()
                        .subnetId(subnetId)
                        .instanceType(type)
                        .build());
            }
        }
        DefaultTargetCapacityType market =
                settings.options().spot() ? DefaultTargetCapacityType.SPOT : DefaultTargetCapacityType.ON_DEMAND;
        return CreateFleetRequest.builder()
                .clientToken(token)
                .type(FleetType.MAINTAIN)
                .targetCapacitySpecification(capacity ->
                        capacity.totalTargetCapacity(settings.hosts().size()).defaultTargetCapacityType(market))
                .launchTemplateConfigs(FleetLaunchTemplateConfigRequest.builder()
                        .launchTemplateSpecification(FleetLaunchTemplateSpecificationRequest.builder()
                                .launchTemplateName(template)
                                .version("1")
                                .build())
                        .overrides(pools)
                        .build())
                .tagSpecifications(TagSpecification.builder()
                        .resourceType(ResourceType.FLEET)
                        .tags(HandedTemplate.tags(settings))
                        .build())
                .build();
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
