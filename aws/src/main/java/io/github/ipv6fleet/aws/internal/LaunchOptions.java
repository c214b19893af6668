package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.plan.SpecProblem;
import io.github.ipv6fleet.render.UserDataPart;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

/**
 * What was asked of the instances beside their place, their addresses and their system.
 *
 * @param instanceProfile its name or its ARN; null for none
 * @param rootVolume null for the image's own
 * @param maxHosts how many hosts the fleet may have, also once it grows
 * @param interfaceQuota how many network interfaces the account may have in the Region
 * @param accepted ids of findings that are meant, and stop no launch
 * @param sshKeys keys that cloud-init authorises
 * @param importedKey the key pair that EC2 is to have before the first host is launched; null for none
 * @param changes what the caller says last of each RunInstances call
 */
public record LaunchOptions(
        @Nullable String instanceProfile,
        @Nullable RootVolume rootVolume,
        boolean spot,
        boolean publicIpv4,
        boolean pingWithinGroup,
        int maxHosts,
        int interfaceQuota,
        Set<String> accepted,
        List<SshKey> sshKeys,
        @Nullable ImportedKey importedKey,
        List<Consumer<RunInstancesRequest.Builder>> changes) {

    /** Copies what a builder could still change. */
    public LaunchOptions {
        accepted = Set.copyOf(accepted);
        sshKeys = List.copyOf(sshKeys);
        changes = List.copyOf(changes);
    }

    /** What is wrong with so many hosts, where {@code most} were meant. */
    static Optional<SpecProblem> tooMany(int hosts, int most) {
        return hosts <= most
                ? Optional.empty()
                : Optional.of(new SpecProblem(
                        hosts + " hosts",
                        "are more than " + most
                                + (most == OptionsDraft.USUAL_HOSTS
                                        ? ", which has to be meant"
                                        : ", the most that was said"),
                        "say maxHosts(" + hosts + ") if they are meant"));
    }

    /** The file of a private key by which hosts can be logged in to, as far as its place is known. */
    Optional<Path> keyFile() {
        return sshKeys.isEmpty()
                ? Optional.ofNullable(importedKey)
                        .flatMap(imported -> imported.key().privateHalf())
                : sshKeys.get(0).privateHalf();
    }

    /**
     * The part of the user data that authorises the keys; none if there are no keys. It comes after the caller's parts and
     * says itself how it is merged with them, or else its list would take the place of one of theirs.
     */
    List<UserDataPart> keysPart() {
        if (sshKeys.isEmpty()) {
            return List.of();
        }
        StringBuilder text = new StringBuilder("""
                #cloud-config
                merge_how: "list(append)+dict(no_replace,recurse_list)+str()"
                ssh_authorized_keys:
                """);
        // Quoted as YAML 1.1 takes it; the comment, which is the caller's, is printable ASCII.
        sshKeys.forEach(key -> text.append("  - \"")
                .append(key.line().replace("\\", "\\\\").replace("\"", "\\\""))
                .append("\"\n"));
        return List.of(UserDataPart.cloudConfig("ssh-keys.cfg", text.toString()));
    }
}
