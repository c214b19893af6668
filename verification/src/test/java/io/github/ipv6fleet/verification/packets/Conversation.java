package io.github.ipv6fleet.verification.packets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What two containers on different hosts must be able to say to one another. */
record Conversation(Container one, Container other) {
    void everyPingIsAnswered() {
        assertThat(lossPercent())
                .as("loss in percent, %s to %s and back", one, other)
                .containsExactly(0, 0);
    }

    void everyPingIsLost() {
        assertThat(lossPercent())
                .as("loss in percent, %s to %s and back", one, other)
                .containsExactly(100, 100);
    }

    /** The listener sees the container itself, not the host in front of it. */
    void nobodyTranslatesAddresses() {
        assertThat(one.reaches(other.address(), Container.PORT))
                .as("%s reaches %s", one, other)
                .isTrue();
        assertThat(other.reaches(one.address(), Container.PORT))
                .as("%s reaches %s", other, one)
                .isTrue();
        assertThat(other.peersSeen()).as("who came to %s", other).containsExactly(one.address());
        assertThat(one.peersSeen()).as("who came to %s", one).containsExactly(other.address());
    }

    /** Nothing is published at that port; that somebody listens there is seen from the container itself. */
    void unpublishedPortIs(boolean open) {
        for (Container listener : List.of(one, other)) {
            Container caller = listener == one ? other : one;
            assertThat(listener.reaches(listener.address(), Container.OTHER_PORT))
                    .as("%s listens", listener)
                    .isTrue();
            assertThat(caller.reaches(listener.address(), Container.OTHER_PORT))
                    .as("unpublished port of %s is open to %s", listener, caller)
                    .isEqualTo(open);
        }
    }

    /** Pings both ways at the same time. */
    private List<Integer> lossPercent() {
        CompletableFuture<Integer> there = CompletableFuture.supplyAsync(() -> one.pingLossPercent(other.address()));
        int back = other.pingLossPercent(one.address());
        return List.of(there.join(), back);
    }
}
