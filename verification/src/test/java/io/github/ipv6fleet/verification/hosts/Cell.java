package io.github.ipv6fleet.verification.hosts;

import io.github.ipv6fleet.plan.BlockSource;
import io.github.ipv6fleet.render.EngineSource;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.NetworkStack;
import io.github.ipv6fleet.render.UplinkMatch;

/** What is booted: whence the block comes, on which Debian with which engine, and who has its network. */
@SuppressWarnings("ImmutableEnumChecker") // the library's values are immutable
enum Cell {
    RUN_126_BOOKWORM(BlockSource.addressRun(126), BootRoot.BOOKWORM, NetworkStack.NETPLAN),
    RUN_126_TRIXIE(BlockSource.addressRun(126), BootRoot.TRIXIE, NetworkStack.NETPLAN),
    RUN_126_FORKY(BlockSource.addressRun(126), BootRoot.FORKY, NetworkStack.NETPLAN),
    RUN_125_BOOKWORM(BlockSource.addressRun(125), BootRoot.BOOKWORM, NetworkStack.NETPLAN),
    RUN_125_TRIXIE(BlockSource.addressRun(125), BootRoot.TRIXIE, NetworkStack.NETPLAN),
    RUN_125_FORKY(BlockSource.addressRun(125), BootRoot.FORKY, NetworkStack.NETPLAN),
    PLANNED_BOOKWORM(BlockSource.plannedPrefix(), BootRoot.BOOKWORM, NetworkStack.NETPLAN),
    PLANNED_TRIXIE(BlockSource.plannedPrefix(), BootRoot.TRIXIE, NetworkStack.NETPLAN),
    PLANNED_FORKY(BlockSource.plannedPrefix(), BootRoot.FORKY, NetworkStack.NETPLAN),
    CHOSEN_BOOKWORM(BlockSource.chosenByEc2(), BootRoot.BOOKWORM, NetworkStack.NETPLAN),
    CHOSEN_TRIXIE(BlockSource.chosenByEc2(), BootRoot.TRIXIE, NetworkStack.NETPLAN),
    CHOSEN_FORKY(BlockSource.chosenByEc2(), BootRoot.FORKY, NetworkStack.NETPLAN),
    PLANNED_NETWORKD_TRIXIE(BlockSource.plannedPrefix(), BootRoot.TRIXIE, NetworkStack.NETWORKD),
    /** The uplink is found by its driver, as on EC2; there it is another one. */
    PLANNED_DRIVER_TRIXIE(BlockSource.plannedPrefix(), BootRoot.TRIXIE, NetworkStack.NETPLAN),
    PLANNED_DRIVER_NETWORKD_TRIXIE(BlockSource.plannedPrefix(), BootRoot.TRIXIE, NetworkStack.NETWORKD),
    /** In a subnet that has IPv6 only. */
    PLANNED_IPV6_TRIXIE(BlockSource.plannedPrefix(), BootRoot.TRIXIE, NetworkStack.NETPLAN),
    /** On an image without an engine. */
    PLANNED_BARE_TRIXIE(BlockSource.plannedPrefix(), BootRoot.BARE_TRIXIE, NetworkStack.NETPLAN);

    private final BlockSource source;
    private final BootRoot root;
    private final NetworkStack stack;

    Cell(BlockSource source, BootRoot root, NetworkStack stack) {
        this.source = source;
        this.root = root;
        this.stack = stack;
    }

    BlockSource source() {
        return source;
    }

    BootRoot root() {
        return root;
    }

    NetworkStack stack() {
        return stack;
    }

    /** Whether its subnet has IPv4 too. */
    boolean ipv4() {
        return this != PLANNED_IPV6_TRIXIE;
    }

    /** By what hosts find their uplink: the name, or the driver of what stands for a network card here. */
    UplinkMatch uplink() {
        return name().contains("DRIVER") ? UplinkMatch.driver("veth") : UplinkMatch.name(BootedHost.UPLINK);
    }

    /** Hosts as the cell wants them; the engine is on the image, as an AMI of one's own would have it. */
    HostProfile.Builder profile() {
        return HostProfile.builder()
                .operatingSystem(root.system().toBuilder().networkStack(stack).build())
                .engine(root.engine())
                .engineSource(EngineSource.onImage())
                .ipv4(ipv4())
                .uplink(uplink());
    }
}
