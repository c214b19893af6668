package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.TestEc2;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.BlockSource;

/** The ways in which a fleet's hosts come to be, for tests that hold for each of them. */
enum TestShape {
    PLANNED,
    RUN,
    /** Two hosts a call, so that a few hosts make several calls. */
    CHOSEN,
    RETAINED,
    RETAINED_RUN,
    RESERVED;

    FleetDraft of(FleetDraft draft) {
        switch (this) {
            case PLANNED -> {}
            case RUN -> {
                draft.instanceTypes.add("r5d.large");
                draft.blockSource = BlockSource.addressRun(126);
            }
            case CHOSEN -> {
                draft.blockSource = BlockSource.chosenByEc2();
                draft.hostsPerCall = 2;
            }
            case RETAINED -> draft.retainInterfaces = true;
            case RETAINED_RUN -> RETAINED.of(RUN.of(draft));
            case RESERVED -> draft.reserved = Ipv6Block.parse(TestEc2.P + "8::/77");
        }
        return draft;
    }

    /** A fleet "edge" of that many hosts, with every other default. */
    FleetSettings settings(VirtualTime time, int hosts) {
        FleetDraft draft = of(time.draft());
        draft.count = hosts;
        return draft.settings();
    }
}
