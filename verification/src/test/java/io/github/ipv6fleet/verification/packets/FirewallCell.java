package io.github.ipv6fleet.verification.packets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.render.DockerEngine;
import io.github.ipv6fleet.render.EngineSource;
import io.github.ipv6fleet.render.Exposure;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.UplinkMatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What each exposure lets through on one engine. The negative control of each test is the same host without our table:
 * what was closed is open then, so it was the table that closed it.
 */
abstract class FirewallCell {
    private static final String METADATA = "fd00:ec2::254";
    private static final String OUTSIDE = "2001:db8:ffff::1";

    private final EngineRoot root;
    private final DockerEngine engine;

    FirewallCell(EngineRoot root) {
        this.root = root;
        engine = DockerEngine.of(root.engineVersion().orElseThrow());
    }

    private void in(Exposure exposure, Consumer<PacketLab> test) {
        // Not named: the host finds out by itself which recipe fits.
        HostProfile profile = HostProfile.builder()
                .engineSource(EngineSource.onImage())
                .exposure(exposure)
                .uplink(UplinkMatch.name("ens5"))
                .build();
        String name = "firewall-" + engine.version() + "-" + exposure;
        try (PacketLab lab = PacketLab.start(name, root, profile, PacketPlannedPrefixTest.plans())) {
            lab.vpc().serve(METADATA + "/128", OUTSIDE + "/128");
            test.accept(lab);
        }
    }

    private static Conversation talk(PacketLab lab) {
        return new Conversation(lab.host(1).container("one", true), lab.host(2).container("two", true));
    }

    private static void withoutTable(PacketLab lab) {
        for (int port = 1; port <= 2; port++) {
            lab.host(port).sh("nft list ruleset; nft delete table inet ipv6_fleet");
        }
    }

    private static void nothingIsTranslated(PacketLab lab) {
        for (int port = 1; port <= 2; port++) {
            assertThat(lab.host(port).sh("iptables-save; ip6tables-save; nft list ruleset"))
                    .doesNotContainIgnoringCase("masquerade")
                    .doesNotContainIgnoringCase("snat")
                    .doesNotContain("-j DNAT");
        }
    }

    @Test
    @DisplayName("published: ping and published ports come in, no other; metadata stays with the host")
    void published() {
        in(Exposure.PUBLISHED, lab -> {
            Conversation talk = talk(lab);
            talk.everyPingIsAnswered();
            if (!engine.hasRoutedMode()) {
                // -p is the engine's to know, and it filters nothing; what the fleet declares is in this set.
                assertThat(talk.one().reaches(talk.other().address(), Container.PORT))
                        .as("published to an engine that does not filter")
                        .isFalse();
                for (int port = 1; port <= 2; port++) {
                    lab.host(port).sh("nft add element inet ipv6_fleet published '{ tcp . " + Container.PORT + " }'");
                }
            }
            talk.nobodyTranslatesAddresses();
            talk.unpublishedPortIs(false);
            metadataIs(lab, talk, false);
            nothingIsTranslated(lab);

            withoutTable(lab);
            talk.unpublishedPortIs(!engine.hasRoutedMode());
            metadataIs(lab, talk, true);
        });
    }

    @Test
    @DisplayName("egress only: nothing comes in, not what is published either; containers reach out")
    void egressOnly() {
        in(Exposure.EGRESS_ONLY, lab -> {
            Conversation talk = talk(lab);
            talk.everyPingIsLost();
            talk.unpublishedPortIs(false);
            assertThat(talk.one().reaches(talk.other().address(), Container.PORT))
                    .as("published port")
                    .isFalse();
            assertThat(talk.one().reaches(OUTSIDE, 80)).as("reply from outside").isTrue();
            metadataIs(lab, talk, false);
            nothingIsTranslated(lab);

            withoutTable(lab);
            talk.everyPingIsAnswered();
            talk.nobodyTranslatesAddresses();
        });
    }

    @Test
    @DisplayName("open: every port comes in, by the container's own address alone")
    void open() {
        in(Exposure.OPEN, lab -> {
            Conversation talk = talk(lab);
            String host = PacketPlannedPrefixTest.plans().get(1).address().toString();
            talk.everyPingIsAnswered();
            talk.nobodyTranslatesAddresses();
            talk.unpublishedPortIs(true);
            metadataIs(lab, talk, false);
            assertThat(talk.one().reaches(host, Container.PORT))
                    .as("container by the host's address")
                    .isFalse();

            withoutTable(lab);
            metadataIs(lab, talk, true);
            assertThat(talk.one().reaches(host, Container.PORT))
                    .as("container by the host's address, which only engines that filter translate")
                    .isEqualTo(engine.hasRoutedMode());
        });
    }

    private static void metadataIs(PacketLab lab, Conversation talk, boolean reachable) {
        assertThat(lab.host(1).reaches(METADATA, 80))
                .as("host reaches metadata")
                .isTrue();
        assertThat(talk.one().reaches(METADATA, 80))
                .as("container reaches metadata")
                .isEqualTo(reachable);
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(Leftovers.of(ProcessHandle.current().pid())).isEmpty();
    }
}
