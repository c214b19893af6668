package io.github.ipv6fleet.ec2sim.internal.imds;

import io.github.ipv6fleet.ec2sim.internal.model.Instance;
import io.github.ipv6fleet.ec2sim.internal.model.Launch;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The instance identity document; it is not signed. */
final class IdentityDocument {
    private IdentityDocument() {}

    static String of(Instance instance) {
        Launch launch = instance.launch();
        StringBuilder json = new StringBuilder("{\n");
        member(json, "accountId", World.OWNER);
        member(json, "architecture", launch.image().architecture());
        member(json, "availabilityZone", instance.subnet().zone().name());
        member(json, "billingProducts", null);
        member(json, "devpayProductCodes", null);
        member(json, "marketplaceProductCodes", null);
        member(json, "imageId", launch.image().id());
        member(json, "instanceId", instance.id());
        member(json, "instanceType", launch.type().name());
        member(json, "kernelId", null);
        member(
                json,
                "pendingTime",
                launch.time().truncatedTo(ChronoUnit.SECONDS).toString());
        member(
                json,
                "privateIp",
                instance.interfaces().stream()
                        .filter(each ->
                                each.attachment() != null && each.attachment().deviceIndex() == 0)
                        .map(each -> String.valueOf(each.privateIp()))
                        .filter(each -> !each.equals("null"))
                        .findFirst()
                        .orElse(null));
        member(json, "ramdiskId", null);
        member(json, "region", World.REGION);
        json.append("  \"version\" : \"2017-09-30\"\n}");
        return json.toString();
    }

    /** No value here holds a character that JSON would want escaped: ids, names of EC2, addresses. */
    private static void member(StringBuilder json, String name, @Nullable String value) {
        json.append("  \"").append(name).append("\" : ");
        json.append(value == null ? "null" : "\"" + value + "\"").append(",\n");
    }
}
