package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.InstanceType;
import io.github.ipv6fleet.ec2sim.internal.model.InstanceTypes;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import io.github.ipv6fleet.ec2sim.internal.wire.Xml;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** DescribeInstanceTypes. */
final class InstanceTypeActions {
    /** EC2 API reference, DescribeInstanceTypes: pages of 5 to 100. */
    private static final int MOST = 100;

    private static final Filters<InstanceType> FILTERS = new Filters<InstanceType>()
            .on("instance-type", InstanceType::name)
            .on("current-generation", InstanceType::currentGeneration)
            .on("bare-metal", InstanceType::bareMetal)
            .on("burstable-performance-supported", InstanceType::burstable)
            .on("hypervisor", InstanceTypeActions::hypervisor)
            .on("instance-storage-supported", each -> each.storageGb() > 0)
            .on("memory-info.size-in-mib", InstanceType::memoryMiB)
            .on("network-info.ena-support", InstanceType::enaSupport)
            .on("network-info.ipv4-addresses-per-interface", InstanceType::ipv4AddressesPerInterface)
            .on("network-info.ipv6-addresses-per-interface", InstanceType::ipv6AddressesPerInterface)
            .on("network-info.ipv6-supported", InstanceType::ipv6Supported)
            .on("network-info.maximum-network-interfaces", InstanceType::maximumNetworkInterfaces)
            .on("processor-info.supported-architecture", InstanceType::architectures)
            .on("supported-root-device-type", each -> "ebs")
            .on("supported-usage-class", each -> List.of("on-demand", "spot"))
            .on("supported-virtualization-type", InstanceType::virtualizationTypes)
            .on("vcpu-info.default-vcpus", InstanceType::vCpus);

    private InstanceTypeActions() {}

    static void register(Map<String, Action> actions) {
        actions.put("DescribeInstanceTypes", InstanceTypeActions::describe);
    }

    private static Action.Effect describe(Params params) {
        List<String> names = params.list("InstanceType");
        params.accept("IncludeUnsupportedInRegion");
        var filter = FILTERS.read(params);
        Page page = Page.read(params, !names.isEmpty(), MOST, MOST);
        return (world, answer) -> {
            List<String> unknown = names.stream()
                    .filter(name -> InstanceTypes.find(name) == null)
                    .toList();
            if (!unknown.isEmpty()) {
                throw Ec2Error.noSuchInstanceTypes(unknown);
            }
            List<InstanceType> all = InstanceTypes.all();
            var cut = page.of(
                    all.stream()
                            .filter(each -> names.isEmpty() || names.contains(each.name()))
                            .filter(each -> filter.test(world, each))
                            .toList(),
                    all::indexOf);
            answer.list("instanceTypeSet", cut.items(), InstanceTypeActions::write);
            cut.writeToken(answer);
        };
    }

    private static @Nullable String hypervisor(InstanceType type) {
        return type.bareMetal() ? null : type.platform();
    }

    private static void write(Xml xml, InstanceType type) {
        xml.value("instanceType", type.name())
                .value("currentGeneration", type.currentGeneration())
                .values("supportedUsageClasses", List.of("on-demand", "spot"))
                .values("supportedRootDeviceTypes", List.of("ebs"))
                .values("supportedVirtualizationTypes", type.virtualizationTypes())
                .value("bareMetal", type.bareMetal())
                .value("hypervisor", hypervisor(type))
                .element("processorInfo", info -> info.values("supportedArchitectures", type.architectures()))
                .element("vCpuInfo", info -> info.value("defaultVCpus", type.vCpus()))
                .element("memoryInfo", info -> info.value("sizeInMiB", type.memoryMiB()))
                .value("instanceStorageSupported", type.storageGb() > 0)
                .value("burstablePerformanceSupported", type.burstable())
                .element(
                        "networkInfo",
                        info -> info.value("maximumNetworkInterfaces", type.maximumNetworkInterfaces())
                                .value("maximumNetworkCards", 1)
                                .value("defaultNetworkCardIndex", 0)
                                .value("ipv4AddressesPerInterface", type.ipv4AddressesPerInterface())
                                .value("ipv6AddressesPerInterface", type.ipv6AddressesPerInterface())
                                .value("ipv6Supported", type.ipv6Supported())
                                .value("enaSupport", type.enaSupport()));
    }
}
