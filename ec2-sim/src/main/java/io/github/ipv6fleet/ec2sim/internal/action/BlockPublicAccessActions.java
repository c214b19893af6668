package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.AssumedCode;
import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import io.github.ipv6fleet.ec2sim.internal.wire.Xml;
import java.util.List;
import java.util.Map;

/** VPC block public access: off at the start, changed as a whole; there are no exclusions. */
final class BlockPublicAccessActions {
    private BlockPublicAccessActions() {}

    static void register(Map<String, Action> actions) {
        actions.put("DescribeVpcBlockPublicAccessExclusions", BlockPublicAccessActions::describeExclusions);
        actions.put("DescribeVpcBlockPublicAccessOptions", params -> BlockPublicAccessActions::write);
        actions.put("ModifyVpcBlockPublicAccessOptions", BlockPublicAccessActions::modify);
    }

    private static Action.Effect modify(Params params) {
        String mode = params.oneOf("InternetGatewayBlockMode", "off", "block-bidirectional", "block-ingress");
        if (mode == null) {
            throw Ec2Error.missingParameter("InternetGatewayBlockMode");
        }
        return (world, answer) -> {
            world.routing().blockPublicAccess(mode);
            write(world, answer);
        };
    }

    private static Action.Effect describeExclusions(Params params) {
        List<String> ids = params.list("ExclusionId");
        params.refuse("Filter");
        Page page = Page.read(params, !ids.isEmpty());
        return (world, answer) -> {
            if (!ids.isEmpty()) {
                throw Ec2Error.assumed(
                        AssumedCode.NO_SUCH_EXCLUSION,
                        "The exclusion ID '" + String.join(", ", ids) + "' does not exist");
            }
            var cut = page.of(List.<String>of(), each -> 0);
            answer.values("vpcBlockPublicAccessExclusionSet", cut.items());
            cut.writeToken(answer);
        };
    }

    private static void write(World world, Xml answer) {
        String mode = world.routing().blockPublicAccess();
        answer.element(
                "vpcBlockPublicAccessOptions",
                xml -> xml.value("awsAccountId", World.OWNER)
                        .value("awsRegion", World.REGION)
                        .value("state", mode.equals("off") ? "default-state" : "update-complete")
                        .value("internetGatewayBlockMode", mode)
                        .value("managedBy", "account")
                        .value("exclusionsAllowed", "allowed"));
    }
}
