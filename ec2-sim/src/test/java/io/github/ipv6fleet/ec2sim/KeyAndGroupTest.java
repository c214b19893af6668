package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;

class KeyAndGroupTest extends Region {
    private static final String ED25519 =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl user@host";

    private void importKey(String name, String text) {
        ec2.importKeyPair(each -> each.keyName(name).publicKeyMaterial(SdkBytes.fromUtf8String(text)));
    }

    @Test
    @DisplayName("a key pair is imported once and can be launched with")
    void keyPair() {
        importKey("k", ED25519);

        assertThat(ec2.describeKeyPairs(each -> each.keyNames("k").includePublicKey(true))
                        .keyPairs())
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.keyTypeAsString()).isEqualTo("ed25519");
                    assertThat(each.publicKey()).isEqualTo(ED25519);
                });
        assertThat(run(each -> each.keyName("k")).keyName()).isEqualTo("k");
        assertRefused(() -> importKey("k", ED25519), "InvalidKeyPair.Duplicate", "The keypair 'k' already exists.");
        assertRefused(
                () -> importKey("j", "not a key"),
                "InvalidKey.Format",
                "Key is not in valid OpenSSH public key format");
        assertRefused(() -> ec2.describeKeyPairs(each -> each.keyNames("nope")), "InvalidKeyPair.NotFound", "'nope'");
    }

    @Test
    @DisplayName("a security group keeps its rules; the same rule twice is refused")
    void group() {
        String id = ec2.createSecurityGroup(
                        each -> each.groupName("web").description("d").vpcId(VPC))
                .groupId();
        IpPermission https = IpPermission.builder()
                .ipProtocol("tcp")
                .fromPort(443)
                .toPort(443)
                .ipRanges(IpRange.builder().cidrIp("0.0.0.0/0").build())
                .ipv6Ranges(Ipv6Range.builder().cidrIpv6("::/0").build())
                .build();

        var answer = ec2.authorizeSecurityGroupIngress(each -> each.groupId(id).ipPermissions(https));

        assertThat(answer.securityGroupRules()).hasSize(2);
        var group = ec2.describeSecurityGroups(each -> each.groupIds(id))
                .securityGroups()
                .get(0);
        assertThat(group.ipPermissions()).singleElement().satisfies(each -> {
            assertThat(each.fromPort()).isEqualTo(443);
            assertThat(each.ipv6Ranges()).hasSize(1);
        });
        assertThat(group.ipPermissionsEgress())
                .singleElement()
                .satisfies(each -> assertThat(each.ipProtocol()).isEqualTo("-1"));
        assertRefused(
                () -> ec2.authorizeSecurityGroupIngress(each -> each.groupId(id).ipPermissions(https)),
                "InvalidPermission.Duplicate",
                "0.0.0.0/0");
        assertRefused(
                () -> ec2.createSecurityGroup(
                        each -> each.groupName("web").description("d").vpcId(VPC)),
                "InvalidGroup.Duplicate",
                "web");
        assertThat(launch(each -> each.groups(id)).securityGroups().get(0).groupName())
                .isEqualTo("web");
    }
}
