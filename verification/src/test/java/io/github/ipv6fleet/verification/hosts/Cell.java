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
    PLANNED_NETWORKD_TRIXIE(BlockSource.plannedPrefix(), BootRoot.TRIXIE, NetworkStack.NETWORKD);

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

    /** Hosts as the cell wants them; the engine is on the image, as an AMI of one's own would have it. */
    HostProfile.Builder profile() {
        return HostProfile.builder()
                .operatingSystem(root.system().toBuilder().networkStack(stack).build())
                .engine(root.engine())
                .engineSource(EngineSource.onImage())
                .uplink(UplinkMatch.name(BootedHost.UPLINK));
    }
}
