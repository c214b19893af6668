package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/** Filters and pages (EC2 API reference, DescribeInstances and DescribeNetworkInterfaces). */
class DescribeTest extends Region {

    @ParameterizedTest
    @CsvSource({
        "instance-state-name, running, true",
        "instance-state-name, pending, false",
        "subnet-id, subnet-09a931730fa9e0000, true",
        "vpc-id, vpc-0d2c47b5ca0000000, true",
        "tag:Name, ed?e, true",
        "tag:Name, Edge, false",
        "tag:Other, *, false",
        "tag-key, Name, true",
        "client-token, token, true",
        "network-interface.ipv6-prefixes.ipv6-prefix, 2600:1f18:47b:ca03:1::/80, true",
        "network-interface.ipv6-prefixes.ipv6-prefix, 2600:1f18:47b:ca03:2::/80, false",
        "network-interface.ipv6-addresses.ipv6-address, 2600:1f18:47b:ca03::8, true",
        "network-interface.ipv6-addresses.ipv6-address, 2600:1f18:47b:ca03::9, false"
    })
    void instanceFilters(String name, String value, boolean found) {
        Instance instance = run(each -> each.clientToken("token")
                .tagSpecifications(tags("instance", "Name", "edge"))
                .networkInterfaces(nic(0).toBuilder()
                        .ipv6Addresses(address("2600:1f18:47b:ca03::8"))
                        .build()));
        ec2.assignIpv6Addresses(each -> each.networkInterfaceId(
                        instance.networkInterfaces().get(0).networkInterfaceId())
                .ipv6Prefixes("2600:1f18:47b:ca03:1::/80"));

        assertThat(found(filter(name, value))).isEqualTo(found ? 1 : 0);
    }

    private int found(Filter... filters) {
        return ec2.describeInstances(each -> each.filters(filters))
                .reservations()
                .size();
    }

    @Test
    @DisplayName("filters are joined by and, their values by or")
    void join() {
        String id = run(each -> {}).instanceId();
        run(each -> {});

        assertThat(found(filter("instance-id", id, "i-00000000"), filter("instance-state-name", "running")))
                .isEqualTo(1);
        assertThat(found(filter("instance-id", id), filter("instance-state-name", "stopped")))
                .isZero();
        assertThat(found(filter(
                        "network-interface.network-interface-id",
                        describe(id).networkInterfaces().get(0).networkInterfaceId())))
                .isEqualTo(1);
    }

    @Test
    @DisplayName("an unknown filter is refused, never ignored")
    void unknownFilter() {
        for (Filter filter : List.of(filter("nope", "x"), filter("ipv6-prefixes.ipv6-prefix", "x"))) {
            assertRefused(
                    () -> ec2.describeNetworkInterfaces(each -> each.filters(filter)),
                    "InvalidParameterValue",
                    "The filter '" + filter.name() + "' is invalid");
        }
    }

    @Test
    @DisplayName("pages of interfaces: everything once, also when the list changes in between")
    void pages() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            made.add(create(each -> {}).networkInterfaceId());
        }

        DescribeNetworkInterfacesResponse first = ec2.describeNetworkInterfaces(each -> each.maxResults(5));
        ec2.deleteNetworkInterface(each -> each.networkInterfaceId(made.get(4)));
        List<String> seen = new ArrayList<>(ids(first));
        String token = first.nextToken();
        while (token != null) {
            String next = token;
            DescribeNetworkInterfacesResponse page =
                    ec2.describeNetworkInterfaces(each -> each.maxResults(5).nextToken(next));
            seen.addAll(ids(page));
            token = page.nextToken();
        }

        assertThat(seen).isEqualTo(made);
        assertThat(ec2.describeNetworkInterfaces().nextToken()).isNull();
    }

    private static List<String> ids(DescribeNetworkInterfacesResponse page) {
        return page.networkInterfaces().stream()
                .map(NetworkInterface::networkInterfaceId)
                .toList();
    }

    @Test
    @DisplayName("pages have 5 to 1000 entries and no ids; a token is one of ours")
    void pageRules() {
        String id = create(each -> {}).networkInterfaceId();

        assertRefused(
                () -> ec2.describeNetworkInterfaces(each -> each.maxResults(4)),
                "InvalidParameterValue",
                "Expecting a value greater than 5");
        assertRefused(
                () -> ec2.describeNetworkInterfaces(each -> each.maxResults(1001)), "InvalidParameterValue", "1001");
        assertRefused(
                () -> ec2.describeNetworkInterfaces(each -> each.maxResults(5).networkInterfaceIds(id)),
                "InvalidParameterCombination",
                "");
        assertRefused(() -> ec2.describeNetworkInterfaces(each -> each.nextToken("zzz")), "InvalidPaginationToken", "");
    }

    @Test
    @DisplayName("the SDK's paginator walks a fleet")
    void paginator() {
        ec2.runInstances(each -> oneHost(each).minCount(23).maxCount(23));

        assertThat(ec2.describeInstancesPaginator(each -> each.maxResults(5)).reservations().stream()
                        .flatMap(each -> each.instances().stream())
                        .map(Instance::amiLaunchIndex))
                .hasSize(23)
                .doesNotHaveDuplicates();
    }
}
