package io.github.ipv6fleet.verification.packets;

import static org.assertj.core.api.Assertions.assertThat;

/** What two containers on different hosts must be able to say to one another. */
record Conversation(Container one, Container other) {
    void everyPingIsAnswered() {
        assertThat(one.pingLossPercent(other.address()))
                .as("loss in percent, %s to %s", one, other)
                .isZero();
        assertThat(other.pingLossPercent(one.address()))
                .as("loss in percent, %s to %s", other, one)
                .isZero();
    }

    void everyPingIsLost() {
        assertThat(one.pingLossPercent(other.address()))
                .as("loss in percent, %s to %s", one, other)
                .isEqualTo(100);
        assertThat(other.pingLossPercent(one.address()))
                .as("loss in percent, %s to %s", other, one)
                .isEqualTo(100);
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
    void otherPortIs(boolean open) {
        for (Container listener : new Container[] {one, other}) {
            Container caller = listener == one ? other : one;
            assertThat(listener.reaches(listener.address(), Container.OTHER_PORT))
                    .as("%s listens", listener)
                    .isTrue();
            assertThat(caller.reaches(listener.address(), Container.OTHER_PORT))
                    .as("unpublished port of %s is open to %s", listener, caller)
                    .isEqualTo(open);
        }
    }
}
