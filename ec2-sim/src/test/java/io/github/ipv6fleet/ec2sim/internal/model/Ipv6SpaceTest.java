package io.github.ipv6fleet.ec2sim.internal.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.ec2sim.internal.net.Ipv6;
import io.github.ipv6fleet.ec2sim.internal.net.Ipv6Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class Ipv6SpaceTest {
    private static final Ipv6Block SUBNET = Objects.requireNonNull(Ipv6Block.parse("2001:db8::/64"));

    @Test
    @DisplayName("random taking and releasing: in use is what overlaps something taken")
    void agreesWithList() {
        long seed = Long.getLong("ipv6fleet.seed", new Random().nextLong());
        Random random = new Random(seed);
        Ipv6Space space = new Ipv6Space(SUBNET);
        List<Ipv6Block> taken = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            // eight /80s with few addresses in each, so that most steps meet something
            long low = ((long) random.nextInt(8) << 48) | random.nextInt(3);
            Ipv6Block range = Ipv6Block.around(new Ipv6(SUBNET.first().high(), low), random.nextInt(4) == 0 ? 80 : 128);
            boolean expected = taken.stream().anyMatch(range::overlaps);

            assertThat(space.inUse(range))
                    .as(range + "; -Dipv6fleet.seed=" + seed)
                    .isEqualTo(expected);
            if (!expected) {
                space.take(range);
                taken.add(range);
            } else if (random.nextInt(2) == 0) {
                space.release(taken.remove(random.nextInt(taken.size())));
            }
        }
    }

    @Test
    @DisplayName("every one of the 65,534 inner /80s of a /64 is found, and then none")
    void exhausts() {
        Ipv6Space space = new Ipv6Space(SUBNET);
        Ids ids = new Ids();
        int found = 0;
        for (Ipv6Block free = space.freePrefix(ids, SUBNET, List.of(), false);
                free != null;
                free = space.freePrefix(ids, SUBNET, List.of(), false)) {
            space.take(free);
            found++;
            if (found % 64 != 0) { // mostly in order: a random search through a full block is for the last ones
                Ipv6Block next = Ipv6Block.around(free.last().next(), 80);
                while (SUBNET.contains(next) && !space.inUse(next) && !space.reserved(next)) {
                    space.take(next);
                    found++;
                    next = Ipv6Block.around(next.last().next(), 80);
                }
            }
        }

        assertThat(found).isEqualTo(65_534);
    }
}
