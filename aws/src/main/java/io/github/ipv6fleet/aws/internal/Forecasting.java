package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.ApiLimits;
import io.github.ipv6fleet.aws.LaunchForecast;
import io.github.ipv6fleet.aws.LaunchShape;

/** What launching a fleet is predicted to cost. */
public final class Forecasting {
    private Forecasting() {}

    /** Returns the forecast for all hosts of a fleet. */
    public static LaunchForecast of(FleetSettings settings, ApiLimits limits) {
        LaunchForecast.Builder forecast = LaunchForecast.builder(
                        shape(settings), settings.hosts().size())
                .limits(limits)
                .hostsPerCall(settings.style().hostsPerCall())
                .subnets(settings.subnetIds().size());
        if (settings.keyPair() != null) {
            forecast.also("DescribeKeyPairs");
        }
        if (settings.options().importedKey() != null) {
            forecast.also("ImportKeyPair");
        }
        if (settings.options().pingWithinGroup()) {
            forecast.also("AuthorizeSecurityGroupIngress");
        }
        if (settings.style().reserved() != null) {
            forecast.also("GetSubnetCidrReservations").also("CreateSubnetCidrReservation");
        }
        return forecast.build();
    }

    private static LaunchShape shape(FleetSettings settings) {
        if (settings.blockSource().isChosenByEc2()) {
            return LaunchShape.PREFIX_CHOSEN_BY_EC2;
        }
        boolean run = settings.blockSource().isAddressRun();
        if (settings.style().retainInterfaces()) {
            return run ? LaunchShape.RETAINED_ADDRESS_RUN : LaunchShape.RETAINED_PLANNED_PREFIX;
        }
        return run ? LaunchShape.ADDRESS_RUN : LaunchShape.PLANNED_PREFIX;
    }
}
