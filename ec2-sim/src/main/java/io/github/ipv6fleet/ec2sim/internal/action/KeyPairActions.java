package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.AssumedRule;
import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.Finder;
import io.github.ipv6fleet.ec2sim.internal.model.KeyPair;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** ImportKeyPair, DescribeKeyPairs, DeleteKeyPair. EC2 alone can make a private key; CreateKeyPair is not there. */
final class KeyPairActions {
    private static final Filters<KeyPair> FILTERS = new Filters<KeyPair>()
            .on("key-name", KeyPair::name)
            .on("key-pair-id", KeyPair::id)
            .on("fingerprint", KeyPair::fingerprint)
            .tags(KeyPair::id);

    private KeyPairActions() {}

    static void register(Map<String, Action> actions) {
        actions.put("DeleteKeyPair", KeyPairActions::delete);
        actions.put("DescribeKeyPairs", KeyPairActions::describe);
        actions.put("ImportKeyPair", KeyPairActions::importKeyPair);
    }

    private static Action.Effect importKeyPair(Params params) {
        String name = params.required("KeyName");
        String text = decode(params.required("PublicKeyMaterial"));
        PublicKey key = PublicKey.parse(text);
        TagSpecifications tags = TagSpecifications.read(params, "key-pair");
        return (world, answer) -> {
            if (world.keys().containsKey(name)) {
                throw Ec2Error.refused("InvalidKeyPair.Duplicate", "The keypair '" + name + "' already exists.");
            }
            KeyPair made = new KeyPair(
                    world.ids().next("key"), name, key.type(), fingerprint(world, key), text.trim(), world.now());
            world.keys().put(name, made);
            tags.apply(world, "key-pair", made.id());
            answer.value("keyName", name)
                    .value("keyFingerprint", made.fingerprint())
                    .value("keyPairId", made.id());
            TagSpecifications.write(answer, world, made.id());
        };
    }

    private static String decode(String base64) {
        try {
            return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return ""; // refused as a key of the wrong form
        }
    }

    /** One that is not there is no error: getmoto/moto and the EC2 API agree. */
    private static String fingerprint(World world, PublicKey key) {
        boolean padded = world.assumptions().holds(AssumedRule.ED25519_FINGERPRINTS_ARE_PADDED);
        return padded ? key.fingerprint() : key.fingerprint().replace("=", "");
    }

    private static Action.Effect delete(Params params) {
        String name = params.optional("KeyName");
        String id = params.optional("KeyPairId");
        if (name == null && id == null) {
            throw Ec2Error.missingParameter("KeyName");
        }
        return (world, answer) -> {
            List<KeyPair> found = world.keys().values().stream()
                    .filter(each -> each.name().equals(name) || each.id().equals(id))
                    .toList();
            found.forEach(each -> {
                world.keys().remove(each.name());
                world.tags().removeAll(each.id());
            });
            answer.value("return", true);
        };
    }

    private static Action.Effect describe(Params params) {
        List<String> names = params.list("KeyName");
        List<String> ids = params.list("KeyPairId");
        boolean withKey = params.flag("IncludePublicKey", false);
        var filter = FILTERS.read(params);
        return (world, answer) -> {
            names.forEach(name -> Finder.key(world, name));
            for (String id : ids) {
                if (world.keys().values().stream().noneMatch(each -> each.id().equals(id))) {
                    throw Ec2Error.noSuch("InvalidKeyPair.NotFound", "key pair ID", id);
                }
            }
            List<KeyPair> found = world.keys().values().stream()
                    .filter(each -> names.isEmpty() || names.contains(each.name()))
                    .filter(each -> ids.isEmpty() || ids.contains(each.id()))
                    .filter(each -> filter.test(world, each))
                    .toList();
            answer.list("keySet", found, (xml, each) -> {
                xml.value("keyPairId", each.id())
                        .value("keyName", each.name())
                        .value("keyType", each.type())
                        .value("keyFingerprint", each.fingerprint())
                        .value("publicKey", withKey ? each.publicKey() : null)
                        .value("createTime", Times.text(each.created()));
                TagSpecifications.write(xml, world, each.id());
            });
        };
    }
}
