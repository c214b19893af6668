package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.text.Shown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** The EC2 Fleet of a fleet that is handed over: there is one at most, known by its token. */
final class HandedFleet {
    private final Ec2Gateway ec2;
    private final FleetSettings settings;

    HandedFleet(Ec2Gateway ec2, FleetSettings settings) {
        this.ec2 = ec2;
        this.settings = settings;
    }

    /** One that is there: its id, and the name of the template that it launches by. */
    record Known(String ec2FleetId, String template) {}

    /**
     * The EC2 Fleet that is there already. Its template is not looked into: it may be of an older image, and its hosts
     * run.
     */
    Optional<Known> find() {
        return Handed.fleets(ec2, settings.name()).stream().findFirst().map(one -> {
            if (!isAsWanted(one)) {
                throw Maker.get()
                        .exception("fleet " + settings.name() + " was handed over already, otherwise, to "
                                + one.fleetId() + otherProfile(one) + "; terminate() it first, or leave it");
            }
            return new Known(one.fleetId(), template(one));
        });
    }

    /** Of all that may differ, what nobody sees in a console of EC2. */
    private String otherProfile(FleetData one) {
        String its = Tags.value(one.tags(), FleetIdentity.PROFILE).orElse("none");
        return its.equals(settings.profileName())
                ? ""
                : ": its profile is " + Shown.line(its) + ", asked for was " + settings.profileName();
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

    /** Makes it unless it is there. The same token and the same request: the same EC2 Fleet. */
    Known ensure(String template) {
        @Nullable Instant doubt = null;
        for (int generation = 0; generation < Handed.GENERATIONS; generation++) {
            try {
                String id = ec2.createFleet(request(template, Handed.token(settings.name(), generation)));
                // One that is not shown by then was deleted.
                if (Late.look(ec2, () -> Optional.of(id).filter(this::isThere)).isPresent()) {
                    return new Known(id, template);
                }
            } catch (FleetException e) {
                if (!e.code().equals(Ec2Errors.TOKEN_USED_DIFFERENTLY)) {
                    throw e;
                }
                // The token is of one that was deleted, or that another run has just made, which EC2 may show late.
                doubt = doubt == null ? ec2.now() : doubt;
                Optional<Known> meanwhile = Late.look(ec2, doubt.plus(Late.SHOWN_AFTER), this::find);
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
        return Tags.tag(FleetIdentity.PROFILE, settings.profileName());
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
}
