package io.github.ipv6fleet.aws;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.annotations.Experimental;
import io.github.ipv6fleet.aws.internal.FleetDraft;
import io.github.ipv6fleet.aws.internal.ImportedKey;
import io.github.ipv6fleet.aws.internal.Input;
import io.github.ipv6fleet.aws.internal.OptionsDraft;
import io.github.ipv6fleet.aws.internal.RootVolume;
import io.github.ipv6fleet.aws.internal.SshKeyFile;
import java.nio.file.Path;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

/**
 * What can be said of a fleet's instances beside their place, their addresses and their system. By default they have no
 * instance profile, the image's own root volume, no key of anybody's and no public IPv4 address, are on demand, and are
 * at most {@value #USUAL_HOSTS}. Each setter checks its one value and throws IllegalArgumentException that names the
 * remedy. Not for use by several threads at once; extended by the library's own builder alone.
 *
 * @param <B> the builder
 */
public abstract class FleetOptions<B extends FleetOptions<B>> {
    /** So many hosts a fleet may have without {@link #maxHosts}. */
    public static final int USUAL_HOSTS = OptionsDraft.USUAL_HOSTS;

    /** Handed to the library by {@link HiddenConstructors}. */
    final FleetDraft draft = new FleetDraft();

    /** Called by the library's own builder. */
    protected FleetOptions() {}

    /** Returns this builder. */
    protected abstract B self();

    /**
     * Says which instance profile the hosts have, by its name or by its ARN; through it whoever is on a host has the
     * permissions of a role. Launching then needs {@code iam:PassRole} for that role. Default: none.
     */
    public B instanceProfile(String nameOrArn) {
        draft.options.instanceProfile = Input.instanceProfile(requireNonNull(nameOrArn, "nameOrArn"));
        return self();
    }

    /**
     * Says how large the root volume is, in GiB, and whether it must be encrypted; with false the image and the account's
     * default decide. It has the image's kind of volume, and goes with the instance. Refused before anything is launched
     * if the image is larger, or its root is no EBS volume. Default: the image's own size.
     */
    public B rootVolume(int gib, boolean encrypted) {
        draft.options.rootVolume = new RootVolume(gib, encrypted);
        return self();
    }

    /**
     * Asks for spot instances, at up to the price on demand: one-time requests, terminated when EC2 wants the capacity
     * back. A host that is taken back is missing until {@code launch()} is called again. Default: on demand.
     */
    public B spot() {
        draft.options.spot = true;
        return self();
    }

    /**
     * Authorises a public key of OpenSSH to log in as the user that the image makes; cloud-init does it at first boot.
     * Called again, it adds another. The security group must let port 22 in. Anybody who may describe the instances can
     * read the key and its comment. Default: nobody, but for the {@code keyPair}.
     *
     * @param publicKey the file, such as {@code /home/me/.ssh/id_ed25519.pub}, which is read now
     */
    public B sshKey(Path publicKey) {
        draft.options.authorise(SshKeyFile.read("sshKey", requireNonNull(publicKey, "publicKey")));
        return self();
    }

    /**
     * Imports a public key of OpenSSH, RSA or ED25519, as an EC2 key pair before the first host is launched, and gives it
     * to the hosts as {@code keyPair} would. A key pair of that name is used if it is the same key, and refused if it is
     * another one. It stays when the fleet ends. Default: none.
     *
     * @param name of the key pair, one for each account and Region
     * @param publicKey the file, such as {@code /home/me/.ssh/id_ed25519.pub}, which is read now
     */
    public B importKeyPair(String name, Path publicKey) {
        requireNonNull(name, "name");
        draft.options.importedKey = ImportedKey.read(name, requireNonNull(publicKey, "publicKey"));
        return self();
    }

    /**
     * Lets the members of the first security group send ICMPv6 to each other, all of it, so that containers can be pinged
     * from host to host and large packets find their size: the answer "packet too big" is ICMPv6 too. The rule is added
     * before the first host is launched if it is not there, is about everybody in that group, and stays when the fleet
     * ends. Default: only what the group says.
     */
    public B allowPingWithinGroup() {
        draft.options.pingWithinGroup = true;
        return self();
    }

    /**
     * Says whether each host has a public IPv4 address, which AWS charges for by the hour. Default: false, and said so in
     * each call, whatever the subnet does by itself.
     */
    public B publicIpv4(boolean wanted) {
        draft.options.publicIpv4 = wanted;
        return self();
    }

    /**
     * Says how many hosts the fleet may have; a fleet of more is refused before EC2 is asked anything. Default:
     * {@value #USUAL_HOSTS}, so that a slip of the pen launches no thousands.
     */
    public B maxHosts(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("maxHosts(" + most + "): a fleet has at least one host; give 1 or more");
        }
        draft.options.maxHosts = most;
        return self();
    }

    /**
     * Says how many network interfaces the account may have in the Region, for {@code check()}, which counts those that
     * there are. Default: 5,000, which EC2 gives every account.
     */
    public B interfaceQuota(int most) {
        if (most < 1) {
            throw new IllegalArgumentException(
                    "interfaceQuota(" + most + "): every host has an interface; give what Service Quotas shows");
        }
        draft.options.interfaceQuota = most;
        return self();
    }

    /**
     * Says that something {@code check()} finds is meant: then it is a note and stops no launch, such as
     * {@code no-default-route} for a fleet that nobody outside of its VPC is to reach. What cannot be done is refused all
     * the same. Called again, it adds another. Default: nothing.
     *
     * @param finding the id of a {@link Finding}
     */
    @Experimental
    public B accept(String finding) {
        draft.options.accepted.add(Input.finding(requireNonNull(finding, "finding")));
        return self();
    }

    /**
     * Changes each RunInstances call last of all, for what has no setter here, such as a placement or CPU options. It must
     * do the same each time, for calls are repeated. It may add tags, but interfaces, subnet, groups, token, counts and
     * the tags that are there must stay as they are: else launching throws, before anything is launched, and names what
     * was changed. Default: no change.
     */
    @Experimental
    public B runInstances(Consumer<RunInstancesRequest.Builder> change) {
        draft.options.changes.add(requireNonNull(change, "change"));
        return self();
    }

    /** Adds somebody who is told how a launch gets on; see {@link FleetListener} for when and on which thread. */
    public B listener(FleetListener listener) {
        draft.options.listeners.add(requireNonNull(listener, "listener"));
        return self();
    }
}
