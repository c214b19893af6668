package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetListener;
import io.github.ipv6fleet.plan.SpecProblem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

/** What a builder was told so far of the instances, with every default. Plain fields: the builder alone writes them. */
public final class OptionsDraft {
    /** So many hosts nobody launches by a slip of the pen without an end to the bill. */
    public static final int USUAL_HOSTS = 50;

    public @Nullable String instanceProfile;
    public @Nullable RootVolume rootVolume;
    public boolean spot;
    public boolean publicIpv4;
    public boolean pingWithinGroup;
    public int maxHosts = USUAL_HOSTS;
    /** EC2's default for an account and a Region. */
    public int interfaceQuota = 5_000;

    /** Ids of findings that are meant. */
    public final Set<String> accepted = new LinkedHashSet<>();

    public final List<SshKey> sshKeys = new ArrayList<>();
    public @Nullable ImportedKey importedKey;
    public final List<Consumer<RunInstancesRequest.Builder>> changes = new ArrayList<>();
    public final List<FleetListener> listeners = new ArrayList<>();

    /** Adds a key, if it is not there already. */
    public void authorise(SshKey key) {
        if (sshKeys.stream().noneMatch(known -> known.key().equals(key.key()))) {
            sshKeys.add(key);
        }
    }

    /** Returns what does not go together. */
    List<SpecProblem> problems(@Nullable String keyPair, int hosts) {
        List<SpecProblem> problems = new ArrayList<>();
        if (keyPair != null && importedKey != null && !keyPair.equals(importedKey.name())) {
            problems.add(new SpecProblem(
                    "keyPair(\"" + keyPair + "\") and importKeyPair(\"" + importedKey.name() + "\", ...)",
                    "an instance has one key pair",
                    "leave one away, or authorise the other key with sshKey(...)"));
        }
        LaunchOptions.tooMany(hosts, maxHosts).ifPresent(problems::add);
        return problems;
    }

    LaunchOptions build() {
        return new LaunchOptions(
                instanceProfile,
                rootVolume,
                spot,
                publicIpv4,
                pingWithinGroup,
                maxHosts,
                interfaceQuota,
                accepted,
                sshKeys,
                importedKey,
                changes);
    }
}
