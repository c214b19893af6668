package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.model.World;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Every action that the simulator knows. */
public final class ActionTable {
    /** EC2 API reference: their requests have no DryRun. */
    private static final Set<String> WITHOUT_DRY_RUN = Set.of(
            "AssignIpv6Addresses",
            "AssociateSubnetCidrBlock",
            "AssociateVpcCidrBlock",
            "ModifySubnetAttribute",
            "UnassignIpv6Addresses");

    private final Map<String, Action> actions = new HashMap<>();

    public ActionTable() {
        AddressActions.register(actions);
        AttachmentActions.register(actions);
        ConsoleActions.register(actions);
        BlockPublicAccessActions.register(actions);
        FleetActions.register(actions);
        GatewayActions.register(actions);
        ImageActions.register(actions);
        InstanceActions.register(actions);
        InstanceAttributeActions.register(actions);
        InstanceLifeActions.register(actions);
        InstanceStatusActions.register(actions);
        InstanceTypeActions.register(actions);
        InterfaceActions.register(actions);
        InterfaceAttributeActions.register(actions);
        KeyPairActions.register(actions);
        NetworkAclActions.register(actions);
        ReservationActions.register(actions);
        RouteActions.register(actions);
        RouteTableActions.register(actions);
        SecurityGroupActions.register(actions);
        SecurityGroupRuleActions.register(actions);
        SubnetActions.register(actions);
        TagActions.register(actions);
        TemplateActions.register(actions);
        TemplateVersionActions.register(actions);
        VolumeActions.register(actions);
        VpcActions.register(actions);
        actions.put("RunInstances", RunInstances::read);
    }

    /** Teaches the world to do what happens without a call. */
    public static void prepare(World world) {
        world.fleets().keeper(new FleetKeeper());
    }

    /** Returns the action, or null when there is none of this name. */
    public @Nullable Action find(String name) {
        return actions.get(name);
    }

    /** Returns the names of all actions, sorted; a copy. */
    public SortedSet<String> names() {
        return new TreeSet<>(actions.keySet());
    }

    public static boolean takesDryRun(String name) {
        return !WITHOUT_DRY_RUN.contains(name);
    }

    /** Returns whether the action changes something. */
    public static boolean writes(String name) {
        return !name.startsWith("Describe") && !name.startsWith("Get");
    }
}
