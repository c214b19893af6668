package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** The EC2 Query protocol, raw. */
class ProtocolTest extends Region {
    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    @Test
    @DisplayName("an answer: root element, namespace, request id; by GET and by POST")
    void answer() {
        String query = "Action=DescribeVpcs&Version=2016-11-15";

        for (Http.Answer answer : new Http.Answer[] {Http.get(simulator, query), Http.post(simulator, query)}) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body())
                    .containsPattern("^<\\?xml version=\"1.0\" encoding=\"UTF-8\"\\?>\\s*<DescribeVpcsResponse"
                            + " xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>" + UUID
                            + "</requestId><vpcSet><item>");
        }
    }

    @Test
    @DisplayName("EC2's error document")
    void errorDocument() {
        Http.Answer answer = Http.get(simulator, "Action=DescribeSubnets&SubnetId.1=subnet-1");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .containsPattern("<Response><Errors><Error><Code>InvalidSubnetID.NotFound</Code>"
                        + "<Message>The subnet ID 'subnet-1' does not exist</Message></Error></Errors><RequestID>"
                        + UUID
                        + "</RequestID></Response>$");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Version=2016-11-15 | MissingAction | Action
            Action=Nope | InvalidAction | The action Nope is not valid for this web service.
            Action=DeleteSubnet | MissingParameter | The request must contain the parameter SubnetId
            Action=DescribeSubnets&Colour=red | UnknownParameter | The parameter Colour is not recognized
            Action=DescribeSubnets&SubnetId=subnet-1 | UnknownParameter | The parameter SubnetId is not recognized
            Action=DescribeSubnets&Filter.1.Name=vpc-id&Filter.1.Value.1=x&Filter.1.Values=x | UnknownParameter | Values
            Action=AssignIpv6Addresses&DryRun=true&NetworkInterfaceId=e&Ipv6AddressCount=1 | UnknownParameter | DryRun
            Action=DescribeSubnets&MaxResults=many | InvalidParameterValue | many
            Action=DescribeSubnets&DryRun=perhaps | InvalidParameterValue | perhaps
            Action=CreateNetworkInterface&SubnetId=x&Ipv6AddressCount=-1 | InvalidParameterValue | -1
            """)
    @DisplayName("requests that are wrong: error codes for the EC2 API; unknown parameters: appoxy/aws#32")
    void wrong(String query, String code, String message) {
        Http.Answer answer = Http.get(simulator, query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("<Code>" + code + "</Code>").contains(message);
    }

    @Test
    @DisplayName("an unknown parameter is refused before anything is done")
    void unknownBeforeEffect() {
        Http.get(simulator, "Action=CreateNetworkInterface&SubnetId=" + SUBNET + "&Ipv6PrefixesCount=1");

        assertThat(ec2.describeNetworkInterfaces().networkInterfaces()).isEmpty();
    }

    @Test
    @DisplayName("dry run: 412 DryRunOperation, and nothing is done; a wrong request is told first")
    void dryRun() {
        assertThatThrownBy(() -> create(each -> each.dryRun(true))).isInstanceOfSatisfying(Ec2Exception.class, e -> {
            assertThat(e.statusCode()).isEqualTo(412);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("DryRunOperation");
            assertThat(e.awsErrorDetails().errorMessage())
                    .isEqualTo("Request would have succeeded, but DryRun flag is set.");
        });
        assertRefused(() -> run(each -> each.dryRun(true).minCount(2)), "InvalidParameterCombination", "MinCount");
        assertThat(ec2.describeNetworkInterfaces().networkInterfaces()).isEmpty();
    }

    @Test
    @DisplayName("requests are recorded in order, with their outcome, without signature and envelope")
    void recorded() {
        simulator.clearRequests();
        create(each -> each.clientToken("t").ipv6PrefixCount(1));
        Http.get(simulator, "Action=DescribeSubnets&SubnetId.1=subnet-1&Version=2016-11-15");

        assertThat(simulator.requests()).hasSize(2);
        RecordedRequest write = simulator.requests().get(0);
        assertThat(write.action()).isEqualTo("CreateNetworkInterface");
        assertThat(write.isWrite()).isTrue();
        assertThat(write.status()).isEqualTo(200);
        assertThat(write.errorCode()).isEmpty();
        assertThat(write.parameters())
                .containsExactly(
                        Map.entry("ClientToken", "t"),
                        Map.entry("Ipv6PrefixCount", "1"),
                        Map.entry("SubnetId", SUBNET));
        RecordedRequest read = simulator.requests().get(1);
        assertThat(read.isWrite()).isFalse();
        assertThat(read.errorCode()).contains("InvalidSubnetID.NotFound");
        assertThat(read.toString()).isEqualTo("DescribeSubnets -> 400 InvalidSubnetID.NotFound {SubnetId.1=subnet-1}");
    }

    @Test
    @DisplayName("every start gives the same ids in the same order")
    void sameIds() {
        String first = create(each -> {}).networkInterfaceId();
        try (Ec2Simulator other = Ec2Simulator.start();
                var client = client(other)) {
            assertThat(client.createNetworkInterface(each -> each.subnetId(SUBNET))
                            .networkInterface()
                            .networkInterfaceId())
                    .isEqualTo(first);
        }
    }
}
