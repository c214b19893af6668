package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.Fleet;
import io.github.ipv6fleet.ec2sim.internal.model.Fleet.State;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import java.util.ArrayList;
import java.util.List;

/** DeleteFleets: each fleet has its own outcome; with more than it takes, none is deleted. */
final class DeleteFleets {
    /** EC2 API reference, DeleteFleets, "Restrictions". */
    private static final int MOST_INSTANT = 25;

    private static final int MOST_MAINTAINED = 100;

    /** "For fleets with more than 1000 instances, the deletion request might fail": here it does. */
    private static final int MOST_INSTANCES = 1_000;

    private DeleteFleets() {}

    static Action.Effect read(Params params) {
        List<String> ids = params.list("FleetId").stream().distinct().toList();
        params.required("TerminateInstances");
        boolean terminate = params.flag("TerminateInstances", true);
        if (ids.isEmpty()) {
            throw Ec2Error.missingParameter("FleetId");
        }
        return (world, answer) -> {
            checkCount(world, ids);
            List<Done> done = new ArrayList<>();
            List<Refused> refused = new ArrayList<>();
            for (String id : ids) {
                delete(world, id, terminate, done, refused);
            }
            answer.list(
                    "successfulFleetDeletionSet",
                    done,
                    (xml, each) -> xml.value("currentFleetState", each.state)
                            .value("previousFleetState", each.before)
                            .value("fleetId", each.id));
            answer.list(
                    "unsuccessfulFleetDeletionSet",
                    refused,
                    (xml, each) -> xml.element(
                                    "error",
                                    error -> error.value("code", each.code).value("message", each.message))
                            .value("fleetId", each.id));
        };
    }

    private record Done(String id, String before, String state) {}

    private record Refused(String id, String code, String message) {}

    private static void checkCount(World world, List<String> ids) {
        long instant = ids.stream()
                .filter(id -> {
                    Fleet fleet = world.fleets().byId().get(id);
                    return fleet != null && fleet.instant();
                })
                .count();
        if (instant > MOST_INSTANT || ids.size() - instant > MOST_MAINTAINED) {
            throw Ec2Error.invalidValue("At most " + MOST_INSTANT + " instant and " + MOST_MAINTAINED
                    + " other fleets can be deleted in one request");
        }
    }

    private static void delete(World world, String id, boolean terminate, List<Done> done, List<Refused> refused) {
        Fleet fleet;
        try {
            fleet = FleetActions.find(world, id);
        } catch (Ec2Error e) {
            boolean malformed = e.code(world.assumptions()).endsWith("Malformed");
            refused.add(new Refused(id, malformed ? "fleetIdMalformed" : "fleetIdDoesNotExist", e.getMessage()));
            return;
        }
        if (fleet.instant() && !terminate) { // EC2 User Guide, "Delete an EC2 Fleet request"
            refused.add(new Refused(
                    id,
                    "NoTerminateInstancesNotSupported",
                    "NoTerminateInstances option is not supported for instant fleet"));
            return;
        }
        if (fleet.state().isDeleted()) {
            refused.add(new Refused(id, "fleetNotInDeletableState", "The fleet '" + id + "' is deleted already"));
            return;
        }
        if (fleet.instant() && fleet.living().size() > MOST_INSTANCES) {
            refused.add(new Refused(
                    id,
                    "unexpectedError",
                    "The fleet '" + id + "' has more than " + MOST_INSTANCES + " instances; terminate some first"));
            return;
        }
        String before = FleetXml.state(world, fleet);
        fleet.state(terminate ? State.DELETED_TERMINATING : State.DELETED_RUNNING);
        fleet.due(null);
        if (terminate) {
            fleet.living().forEach(each -> world.terminate(each.instance()));
        }
        done.add(new Done(id, before, terminate ? "deleted_terminating" : "deleted_running"));
    }
}
