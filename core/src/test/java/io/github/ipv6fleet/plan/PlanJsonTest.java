package io.github.ipv6fleet.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.net.SubnetSnapshot;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanJsonTest {
    private static final String JSON = "{\"version\":1,\"name\":\"edge\",\"hosts\":["
            + "{\"name\":\"a\",\"address\":\"2001:db8::4\",\"containerBlock\":\"2001:db8:0:0:1::/80\","
            + "\"blockSource\":\"planned-prefix\",\"containerNetwork\":\"2001:db8::1:0:1:0/112\","
            + "\"containers\":{\"web\":\"2001:db8::1:0:1:2\"},\"subnetId\":\"subnet-1\",\"subnet\":\"2001:db8::/64\"},"
            + "{\"name\":\"edge-2\",\"address\":\"2001:db8::5\",\"containerBlock\":\"2001:db8:0:0:2::/80\","
            + "\"blockSource\":\"planned-prefix\",\"containerNetwork\":\"2001:db8::2:0:1:0/112\","
            + "\"subnetId\":\"subnet-1\",\"subnet\":\"2001:db8::/64\"}]}";

    private static final InterfaceLimits LIMITS = InterfaceLimits.of("any", 100, true);

    private static SubnetSnapshot subnet(String block) {
        return SubnetSnapshot.builder("subnet-1", Ipv6Block.parse(block)).build();
    }

    @Test
    @DisplayName("the text of version 1, byte for byte")
    void toJson_isStable() {
        FleetSpec spec = FleetSpec.builder("edge", LIMITS)
                .host(HostSpec.builder("a").container("web").build())
                .hosts(2)
                .build();
        FleetPlan plan = AddressPlanner.plan(spec, subnet("2001:db8::/64"));

        assertThat(plan.toJson()).isEqualTo(JSON);
        assertThat(FleetPlan.fromJson(JSON)).isEqualTo(plan);
    }

    @Test
    @DisplayName("random plans come back as they were")
    void fromJson_losesNothing() {
        Random random = Seeds.random();
        for (int round = 0; round < 300; round++) {
            FleetSpec.Builder spec = FleetSpec.builder("edge", LIMITS)
                    .blockSource(
                            random.nextBoolean()
                                    ? BlockSource.addressRun(122 + random.nextInt(4))
                                    : BlockSource.plannedPrefix().containerNetwork(100 + random.nextInt(24)));
            for (int i = random.nextInt(4); i >= 0; i--) {
                HostSpec.Builder host = HostSpec.builder("host-" + i);
                for (int j = random.nextInt(4); j > 0; j--) {
                    host.container("c" + j);
                }
                spec.host(host.build());
            }
            FleetPlan plan =
                    AddressPlanner.plan(spec.build(), List.of(subnet("2001:db8:0:" + random.nextInt(9) + "::/64")));
            FleetPlan back = FleetPlan.fromJson(plan.toJson());

            assertThat(back).as(Seeds.replay(plan.toJson())).isEqualTo(plan).hasSameHashCodeAs(plan);
            assertThat(back.toJson()).isEqualTo(plan.toJson());
        }
    }

    @Test
    @DisplayName("blanks and the order of fields do not matter")
    void fromJson_ofOtherLayout() {
        String moved = JSON.replace("\"version\":1,\"name\":\"edge\",", "")
                .replaceFirst("}]}$", "} ] ,\n \"name\" : \"edge\", \"version\":1}");
        assertThat(FleetPlan.fromJson(moved).toJson()).isEqualTo(JSON);
    }

    @ParameterizedTest
    @DisplayName("what is no plan is refused, with what and where")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "version":1              | "version":2            | is of version 2, and this library reads version 1; use the library that wrote it
                    "version":1              | "version":"1"          | has text where version should be a whole number
                    "version":1              | "version":99999999999  | is of version 99999999999, and this library reads version 1
                    2001:db8::1:0:1:0/112    | 2001:db8:0:0:1::/80    | container network of /80: must be /81 to /126
                    "version":1,             |                        | has no "version"; give what toJson() wrote
                    "name":"edge",           |                        | has no "name"
                    "name":"edge",           | "name":"edge","note":1,| has "note", which is no field of a plan in version 1; take it out
                    "name":"edge",           | "name":"edge","name":"b",| Duplicate field 'name' (line 1
                    "name":"edge"            | "name":"Edge"          | fleet name "Edge": is not a host name
                    "name":"a",              | "name":"a","mac":"",   | has "mac", which is no field of a host
                    "subnetId":"subnet-1",   |                        | has no "subnetId"
                    "address":"2001:db8::4"  | "address":"2001:db8::" | is one of the first four and the last of a subnet, which EC2 reserves; take another
                    "address":"2001:db8::4"  | "address":"10.0.0.1"   | (line 1, column 270) has at host a an address or block that is none: "10.0.0.1": IPv4 is not IPv6
                    "address":"2001:db8::4"  | "address":7            | where address should be text
                    planned-prefix           | by-magic               | has the block source "by-magic", which is none; give planned-prefix, address-run or chosen-by-ec2
                    planned-prefix           | address-run            | address run of /80
                    2001:db8::1:0:1:0/112    | 2001:db9::/112         | container network 2001:db9::/112 must be in the container block 2001:db8:0:0:1::/80
                    2001:db8:0:0:2::/80      | 2001:db8:0:0:1::/80    | must be in the container block
                    "containers":{           | "containers":[{        | has a list where containers should be an object
                    2001:db8::1:0:1:2        | 2001:db8::1:0:1:1      | is the bridge's
                    "edge-2"                 | "a"                    | host a: is there twice
                    {"version"               | [{"version"            | has a list where a plan should be an object
                    "hosts":[                | "hosts":[7,            | has a whole number where a host should be an object
                    ::/64"}]}                | ::/64"}]               | is not valid JSON
                    ::/64"}]}                | ::/64"}]} {}           | goes on after its end; give one plan
                    """)
    void fromJson_ofSomethingElse(String part, String other, String expected) {
        String wrong = JSON.replaceFirst(
                java.util.regex.Pattern.quote(part),
                java.util.regex.Matcher.quoteReplacement(other == null ? "" : other));
        if (part.endsWith("]}")) {
            wrong = JSON.substring(0, JSON.length() - part.length()) + other;
        }
        String text = wrong;
        assertThat(text).isNotEqualTo(JSON);
        assertThatThrownBy(() -> FleetPlan.fromJson(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expected);
    }
}
