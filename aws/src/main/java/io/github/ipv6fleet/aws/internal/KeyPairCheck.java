package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.Finding;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;

/** Whether the key pair is there, or one that is to be imported has its name for itself. */
final class KeyPairCheck implements Check {
    @Override
    public Stream<Finding> of(Seen seen) {
        return seen.keyPair().stream().flatMap(there -> of(seen, there));
    }

    private static Stream<Finding> of(Seen seen, List<KeyPairInfo> there) {
        String name = String.valueOf(seen.settings().keyPair());
        ImportedKey wanted = seen.settings().options().importedKey();
        if (wanted == null) {
            return there.isEmpty()
                    ? Stream.of(FindingKind.KEY_PAIR_NOT_FOUND.found(
                            "key pair " + name,
                            "is not known to EC2 here (InvalidKeyPair.NotFound)",
                            "import it with importKeyPair(name, file), or leave keyPair() away",
                            name))
                    : Stream.of();
        }
        return there.stream()
                .filter(known -> !wanted.isThatOf(known))
                .map(known -> FindingKind.KEY_PAIR_IS_ANOTHER.found(
                        "importKeyPair(\"" + name + "\", " + wanted.key().file() + ")",
                        "EC2 has a key pair of that name with another key (" + known.keyFingerprint() + ")",
                        "give another name, or the public half of that key",
                        name));
    }
}
