package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.CreateFleetError;
import software.amazon.awssdk.services.ec2.model.CreateFleetResponse;
import software.amazon.awssdk.services.ec2.model.FleetData;
import software.amazon.awssdk.services.ec2.model.FleetStateCode;
import software.amazon.awssdk.services.ec2.model.FleetType;
import software.amazon.awssdk.services.ec2.model.Instance;

/** EC2 API reference, CreateFleet and its neighbours; EC2 User Guide, "EC2 Fleet". */
@SuppressWarnings("unchecked") // varargs of the SDK's consumers
class FleetTest extends FleetRegion {
    @Test
    @DisplayName(
            "instant: the answer has the instances, each with a prefix of its own, in the override's subnet, with tags")
    void instant() throws Exception {
        CreateFleetResponse answer = fleet(
                FleetType.INSTANT,
                3,
                each -> each.tagSpecifications(tags("fleet", "team", "net"), tags("instance", "role", "edge")),
                in(OTHER_SUBNET));

        assertThat(answer.fleetId()).matches("fleet-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.instances()).singleElement().satisfies(each -> {
            assertThat(each.lifecycleAsString()).isEqualTo("on-demand");
            assertThat(each.instanceTypeAsString()).isEqualTo("r5d.large");
            assertThat(each.launchTemplateAndOverrides().overrides().subnetId()).isEqualTo(OTHER_SUBNET);
        });
        assertThat(ids(answer)).hasSize(3).doesNotHaveDuplicates();
        List<Instance> instances = ids(answer).stream().map(this::describe).toList();
        assertThat(instances)
                .allSatisfy(each -> assertThat(each.subnetId()).isEqualTo(OTHER_SUBNET))
                .allSatisfy(each -> assertThat(each.tags())
                        .extracting(tag -> tag.key() + "=" + tag.value())
                        .contains(
                                "role=edge", "aws:ec2:fleet-id=" + answer.fleetId(), "aws:ec2launchtemplate:version=1"))
                .extracting(each ->
                        each.networkInterfaces().get(0).ipv6Prefixes().get(0).ipv6Prefix())
                .doesNotHaveDuplicates();
        simulator.awaitHook(LONG);
        assertThat(told).hasSize(3).allMatch(each -> each.startsWith("boot "));
        assertThat(describeFleet(answer.fleetId()).tags().get(0).value()).isEqualTo("net");
    }

    @Test
    @DisplayName(
            "instant: shown only to who names it, its instances by DescribeFleets only, and it does not look again")
    void instantDescribed() {
        CreateFleetResponse answer = instant(2, in(SUBNET));

        assertThat(ec2.describeFleets().fleets()).isEmpty();
        FleetData shown = describeFleet(answer.fleetId());
        assertThat(shown.typeAsString()).isEqualTo("instant");
        assertThat(shown.fleetState()).isEqualTo(FleetStateCode.ACTIVE);
        assertThat(shown.instances().get(0).instanceIds()).isEqualTo(ids(answer));
        assertRefused(() -> active(answer.fleetId()), "Unsupported", "instant");
        ec2.terminateInstances(each -> each.instanceIds(ids(answer)));
        clock.advance(DELAY.multipliedBy(2));
        assertThat(describeFleet(answer.fleetId()).fulfilledCapacity()).isEqualTo(2.0);
        assertThat(instanceCount()).as("nothing is replaced").isEqualTo(2);
        clock.advance(Duration.ofHours(2));
        assertThat(instanceCount()).isZero();
        assertThat(describeFleet(answer.fleetId()).instances().get(0).instanceIds())
                .as("what it launched")
                .isEqualTo(ids(answer));
    }

    @Test
    @DisplayName(
            "capacity: a pool gives what it has, the next one the rest, and the error is in the answer, not in its place")
    void capacity() {
        simulator.capacity("r5d.large", "us-east-1a", 1);

        CreateFleetResponse answer = instant(3, in(SUBNET), in(OTHER_SUBNET));

        assertThat(answer.instances())
                .extracting(
                        each -> each.launchTemplateAndOverrides().overrides().subnetId() + " "
                                + each.instanceIds().size())
                .containsExactly(SUBNET + " 1", OTHER_SUBNET + " 2");
        assertThat(answer.errors()).singleElement().satisfies(each -> {
            assertThat(each.errorCode()).isEqualTo("InsufficientInstanceCapacity");
            assertThat(each.errorMessage())
                    .contains("sufficient r5d.large capacity")
                    .contains("us-east-1a");
            assertThat(each.launchTemplateAndOverrides().overrides().subnetId()).isEqualTo(SUBNET);
            assertThat(each.lifecycleAsString()).isEqualTo("on-demand");
        });
        assertThatThrownBy(() -> launch(each -> each))
                .hasMessageContaining("sufficient r5d.large capacity")
                .extracting("statusCode")
                .isEqualTo(500);
        assertThatThrownBy(() -> simulator.capacity("r5d.nix", "us-east-1a", 1)).hasMessageContaining("r5d.nix");
        assertThatThrownBy(() -> simulator.capacity("r5d.large", "us-east-9a", 1))
                .hasMessageContaining("us-east-1f");
        assertThatThrownBy(() -> simulator.capacity("r5d.large", "us-east-1a", -1))
                .hasMessageContaining("zero or more");
    }

    @Test
    @DisplayName("limits: what the bucket of RunInstances does not allow is RequestLimitExceeded in the answer")
    void throttled() {
        CreateFleetResponse first = instant(48, in(SUBNET));
        CreateFleetResponse second = instant(5, in(OTHER_SUBNET));

        assertThat(ids(first)).hasSize(48);
        assertThat(ids(second)).hasSize(2);
        assertThat(second.errors()).extracting(CreateFleetError::errorCode).containsExactly("RequestLimitExceeded");
    }

    @Test
    @DisplayName("what a launch would be refused for is an error of its pool: the fleet is there, without instances")
    void refusedPools() {
        ec2.createLaunchTemplateVersion(each -> each.launchTemplateName("edge")
                .sourceVersion("1")
                .launchTemplateData(data -> data.networkInterfaces(
                        nic -> nic.deviceIndex(0).ipv6AddressCount(1).ipv6PrefixCount(1))));

        CreateFleetResponse answer = instant(1, in(SUBNET), in("subnet-00000000000000000"));

        assertThat(answer.fleetId()).isNotBlank();
        assertThat(answer.instances()).isEmpty();
        assertThat(answer.errors())
                .extracting(CreateFleetError::errorCode)
                .containsExactly("InvalidParameterValue", "InvalidParameterValue");
        assertThat(describeFleet(answer.fleetId()).errors()).hasSize(2);
        ec2.modifyLaunchTemplate(each -> each.launchTemplateName("edge").defaultVersion("1"));
        assertThat(instanceCount()).isZero();
    }

    @Test
    @DisplayName(
            "each fleet has its own outcome: an instant one is not deleted without its instances, nor an unknown one")
    void deleteOutcomes() {
        String instant = instant(1, in(SUBNET)).fleetId();
        String unknown = "fleet-00000000-0000-0000-0000-000000000000";

        var answer = ec2.deleteFleets(
                each -> each.fleetIds(instant, unknown, "fleet-x").terminateInstances(false));

        assertThat(answer.successfulFleetDeletions()).isEmpty();
        assertThat(answer.unsuccessfulFleetDeletions())
                .extracting(each -> each.error().codeAsString())
                .containsExactly("NoTerminateInstancesNotSupported", "fleetIdDoesNotExist", "fleetIdMalformed");
        assertThat(deleted(true, instant)).containsExactly(instant + " active -> deleted_terminating");
        assertThat(ec2.deleteFleets(each -> each.fleetIds(instant).terminateInstances(true))
                        .unsuccessfulFleetDeletions())
                .extracting(each -> each.error().codeAsString())
                .containsExactly("fleetNotInDeletableState");
        assertRefused(() -> describeFleet(unknown), "InvalidFleetId.NotFound", unknown);
        assertRefused(
                () -> ec2.deleteFleets(each -> each.terminateInstances(true)
                        .fleetIds(Collections.nCopies(101, 0).stream()
                                .map(any -> "fleet-" + java.util.UUID.randomUUID())
                                .toList())),
                "InvalidParameterValue",
                "At most 25 instant and 100 other");
    }

    @Test
    @DisplayName(
            "the same token: the same fleet, and nothing launched twice; other parameters: IdempotentParameterMismatch")
    void token() {
        CreateFleetResponse first = fleet(FleetType.INSTANT, 2, each -> each.clientToken("t"), in(SUBNET));
        CreateFleetResponse again = fleet(FleetType.INSTANT, 2, each -> each.clientToken("t"), in(SUBNET));

        assertThat(again.fleetId()).isEqualTo(first.fleetId());
        assertThat(ids(again)).isEqualTo(ids(first));
        assertThat(instanceCount()).isEqualTo(2);
        assertRefused(
                () -> fleet(FleetType.INSTANT, 3, each -> each.clientToken("t"), in(SUBNET)),
                "IdempotentParameterMismatch",
                "");
        assertThat(describeFleet(first.fleetId()).clientToken()).isEqualTo("t");
    }

    @Test
    @DisplayName("weights count units, priorities order pools, spot and on demand have their shares")
    void shares() {
        simulator.capacity("r5d.large", "us-east-1b", 1);
        CreateFleetResponse answer = ec2.createFleet(each -> each.type(FleetType.INSTANT)
                .onDemandOptions(one -> one.allocationStrategy("prioritized"))
                .targetCapacitySpecification(target ->
                        target.totalTargetCapacity(7).onDemandTargetCapacity(5).defaultTargetCapacityType("spot"))
                .launchTemplateConfigs(config -> config.launchTemplateSpecification(
                                one -> one.launchTemplateName("edge").version("1"))
                        .overrides(
                                in(SUBNET).toBuilder()
                                        .priority(2.0)
                                        .weightedCapacity(2.0)
                                        .build(),
                                in(OTHER_SUBNET).toBuilder()
                                        .priority(1.0)
                                        .weightedCapacity(2.0)
                                        .build())));

        assertThat(answer.instances())
                .extracting(each -> each.lifecycleAsString() + " "
                        + each.launchTemplateAndOverrides().overrides().subnetId() + " "
                        + each.instanceIds().size())
                .containsExactly(
                        "on-demand " + OTHER_SUBNET + " 1", "on-demand " + SUBNET + " 2", "spot " + SUBNET + " 1");
        Instance spot = describe(answer.instances().get(2).instanceIds().get(0));
        assertThat(spot.instanceLifecycleAsString()).isEqualTo("spot");
        assertThat(describeFleet(answer.fleetId()).fulfilledCapacity()).isEqualTo(8.0);
        assertThat(describeFleet(answer.fleetId()).fulfilledOnDemandCapacity()).isEqualTo(6.0);
    }

    @Test
    @DisplayName("less than the minimum: nothing is launched, nothing is left, nobody boots")
    void minimum() throws Exception {
        simulator.capacity("r5d.large", "us-east-1a", 2);
        CreateFleetResponse answer = fleet(
                FleetType.INSTANT,
                4,
                each -> each.onDemandOptions(one -> one.minTargetCapacity(3).singleAvailabilityZone(true)),
                in(SUBNET));

        assertThat(answer.instances()).isEmpty();
        assertThat(answer.errors())
                .extracting(CreateFleetError::errorCode)
                .containsExactly("InsufficientInstanceCapacity");
        assertThat(instanceCount()).isZero();
        assertThat(ec2.describeNetworkInterfaces().networkInterfaces()).isEmpty();
        simulator.awaitHook(LONG);
        assertThat(told).isEmpty();
    }

    @Test
    @DisplayName("what is not simulated, cannot be, or is not there is refused by name, and no fleet is made")
    void refusals() {
        assertRefused(
                () -> fleet(FleetType.REQUEST, 1, each -> {}, in(SUBNET)), "UnsupportedOperation", "Type=request");
        assertRefused(
                () -> fleet(FleetType.INSTANT, 1, each -> each.context("x"), in(SUBNET)),
                "UnsupportedOperation",
                "Context");
        assertRefused(() -> instant(0, in(SUBNET)), "InvalidParameterValue", "TotalTargetCapacity");
        assertRefused(() -> instant(10_001, in(SUBNET)), "InvalidParameterValue", "TotalTargetCapacity");
        assertRefused(() -> instant(1, in(SUBNET + "," + OTHER_SUBNET)), "InvalidParameterValue", "only one subnet");
        assertRefused(
                () -> instant(
                        1, in(SUBNET).toBuilder().weightedCapacity(0.000001).build()),
                "InvalidParameterValue",
                "WeightedCapacity");
        assertRefused(() -> instant(1, in(SUBNET), in(SUBNET)), "InvalidFleetConfig", "duplicate instance pools");
        assertRefused(
                () -> fleet(
                        FleetType.MAINTAIN, 1, each -> each.tagSpecifications(tags("instance", "a", "b")), in(SUBNET)),
                "InvalidParameterValue",
                "not a valid taggable resource type");
        assertRefused(
                () -> fleet(
                        FleetType.INSTANT,
                        1,
                        each -> each.launchTemplateConfigs(config -> config.launchTemplateSpecification(
                                one -> one.launchTemplateName("nix").version("1")))),
                "InvalidLaunchTemplateName.NotFoundException",
                "nix");
        assertRefused(
                () -> fleet(
                        FleetType.INSTANT,
                        1,
                        each -> each.launchTemplateConfigs(
                                config -> config.launchTemplateSpecification(one -> one.launchTemplateName("edge")))),
                "MissingParameter",
                "Version");
        assertThat(Http.post(
                                simulator,
                                "Action=CreateFleet&TargetCapacitySpecification.TotalTargetCapacity=1&Type=instant"
                                        + "&LaunchTemplateConfigs.1.LaunchTemplateSpecification.LaunchTemplateName=edge"
                                        + "&LaunchTemplateConfigs.1.LaunchTemplateSpecification.Version=1"
                                        + "&ec2-sim:Launches=7")
                        .body())
                .contains("<Code>UnknownParameter</Code>");
        assertThat(instanceCount()).isZero();
    }
}
