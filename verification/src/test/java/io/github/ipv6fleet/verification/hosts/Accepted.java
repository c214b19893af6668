package io.github.ipv6fleet.verification.hosts;

import static io.github.ipv6fleet.verification.hosts.Checks.require;

import io.github.ipv6fleet.examples.acceptance.Acceptance;
import io.github.ipv6fleet.examples.acceptance.Ground;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The acceptance run, as {@code ./quickstart --accept} does it on EC2: what works here works the day somebody has an account. */
final class Accepted {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Accepted() {}

    static void play(SmallVpc vpc, Cell cell) {
        Path page = vpc.evidence().resolve("acceptance.md");
        Ground ground = new Ground(
                "hosts that boot beside ec2-sim",
                vpc.client(),
                name -> Fleet.empty(vpc, cell, name),
                "accept",
                TestImage.NAME,
                PATIENCE,
                false);
        try {
            boolean sound = Acceptance.run(ground, page, vpc::say);
            String text = Files.readString(page);
            System.out.println(text);
            vpc.awaitBooted(); // or ended
            require(sound, "everything that was tried is so; see " + page);
            require(!text.contains("not tried"), "and everything was tried");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
