package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;

/** Images and instance types. */
class CatalogueTest extends Region {
    private static final String NOBLE = "ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-*64-server-????????";

    @Test
    @DisplayName("images by owner, name with wildcards, architecture (EC2 User Guide, Wildcards)")
    void images() {
        List<Image> found = ec2.describeImages(each -> each.owners("099720109477")
                        .filters(
                                filter("name", NOBLE),
                                filter("architecture", "x86_64"),
                                filter("state", "available"),
                                filter("virtualization-type", "hvm"),
                                filter("root-device-type", "ebs")))
                .images();

        assertThat(found).hasSize(3);
        assertThat(found)
                .extracting(Image::creationDate)
                .as("the newest is not the last")
                .isNotEqualTo(found.stream().map(Image::creationDate).sorted().toList());
        assertThat(ec2.describeImages(each -> each.owners("self")).images()).isEmpty();
        assertThat(ec2.describeImages(each -> each.imageIds(BIONIC)).images())
                .singleElement()
                .satisfies(each -> assertThat(each.name())
                        .isEqualTo("ubuntu/images/hvm-ssd/ubuntu-bionic-18.04-amd64-server-20180912"));
    }

    @ParameterizedTest
    @CsvSource({
        "t2.micro,2,2,xen",
        "t3.nano,2,2,nitro",
        "t3a.small,2,4,nitro",
        "t4g.medium,3,6,nitro",
        "t3.large,3,12,nitro",
        "r5d.large,3,10,nitro",
        "c7g.medium,2,4,nitro",
        "m5.4xlarge,8,30,nitro",
        "m7g.large,3,10,nitro",
        "m5.24xlarge,15,50,nitro",
        "p4d.24xlarge,60,50,nitro",
        "m3.medium,2,0,xen"
    })
    @DisplayName("the limits that the EC2 User Guide lists (Maximum IP addresses per network interface)")
    void limits(String type, int interfaces, int ipv6, String hypervisor) {
        InstanceTypeInfo info = ec2.describeInstanceTypes(each -> each.instanceTypesWithStrings(type))
                .instanceTypes()
                .get(0);

        assertThat(info.networkInfo().maximumNetworkInterfaces()).isEqualTo(interfaces);
        assertThat(info.networkInfo().ipv6AddressesPerInterface()).isEqualTo(ipv6);
        assertThat(info.networkInfo().ipv6Supported()).isEqualTo(ipv6 > 0);
        assertThat(info.hypervisorAsString()).isEqualTo(hypervisor);
        assertThat(info.bareMetal()).isFalse();
    }

    @Test
    @DisplayName("unknown types are all named: scylladb/scylla-cluster-tests#12419")
    void unknownType() {
        assertRefused(
                () -> ec2.describeInstanceTypes(
                        each -> each.instanceTypesWithStrings("r5d.large", "zz.large", "zz.small")),
                "InvalidInstanceType",
                "The following supplied instance types do not exist: [zz.large, zz.small]");
    }

    @Test
    @DisplayName("types by filter, in pages")
    void typePages() {
        List<String> paged = ec2
                .describeInstanceTypesPaginator(each -> each.maxResults(7)
                        .filters(
                                filter("processor-info.supported-architecture", "arm64"),
                                filter("network-info.ipv6-supported", "true")))
                .instanceTypes()
                .stream()
                .map(InstanceTypeInfo::instanceTypeAsString)
                .toList();

        assertThat(paged)
                .contains("t4g.micro", "m7g.large")
                .doesNotContain("t3.micro")
                .doesNotHaveDuplicates();
        assertThat(ec2.describeInstanceTypesPaginator(each -> {}).instanceTypes().stream()
                        .count())
                .isGreaterThan(200);
    }
}
