package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.model.CreateFleetError;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.FleetType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Tag;

/** IAM User Guide, "Policy evaluation logic"; Service Authorization Reference, "Amazon EC2". */
@SuppressWarnings("unchecked") // varargs of the SDK's consumers
class PolicyTest extends Region {
    /** What a program like ours would be given: it may touch what has its tag, and tag only what it makes. */
    private static final String FLEET = """
            {
              "Version": "2012-10-17",
              "Statement": [
                {"Sid": "Read", "Effect": "Allow", "Action": ["ec2:Describe*", "ec2:Get*"], "Resource": "*"},
                {
                  "Sid": "LaunchFrom", "Effect": "Allow", "Action": "ec2:RunInstances",
                  "Resource": [
                    "arn:aws:ec2:*::image/*", "arn:aws:ec2:*:*:subnet/subnet-09a931730fa9e0000",
                    "arn:aws:ec2:*:*:security-group/*", "arn:aws:ec2:*:*:launch-template/*"
                  ]
                },
                {
                  "Sid": "LaunchWithTag", "Effect": "Allow", "Action": ["ec2:RunInstances", "ec2:CreateNetworkInterface"],
                  "Resource": [
                    "arn:aws:ec2:*:*:instance/*", "arn:aws:ec2:*:*:volume/*", "arn:aws:ec2:*:*:network-interface/*"
                  ],
                  "Condition": {
                    "StringLike": {"aws:RequestTag/fleet": "edge-*"},
                    "ForAllValues:StringEquals": {"aws:TagKeys": ["fleet", "Name"]},
                    "StringEquals": {"aws:RequestedRegion": "us-east-1"}
                  }
                },
                {
                  "Sid": "TagWhatIsMade", "Effect": "Allow", "Action": "ec2:CreateTags", "Resource": "arn:aws:ec2:*:*:*/*",
                  "Condition": {"StringEquals": {"ec2:CreateAction": ["RunInstances", "CreateNetworkInterface"]}}
                },
                {
                  "Sid": "OwnOnly", "Effect": "Allow", "Action": ["ec2:TerminateInstances", "ec2:AssignIpv6Addresses"],
                  "Resource": "*", "Condition": {"StringLike": {"ec2:ResourceTag/fleet": "edge-*"}}
                },
                {
                  "Sid": "Role", "Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::*:role/edge",
                  "Condition": {"StringEquals": {"iam:PassedToService": "ec2.amazonaws.com"}}
                },
                {
                  "Sid": "NeverProduction", "Effect": "Deny", "Action": "ec2:TerminateInstances", "Resource": "*",
                  "Condition": {"StringEqualsIfExists": {"aws:ResourceTag/Name": "production"}, "Null": {"aws:ResourceTag/Name": "false"}}
                }
              ]
            }
            """;

    private static void assertForbidden(ThrowingCallable call, String... texts) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Ec2Exception.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("UnauthorizedOperation");
            assertThat(e.statusCode()).isEqualTo(403);
            assertThat(e.awsErrorDetails().errorMessage())
                    .startsWith(
                            "You are not authorized to perform this operation. User: arn:aws:iam::123456789012:user/")
                    .contains(texts);
        });
    }

    private static RunInstancesRequest.Builder tagged(RunInstancesRequest.Builder request, String value) {
        return request.tagSpecifications(
                tags("instance", "fleet", value),
                tags("volume", "fleet", value),
                tags("network-interface", "fleet", value));
    }

    private String own(String value) {
        return run(each -> tagged(each.subnetId(SUBNET).securityGroupIds(GROUP), value))
                .instanceId();
    }

    @Test
    @DisplayName("a list of actions: these are allowed, the others are 403 UnauthorizedOperation and have no effect")
    void actions() {
        simulator.allowOnly("Describe*", "ec2:RunInstances");
        String id = run(each -> {}).instanceId();

        assertForbidden(
                () -> ec2.terminateInstances(each -> each.instanceIds(id)),
                "is not authorized to perform: ec2:TerminateInstances on resource: arn:aws:ec2:us-east-1:123456789012:instance/"
                        + id + " because no identity-based policy allows the ec2:TerminateInstances action");
        assertForbidden(
                () -> run(each -> each.tagSpecifications(tags("instance", "a", "b"))),
                "ec2:CreateTags on resource: arn:aws:ec2:us-east-1:123456789012:instance/*");
        assertForbidden(
                () -> run(each -> each.iamInstanceProfile(profile -> profile.name("edge"))),
                "iam:PassRole on resource: arn:aws:iam::123456789012:role/edge");
        assertThat(describe(id).state().nameAsString()).isEqualTo("running");
        assertThat(instanceCount()).isEqualTo(1);
        simulator.allowOnly("TerminateInstances");
        assertForbidden(this::instanceCount, "ec2:DescribeInstances because no identity-based policy");
        ec2.terminateInstances(each -> each.instanceIds(id));
        simulator.allowOnly(Policy.everything());
        assertThat(describe(id).state().nameAsString()).isEqualTo("terminated");
    }

    @Test
    @DisplayName("trying only: DryRunOperation where it is allowed, UnauthorizedOperation where not")
    void dryRun() {
        simulator.allowOnly("ec2:RunInstances");

        assertThatThrownBy(() -> run(each -> each.dryRun(true))).isInstanceOfSatisfying(Ec2Exception.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("DryRunOperation");
            assertThat(e.statusCode()).isEqualTo(412);
        });
        assertForbidden(() -> run(each -> tagged(each.dryRun(true), "edge-1")), "ec2:CreateTags");
        assertForbidden(() -> ec2.describeVpcs(each -> each.dryRun(true)), "ec2:DescribeVpcs");
        simulator.allowOnly(Policy.everything());
        assertThat(instanceCount()).isZero();
    }

    @Test
    @DisplayName(
            "a document: launches with the tag are allowed, by resource, request tag, its keys, and creating action")
    void document() {
        simulator.allowOnly(Policy.document(FLEET));
        String id = own("edge-1");

        assertForbidden(() -> own("other-1"), "ec2:RunInstances on resource: ", ":instance/*");
        assertForbidden(() -> run(each -> each.subnetId(SUBNET)), "ec2:RunInstances on resource: ", ":instance/*");
        assertForbidden(() -> run(each -> tagged(each.subnetId(OTHER_SUBNET), "edge-1")), "subnet/" + OTHER_SUBNET);
        assertForbidden(
                () -> run(each -> each.subnetId(SUBNET)
                        .tagSpecifications(
                                tags("instance", "fleet", "edge-1").toBuilder()
                                        .tags(
                                                Tag.builder()
                                                        .key("fleet")
                                                        .value("edge-1")
                                                        .build(),
                                                Tag.builder()
                                                        .key("cost")
                                                        .value("1")
                                                        .build())
                                        .build(),
                                tags("volume", "fleet", "edge-1"),
                                tags("network-interface", "fleet", "edge-1"))),
                ":instance/*");
        assertForbidden(
                () -> ec2.createTags(each -> each.resources(id)
                        .tags(Tag.builder().key("fleet").value("edge-1").build())),
                "ec2:CreateTags on resource: ",
                id);
        String nic = describe(id).networkInterfaces().get(0).networkInterfaceId();
        ec2.assignIpv6Addresses(each -> each.networkInterfaceId(nic).ipv6PrefixCount(1));
        assertForbidden(
                () -> ec2.createNetworkInterface(
                        each -> each.subnetId(SUBNET).tagSpecifications(tags("network-interface", "fleet", "edge-1"))),
                "ec2:CreateNetworkInterface on resource: arn:aws:ec2:us-east-1:123456789012:subnet/");
        ec2.terminateInstances(each -> each.instanceIds(id));
    }

    @Test
    @DisplayName("a document: by the tags that a resource has, and a denial counts more than what allows")
    void resourceTags() {
        String mine = own("edge-1");
        String other = own("other-1");
        String both = own("edge-2");
        ec2.createTags(each -> each.resources(both)
                .tags(Tag.builder().key("Name").value("production").build()));
        simulator.allowOnly(Policy.document(FLEET));

        assertForbidden(() -> ec2.terminateInstances(each -> each.instanceIds(mine, other)), other);
        assertForbidden(
                () -> ec2.terminateInstances(each -> each.instanceIds(both)),
                both,
                "with an explicit deny in an identity-based policy");
        ec2.terminateInstances(each -> each.instanceIds(mine));
        assertThat(describe(other).state().nameAsString()).isEqualTo("running");
    }

    @Test
    @DisplayName("a role is passed to EC2 with its profile, also out of a launch template")
    void passRole() {
        for (String name : new String[] {"edge", "admin"}) {
            ec2.createLaunchTemplate(each -> each.launchTemplateName(name)
                    .launchTemplateData(data -> data.imageId(BIONIC)
                            .instanceType("t3.small")
                            .iamInstanceProfile(profile -> profile.name(name))));
        }
        simulator.allowOnly(Policy.document(FLEET));

        assertThat(fromTemplate("edge")).startsWith("i-");
        assertForbidden(() -> fromTemplate("admin"), "iam:PassRole on resource: arn:aws:iam::123456789012:role/admin");
    }

    private String fromTemplate(String name) {
        return ec2.runInstances(each -> tagged(each.minCount(1).maxCount(1).subnetId(SUBNET), "edge-1")
                        .launchTemplate(template -> template.launchTemplateName(name)))
                .instances()
                .get(0)
                .instanceId();
    }

    @Test
    @DisplayName(
            "a fleet may be allowed and its launches not: they are errors of the fleet; deleting it needs the right to terminate")
    void fleet() {
        ec2.createLaunchTemplate(each -> each.launchTemplateName("edge")
                .launchTemplateData(data -> data.imageId(BIONIC).instanceType("t3.small")));
        simulator.allowOnly("CreateFleet", "DeleteFleets");
        var answer = ec2.createFleet(each -> each.type(FleetType.INSTANT)
                .targetCapacitySpecification(target -> target.totalTargetCapacity(1))
                .launchTemplateConfigs(config -> config.launchTemplateSpecification(
                        one -> one.launchTemplateName("edge").version("1"))));

        assertThat(answer.instances()).isEmpty();
        assertThat(answer.errors()).extracting(CreateFleetError::errorCode).containsExactly("UnauthorizedOperation");
        simulator.allowOnly("CreateFleet", "DeleteFleets", "RunInstances");
        String id = ec2.createFleet(each -> each.type(FleetType.INSTANT)
                        .targetCapacitySpecification(target -> target.totalTargetCapacity(1))
                        .launchTemplateConfigs(config -> config.launchTemplateSpecification(
                                one -> one.launchTemplateName("edge").version("1"))))
                .fleetId();
        assertForbidden(
                () -> ec2.deleteFleets(each -> each.fleetIds(id).terminateInstances(true)), "ec2:TerminateInstances");
        simulator.allowOnly("DeleteFleets", "TerminateInstances");
        assertThat(ec2.deleteFleets(each -> each.fleetIds(id).terminateInstances(true))
                        .successfulFleetDeletions())
                .hasSize(1);
    }

    @Test
    @DisplayName("who may make launch templates may name in them what they like")
    void template() {
        simulator.allowOnly(Policy.document("""
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "ec2:CreateLaunchTemplate",
                  "Resource": "arn:aws:ec2:us-east-1:123456789012:launch-template/*"}}"""));

        assertThat(ec2.createLaunchTemplate(each -> each.launchTemplateName("edge")
                                .launchTemplateData(data ->
                                        data.imageId(BIONIC).keyName("somebody").instanceType("t3.small")))
                        .launchTemplate()
                        .launchTemplateName())
                .isEqualTo("edge");
    }

    @Test
    @DisplayName("resources by name: key pairs, groups, templates, and an attachment's instance and interface")
    void names() {
        String host = own("edge-1");
        String nic = create(each -> {}).networkInterfaceId();
        String attachment = ec2.attachNetworkInterface(
                        each -> each.instanceId(host).networkInterfaceId(nic).deviceIndex(1))
                .attachmentId();
        simulator.allowOnly(Policy.document("""
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "ec2:*", "Resource": [
                  "arn:aws:ec2:us-east-1:123456789012:instance/*", "arn:aws:ec2:us-east-1::image/*",
                  "arn:aws:ec2:us-east-1:123456789012:volume/*", "arn:aws:ec2:us-east-1:123456789012:network-interface/*",
                  "arn:aws:ec2:us-east-1:123456789012:key-pair/mine", "arn:aws:ec2:us-east-1:123456789012:security-group/none"]}}
                """));

        assertForbidden(() -> run(each -> each.keyName("yours")), "key-pair/yours");
        assertForbidden(() -> run(each -> each.securityGroups("default")), "security-group/" + GROUP);
        ec2.detachNetworkInterface(each -> each.attachmentId(attachment));
        assertForbidden(() -> ec2.describeInstances(), "ec2:DescribeInstances because");
        assertThat(ec2.getConsoleOutput(each -> each.instanceId(host)).instanceId())
                .isEqualTo(host);
    }

    @Test
    @DisplayName("what EC2 chooses must be allowed too: the default subnet and group; a route needs its table alone")
    void defaults() {
        String table =
                ec2.createRouteTable(each -> each.vpcId(VPC)).routeTable().routeTableId();
        simulator.allowOnly(Policy.document("""
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "ec2:*", "Resource": [
                  "arn:aws:ec2:*::image/*", "arn:aws:ec2:*:*:instance/*", "arn:aws:ec2:*:*:volume/*",
                  "arn:aws:ec2:*:*:network-interface/*", "arn:aws:ec2:*:*:route-table/*",
                  "arn:aws:ec2:*:*:subnet/%s", "arn:aws:ec2:*:*:security-group/%s"]}}
                """.formatted(OTHER_SUBNET, GROUP)));

        assertForbidden(() -> run(each -> {}), "subnet/" + SUBNET);
        assertThat(run(each -> each.placement(place -> place.availabilityZone("us-east-1b")))
                        .subnetId())
                .isEqualTo(OTHER_SUBNET);
        ec2.createRoute(each ->
                each.routeTableId(table).destinationIpv6CidrBlock("::/0").gatewayId("igw-0d2c47b5ca0000000"));
        simulator.allowOnly(Policy.document("""
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "ec2:*", "Resource": [
                  "arn:aws:ec2:*::image/*", "arn:aws:ec2:*:*:instance/*", "arn:aws:ec2:*:*:volume/*",
                  "arn:aws:ec2:*:*:network-interface/*", "arn:aws:ec2:*:*:subnet/*"]}}
                """));
        assertForbidden(() -> run(each -> {}), "security-group/" + GROUP);
        assertForbidden(() -> create(each -> {}), "security-group/" + GROUP);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {                                          | JSON, line 1, column 2: the text ends too early
            {"Version": "2012-10-17"} x                | JSON, line 1, column 27: something follows the value
            {"Version": "2012-10-17", "Version": "x"}  | "Version" is there twice
            []                                         | a policy: an object is wanted
            {"Version": "2011-01-01", "Statement": []} | policy, Version: "2011-01-01" is none; give "2012-10-17"
            {"Version": "2012-10-17", "Statement": []} | a policy without any allows nothing
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "NotAction": "a:b", "Resource": "*"}]} | the element "NotAction" is not simulated
            {"Version": "2012-10-17", "Statement": [{"Effect": "allow", "Action": "a:b", "Resource": "*"}]} | give "Allow" or "Deny"
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Resource": "*"}]} | Statement 1, Action: is missing or empty
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "RunInstances", "Resource": "*"}]} | write it as "ec2:RunInstances"
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ec2:*", "Resource": "i-1"}]} | such as "arn:aws:ec2:*:*:instance/*"
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ec2:*", "Resource": "arn:aws:ec2:*:*:instance/${aws:x}"}]} | policy variable
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ec2:*", "Resource": "*", "Condition": {"NumericEquals": {"aws:TagKeys": "1"}}}]} | the condition operator "NumericEquals" is not simulated
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ec2:*", "Resource": "*", "Condition": {"StringEquals": {"aws:SourceIp": "::1"}}}]} | the condition key "aws:SourceIp" is not simulated
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ec2:*", "Resource": "*", "Condition": {"StringEquals": {"aws:TagKeys": "a"}}}]} | put ForAllValues: or ForAnyValue: before
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ec2:*", "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "yes"}}}]} | give true or false
            """)
    @DisplayName("what is not understood is refused when the document is read, and names its place")
    void refused(String document, String problem) {
        assertThatThrownBy(() -> Policy.document(document))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem);
    }

    @Test
    @DisplayName("hostile documents end quickly: too deep, unfinished, with control characters, of megabytes")
    void hostile() {
        assertThatThrownBy(() -> Policy.document("[".repeat(1_000_000))).hasMessageContaining("more than 64 levels");
        assertThatThrownBy(() -> Policy.document("{\"a\": \"" + "x".repeat(1_000_000)))
                .hasMessageContaining("ends too early");
        assertThatThrownBy(() -> Policy.document("{\"a\": \"\n\"}")).hasMessageContaining("line 1, column 8");
        assertThatThrownBy(() -> Policy.document("{\"\\q\": 1}")).hasMessageContaining("is no escape");
        assertThatThrownBy(() -> Policy.document("{\"a\": 01}")).hasMessageContaining("column 7: a value is wanted");
        assertThatThrownBy(() -> Policy.document("{\"a\": 9" + "9".repeat(1_000_000) + "}"))
                .hasMessageContaining("a value is wanted");
        Policy many = Policy.actions("ec2:" + "*a".repeat(100_000));
        simulator.allowOnly(many);
        assertForbidden(this::instanceCount, "ec2:DescribeInstances");
    }

    @Test
    @DisplayName("a state file keeps what was refused refused; the next process allows what it says itself")
    void stateFile(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("state");
        String run = "Action=RunInstances&MinCount=1&MaxCount=1&InstanceType=t3.small&ImageId=" + BIONIC;
        try (Ec2Simulator first =
                Ec2Simulator.builder().clock(clock).stateFile(file).start()) {
            assertThat(first.handle(run).status()).isEqualTo(200);
            first.allowOnly("Describe*");
            assertThat(first.handle(run).status()).isEqualTo(403);
        }
        try (Ec2Simulator second =
                Ec2Simulator.builder().clock(clock).stateFile(file).start()) {
            assertThat(second.instances()).hasSize(1);
            assertThat(second.handle(run).status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("a simulator can be built with a policy; wrong actions and no actions are refused")
    void built() {
        try (Ec2Simulator other = Ec2Simulator.builder()
                .allowOnly(Policy.actions("ec2:DescribeVpcs"))
                .start()) {
            assertThat(Http.post(other, "Action=DescribeVpcs").status()).isEqualTo(200);
            Http.Answer answer = Http.post(other, "Action=DescribeSubnets");
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).contains("<Errors><Error><Code>UnauthorizedOperation</Code>");
        }
        assertThatThrownBy(() -> simulator.allowOnly("Run Instances")).hasMessageContaining("ec2:Run Instances");
        assertThatThrownBy(() -> simulator.allowOnly()).hasMessageContaining("Action: is missing or empty");
        assertThatThrownBy(() -> Policy.document(" ")).hasMessageContaining("everything()");
        assertThat(Policy.everything()).hasToString("everything is allowed");
    }
}
