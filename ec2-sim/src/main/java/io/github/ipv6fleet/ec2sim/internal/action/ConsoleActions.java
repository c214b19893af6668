package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.Finder;
import io.github.ipv6fleet.ec2sim.internal.model.Instance;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** GetConsoleOutput. EC2 posts the output now and then, and {@code Latest} does not wait; here both show the present. */
final class ConsoleActions {
    private ConsoleActions() {}

    static void register(Map<String, Action> actions) {
        actions.put("GetConsoleOutput", ConsoleActions::get);
    }

    private static Action.Effect get(Params params) {
        String id = params.required("InstanceId");
        boolean latest = params.flag("Latest", false);
        return (world, answer) -> {
            Instance instance = Finder.instances(world, List.of(id)).get(0);
            if (latest && !instance.launch().type().nitro()) { // EC2 API reference: Latest is for Nitro only
                throw Ec2Error.refused(
                        "UnsupportedOperation",
                        "This instance type does not support retrieving the latest console logs.");
            }
            var last = instance.console().last();
            answer.value("instanceId", id)
                    .value(
                            "timestamp",
                            Times.text(last == null ? instance.launch().time() : last));
            if (last != null) {
                answer.value(
                        "output",
                        Base64.getEncoder().encodeToString(instance.console().read()));
            }
        };
    }
}
