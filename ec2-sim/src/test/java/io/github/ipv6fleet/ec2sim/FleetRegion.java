package io.github.ipv6fleet.ec2sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.ec2.model.CreateFleetRequest;
import software.amazon.awssdk.services.ec2.model.CreateFleetResponse;
import software.amazon.awssdk.services.ec2.model.DefaultTargetCapacityType;
import software.amazon.awssdk.services.ec2.model.DeleteFleetSuccessItem;
import software.amazon.awssdk.services.ec2.model.FleetData;
import software.amazon.awssdk.services.ec2.model.FleetLaunchTemplateOverridesRequest;
import software.amazon.awssdk.services.ec2.model.FleetType;

/** A region in which fleets launch from the template {@code edge}, with limits, and a hook that tells. */
@SuppressWarnings("unchecked") // varargs of the SDK's consumers
abstract class FleetRegion extends Region {
    static final Duration DELAY = Duration.ofSeconds(20);
    static final Duration LONG = Duration.ofSeconds(20);

    final List<String> told = Collections.synchronizedList(new ArrayList<>());

    @Override
    Ec2Simulator.Builder settings(Ec2Simulator.Builder builder) {
        return builder.stateDelay(DELAY)
                .throttling(Throttling.none().resources("RunInstances", 50, 1))
                .hook(new InstanceHook() {
                    @Override
                    public void boot(InstanceEvent event) {
                        told.add("boot " + event.instanceId() + " "
                                + event.ipv6Prefixes().size());
                    }

                    @Override
                    public void terminate(InstanceEvent event) {
                        told.add("terminate " + event.instanceId());
                    }
                });
    }

    @BeforeEach
    void template() {
        ec2.createLaunchTemplate(each -> each.launchTemplateName("edge")
                .launchTemplateData(data -> data.imageId(BIONIC)
                        .instanceType("r5d.large")
                        .networkInterfaces(
                                nic -> nic.deviceIndex(0).groups(GROUP).ipv6PrefixCount(1))));
    }

    static FleetLaunchTemplateOverridesRequest in(String subnet) {
        return FleetLaunchTemplateOverridesRequest.builder().subnetId(subnet).build();
    }

    CreateFleetResponse fleet(
            FleetType type,
            int units,
            Consumer<CreateFleetRequest.Builder> more,
            FleetLaunchTemplateOverridesRequest... overrides) {
        return ec2.createFleet(each -> more.accept(each.type(type)
                .targetCapacitySpecification(target -> target.totalTargetCapacity(units)
                        .defaultTargetCapacityType(DefaultTargetCapacityType.ON_DEMAND))
                .launchTemplateConfigs(config -> config.launchTemplateSpecification(
                                one -> one.launchTemplateName("edge").version("$Latest"))
                        .overrides(overrides))));
    }

    CreateFleetResponse instant(int units, FleetLaunchTemplateOverridesRequest... overrides) {
        return fleet(FleetType.INSTANT, units, each -> {}, overrides);
    }

    String maintained(int units) {
        return fleet(FleetType.MAINTAIN, units, each -> {}, in(SUBNET)).fleetId();
    }

    FleetData describeFleet(String id) {
        return ec2.describeFleets(each -> each.fleetIds(id)).fleets().get(0);
    }

    List<String> active(String fleetId) {
        return ec2.describeFleetInstances(each -> each.fleetId(fleetId)).activeInstances().stream()
                .map(each -> each.instanceId())
                .toList();
    }

    static List<String> ids(CreateFleetResponse answer) {
        return answer.instances().stream()
                .flatMap(each -> each.instanceIds().stream())
                .toList();
    }

    List<String> deleted(boolean terminate, String... ids) {
        return ec2
                .deleteFleets(each -> each.fleetIds(ids).terminateInstances(terminate))
                .successfulFleetDeletions()
                .stream()
                .map(FleetRegion::text)
                .toList();
    }

    static String text(DeleteFleetSuccessItem each) {
        return each.fleetId() + " " + each.previousFleetStateAsString() + " -> " + each.currentFleetStateAsString();
    }
}
