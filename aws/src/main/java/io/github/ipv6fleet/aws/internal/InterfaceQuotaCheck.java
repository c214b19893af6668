package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.Finding;
import java.util.stream.Stream;

/** Whether the account may have as many interfaces as there would be. */
final class InterfaceQuotaCheck implements Check {
    @Override
    public Stream<Finding> of(Seen seen) {
        int quota = seen.settings().options().interfaceQuota();
        int there = seen.interfaces().orElse(0);
        return seen.interfaces().isEmpty() || there + seen.newInterfaces() <= quota
                ? Stream.of()
                : Stream.of(FindingKind.INTERFACE_QUOTA_IS_NEAR.found(
                        there + " network interfaces in this Region",
                        "leave no room for " + seen.newInterfaces() + " more, where " + quota + " are allowed",
                        "ask for a higher quota of network interfaces in Service Quotas, then say interfaceQuota("
                                + (there + seen.newInterfaces()) + ")"));
    }
}
