package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An interface that RunInstances is to make, or, with an id, to take. Groups are ids. */
record InterfaceSpec(
        @Nullable String networkInterfaceId,
        int deviceIndex,
        int networkCardIndex,
        @Nullable String subnetId,
        List<String> groups,
        String description,
        @Nullable String privateIp,
        Ipv6Request ipv6,
        boolean primaryIpv6,
        boolean deleteOnTermination,
        @Nullable Boolean associatePublicIp) {

    /** Reads {@code NetworkInterface.N}, or makes one interface of the parameters that RunInstances has at its top. */
    static List<InterfaceSpec> read(Params params) {
        String subnetId = params.optional("SubnetId");
        List<String> groups = params.list("SecurityGroupId");
        Ipv6Request ipv6 = Ipv6Request.readStructures(params, "Ipv6Address").exclusive();
        String privateIp = params.optional("PrivateIpAddress");
        Boolean primaryIpv6 = params.flag("EnablePrimaryIpv6");
        List<InterfaceSpec> specs = params.structures("NetworkInterface", InterfaceSpec::readOne);
        if (specs.isEmpty()) {
            boolean primary = Boolean.TRUE.equals(primaryIpv6);
            return List.of(new InterfaceSpec(null, 0, 0, subnetId, groups, "", privateIp, ipv6, primary, true, null));
        }
        // aws/aws-cli#809, aws/aws-sdk-ruby#662; the last two are worded alike, as a guess
        refuse(subnetId != null, "subnet ID");
        refuse(!groups.isEmpty() || params.has("SecurityGroup"), "security groups");
        refuse(privateIp != null, "private IP address");
        refuse(ipv6.size() > 0 || primaryIpv6 != null, "IPv6 addresses");
        checkTogether(specs);
        return specs;
    }

    private static void refuse(boolean given, String what) {
        if (given) {
            throw Ec2Error.invalidCombination(
                    "Network interfaces and an instance-level " + what + " may not be specified on the same request");
        }
    }

    private static InterfaceSpec readOne(Params each) {
        Ipv6Request ipv6 = Ipv6Request.readStructures(each).exclusive();
        Integer deviceIndex = each.integer("DeviceIndex");
        each.oneOf("InterfaceType", "interface");
        each.refuse(
                "PrivateIpAddresses",
                "SecondaryPrivateIpAddressCount",
                "AssociateCarrierIpAddress",
                "Ipv4Prefix",
                "Ipv4PrefixCount",
                "EnaSrdSpecification",
                "ConnectionTrackingSpecification",
                "EnaQueueCount");
        if (deviceIndex == null || deviceIndex < 0) {
            throw Ec2Error.invalidValue("Each network interface requires a device index.");
        }
        String id = each.optional("NetworkInterfaceId");
        InterfaceSpec spec = new InterfaceSpec(
                id,
                deviceIndex,
                each.count("NetworkCardIndex"),
                each.optional("SubnetId"),
                each.list("SecurityGroupId"),
                each.optional("Description", ""),
                each.optional("PrivateIpAddress"),
                ipv6,
                each.flag("PrimaryIpv6", false),
                each.flag("DeleteOnTermination", id == null),
                each.flag("AssociatePublicIpAddress"));
        spec.checkExisting();
        return spec;
    }

    /** EC2 API reference, InstanceNetworkInterfaceSpecification: these are for new interfaces. */
    private void checkExisting() {
        if (networkInterfaceId == null) {
            return;
        }
        if (deleteOnTermination) {
            throw Ec2Error.invalidCombination(
                    "A network interface may not specify a network interface ID and delete on termination as true");
        }
        if (subnetId != null
                || !groups.isEmpty()
                || privateIp != null
                || ipv6.size() > 0
                || primaryIpv6
                || associatePublicIp != null) {
            throw Ec2Error.invalidCombination(
                    "A network interface may not specify both a network interface ID and properties of a new one");
        }
    }

    private static void checkTogether(List<InterfaceSpec> specs) {
        List<Integer> indices = new ArrayList<>();
        for (InterfaceSpec each : specs) {
            if (indices.contains(each.deviceIndex)) {
                throw Ec2Error.invalidCombination("Each network interface requires a unique device index; "
                        + each.deviceIndex + " is used twice");
            }
            indices.add(each.deviceIndex);
            if (Boolean.TRUE.equals(each.associatePublicIp) && (specs.size() > 1 || each.deviceIndex != 0)) {
                throw Ec2Error.invalidCombination("The associatePublicIPAddress parameter cannot be specified when"
                        + " launching with multiple network interfaces.");
            }
        }
        if (!indices.contains(0)) {
            throw Ec2Error.invalidCombination("A network interface with device index 0 is required");
        }
    }
}
