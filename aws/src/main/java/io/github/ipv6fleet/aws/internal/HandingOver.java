package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.HandedOver;
import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.plan.SpecProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ec2.model.CreateFleetRequest;
import software.amazon.awssdk.services.ec2.model.DefaultTargetCapacityType;
import software.amazon.awssdk.services.ec2.model.FleetData;
import software.amazon.awssdk.services.ec2.model.FleetLaunchTemplateConfigRequest;
import software.amazon.awssdk.services.ec2.model.FleetLaunchTemplateOverridesRequest;
import software.amazon.awssdk.services.ec2.model.FleetLaunchTemplateSpecification;
import software.amazon.awssdk.services.ec2.model.FleetLaunchTemplateSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.FleetType;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

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

    /** An EC2 Fleet of ours, and the template that it launches by. */
    private record Over(String ec2FleetId, String template) {}

    HandedOver run() {
        refuseWhatATemplateCannot();
        Surroundings around = Surroundings.read(ec2, settings, List.of(), List.of());
        Over over = there().orElseGet(() -> made(around));
        List<LaunchedHost> hosts = await(around);
        end();
        LOG.info(
                "fleet={} step=handedOver ec2Fleet={} template={}",
                settings.name(),
                over.ec2FleetId(),
                over.template());
        return Maker.get().handedOver(settings.name(), over.ec2FleetId(), over.template(), hosts);
    }

    /**
     * The EC2 Fleet that is there already. Its template is not looked into: it may be of an older image, and its hosts
     * run.
     */
    private Optional<Over> there() {
        return Handed.fleets(ec2, settings.name()).stream().findFirst().map(one -> {
            if (!isAsWanted(one)) {
                throw Maker.get()
                        .exception("fleet " + settings.name() + " was handed over already, otherwise, to "
                                + one.fleetId() + "; terminate() it first, or leave it");
            }
            return new Over(one.fleetId(), template(one));
        });
    }

    private String template(FleetData one) {
        FleetLaunchTemplateSpecification its =
                one.launchTemplateConfigs().get(0).launchTemplateSpecification();
        return its.launchTemplateName() != null
                ? its.launchTemplateName()
                : HandedTemplate.all(ec2, settings.name()).stream()
                        .filter(template -> Handed.launchesBy(one, template))
                        .map(LaunchTemplate::launchTemplateName)
                        .findFirst()
                        .orElse(its.launchTemplateId());
    }

    private boolean isAsWanted(FleetData one) {
        Set<List<String>> pools = one.launchTemplateConfigs().stream()
                .flatMap(config -> config.overrides().stream())
                .map(pool -> List.of(String.valueOf(pool.subnetId()), String.valueOf(pool.instanceTypeAsString())))
                .collect(Collectors.toSet());
        return pools.equals(pools().collect(Collectors.toSet()))
                && Integer.valueOf(settings.hosts().size())
                        .equals(one.targetCapacitySpecification().totalTargetCapacity())
                && one.targetCapacitySpecification().defaultTargetCapacityType() == market()
                && one.tags().contains(profile());
    }

    private Over made(Surroundings around) {
        Preflight.check(ec2, settings, around);
        Groundwork groundwork = Groundwork.check(ec2, settings);
        ChosenImage image = Images.choose(ec2, settings, around.architectures());
        Shape shape = new ChosenShape(ec2, settings);
        String type = settings.instanceTypes().get(0);
        RunInstancesRequest request = new RunRequest(settings, shape, image, "")
                .of(new LaunchCall(settings.subnetIds().get(0), 0, List.of(settings.name()), null), 0, type);
        groundwork.lay();
        String template = new HandedTemplate(ec2, settings).ensure(request);
        return fleet(template);
    }

    private void refuseWhatATemplateCannot() {
        if (!settings.options().changes().isEmpty()) {
            throw new PlanException(List.of(new SpecProblem(
                    "runInstances(...)",
                    "what it changes of a call is not known to a launch template",
                    "leave it away before handOver()")));
        }
    }

    /** The same token and the same request: the same EC2 Fleet. */
    private Over fleet(String template) {
        for (int generation = 0; generation < Handed.GENERATIONS; generation++) {
            try {
                String id = ec2.createFleet(request(template, Handed.token(settings.name(), generation)));
                // One that is not shown by then was deleted.
                if (Late.look(ec2, () -> Optional.of(id).filter(this::isThere)).isPresent()) {
                    return new Over(id, template);
                }
            } catch (FleetException e) {
                if (!e.code().equals(Ec2Errors.TOKEN_USED_DIFFERENTLY)) {
                    throw e;
                }
                // The token is of one that was deleted, or of one that another run makes at this moment.
                Optional<Over> meanwhile = there();
                if (meanwhile.isPresent()) {
                    return meanwhile.get();
                }
            }
        }
        throw Maker.get()
                .exception("fleet " + settings.name() + " was handed over " + Handed.GENERATIONS
                        + " times within a day; launch it under another name");
    }

    private boolean isThere(String ec2FleetId) {
        return Handed.fleets(ec2, settings.name()).stream()
                .anyMatch(one -> one.fleetId().equals(ec2FleetId));
    }

    /** Subnet and type of each. */
    private Stream<List<String>> pools() {
        return settings.subnetIds().stream()
                .flatMap(subnetId -> settings.instanceTypes().stream().map(type -> List.of(subnetId, type)));
    }

    private DefaultTargetCapacityType market() {
        return settings.options().spot() ? DefaultTargetCapacityType.SPOT : DefaultTargetCapacityType.ON_DEMAND;
    }

    private Tag profile() {
        return Tag.builder()
                .key(FleetIdentity.PROFILE)
                .value(settings.profileName())
                .build();
    }

    private CreateFleetRequest request(String template, String token) {
        List<FleetLaunchTemplateOverridesRequest> overrides = pools().map(
                        pool -> FleetLaunchTemplateOverridesRequest.builder()
                                .subnetId(pool.get(0))
                                .instanceType(pool.get(1))
                                .build())
                .toList();
        List<Tag> tags = new ArrayList<>(HandedTemplate.tags(settings));
        tags.add(profile());
        return CreateFleetRequest.builder()
                .clientToken(token)
                .type(FleetType.MAINTAIN)
                .targetCapacitySpecification(capacity ->
                        capacity.totalTargetCapacity(settings.hosts().size()).defaultTargetCapacityType(market()))
                .launchTemplateConfigs(FleetLaunchTemplateConfigRequest.builder()
                        .launchTemplateSpecification(FleetLaunchTemplateSpecificationRequest.builder()
                                .launchTemplateName(template)
                                .version("1")
                                .build())
                        .overrides(overrides)
                        .build())
                .tagSpecifications(TagSpecification.builder()
                        .resourceType(ResourceType.FLEET)
                        .tags(tags)
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
