package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.net.Ipv6AddressSet;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.BlockSource;
import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.HostSpec;
import io.github.ipv6fleet.render.FleetRenderers;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.Renderers;
import io.github.ipv6fleet.render.UserData;
import io.github.ipv6fleet.render.UserDataPart;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the builder was told, checked and complete.
 *
 * @param hosts all hosts, in the order of their indices
 * @param excluded where the planner keeps out
 * @param window where the fleet must lie; null for anywhere
 * @param imageId null for the newest Ubuntu of Canonical
 * @param tags the caller's own tags
 * @param fleetRenderers make the files about the whole fleet, which are written and not launched
 * @param keyPair that of EC2; one that is to be imported has its name here too
 * @param userDataParts the caller's own, and the one that authorises keys
 * @param givenPlan the plan of somebody else, if there is one; then {@code hosts} are pinned to it
 * @param options what was asked of the instances beside all this
 */
public record FleetSettings(
        String name,
        String subnetId,
        List<String> securityGroups,
        List<HostSpec> hosts,
        BlockSource blockSource,
        Ipv6AddressSet excluded,
        @Nullable Ipv6Block window,
        String instanceType,
        @Nullable String imageId,
        @Nullable String keyPair,
        Map<String, String> tags,
        HostProfile profile,
        Renderers renderers,
        FleetRenderers fleetRenderers,
        List<UserDataPart> userDataParts,
        @Nullable FleetPlan givenPlan,
        LaunchOptions options) {

    /** Copies what a builder could still change. */
    public FleetSettings {
        securityGroups = List.copyOf(securityGroups);
        hosts = List.copyOf(hosts);
        tags = Map.copyOf(tags);
        userDataParts = List.copyOf(userDataParts);
    }

    /** Returns what a host reads at its first boot: the caller's parts, and the library's own last. */
    UserData userData(HostConfig config) {
        UserData.Builder document = UserData.builder(config);
        userDataParts.forEach(document::part);
        return document.build();
    }

    /** What decides how a host behaves, such as {@code ubuntu-24.04 docker-29 published}; also a tag of the host. */
    String profileName() {
        return profile.operatingSystem().name() + " docker-" + profile.engine().version() + " "
                + profile.exposure().name().toLowerCase(Locale.ROOT) + containers() + options.keysName();
    }

    /** A tag has room for 256 characters, and anybody may read it: so no more than whether they are the same. */
    private String containers() {
        List<String> parts = profile.containers().stream()
                .flatMap(container -> Stream.of(
                        container.toString(),
                        String.join("\0", container.command()),
                        container.restart().name(),
                        container.envFile().orElse(""),
                        "" + container.takesNextAddress()))
                .toList();
        return parts.isEmpty() ? "" : " containers-" + FleetIdentity.hash(parts).substring(0, 8);
    }
}
