package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.aws.TestEc2;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * A situation in which one thing is found, and how it is mended.
 *
 * @param spoil changes an EC2 in which all is well; returns an id that {@code wanted} needs, or empty text
 * @param wanted the fleet in that situation
 * @param says what the remedy has to name
 * @param remedy what the remedy says, done; returns the fleet in which it is no longer found
 */
record Scenario(FindingKind kind, String name, Spoil spoil, Wanted wanted, String says, Remedy remedy) {
    interface Spoil {
        String on(TestEc2 ec2, Path folder) throws Exception;
    }

    interface Wanted {
        Ipv6Fleet.Builder on(TestEc2 ec2, String id, Path folder) throws Exception;
    }

    interface Remedy {
        Ipv6Fleet.Builder on(TestEc2 ec2, String remedy, Ipv6Fleet.Builder wanted) throws Exception;
    }

    /** One that a command mends. */
    static Scenario command(FindingKind kind, Spoil spoil, Function<Ipv6Fleet.Builder, Ipv6Fleet.Builder> wanted) {
        return new Scenario(
                kind,
                kind.id(),
                spoil,
                (ec2, id, folder) -> wanted.apply(SoundEc2.fleet(ec2)),
                "aws ec2 ",
                (ec2, remedy, fleet) -> {
                    AwsCommand.run(ec2, remedy);
                    return fleet;
                });
    }

    /** One in a sound EC2, that a call of the builder mends. */
    static Scenario call(
            FindingKind kind,
            Function<Ipv6Fleet.Builder, Ipv6Fleet.Builder> wanted,
            String says,
            Function<Ipv6Fleet.Builder, Ipv6Fleet.Builder> mended) {
        return new Scenario(
                kind,
                kind.id(),
                (ec2, folder) -> "",
                (ec2, id, folder) -> wanted.apply(SoundEc2.fleet(ec2)),
                says,
                (ec2, remedy, fleet) -> mended.apply(SoundEc2.fleet(ec2)));
    }

    /** One that is mended by another fleet, whatever the remedy says in words. */
    static Scenario spoiled(
            FindingKind kind,
            Scenario.Spoil spoil,
            Scenario.Wanted wanted,
            String says,
            UnaryOperator<Ipv6Fleet.Builder> mended) {
        return new Scenario(
                kind, kind.id(), spoil, wanted, says, (ec2, remedy, fleet) -> mended.apply(SoundEc2.fleet(ec2)));
    }

    /** One that a command mends, for a fleet of one host. */
    static Scenario command(FindingKind kind, Consumer<Ec2Client> spoil) {
        return command(kind, spoil, fleet -> fleet.hosts(1));
    }

    /** The same for any fleet. */
    static Scenario command(FindingKind kind, Consumer<Ec2Client> spoil, UnaryOperator<Ipv6Fleet.Builder> wanted) {
        return command(
                kind,
                (ec2, folder) -> {
                    spoil.accept(ec2.client());
                    return "";
                },
                wanted);
    }

    @Override
    public String toString() {
        return name;
    }
}
