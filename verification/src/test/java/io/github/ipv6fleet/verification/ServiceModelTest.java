package io.github.ipv6fleet.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ec2-sim's own tests asked and were answered, against botocore's model of EC2. */
@Tag("parsers")
class ServiceModelTest {
    private static final Path EXCHANGES = Path.of("..", "ec2-sim", "target", "exchanges.jsonl");

    @TempDir
    Path folder;

    @BeforeEach
    void installed() throws Exception {
        DebianPython.require("botocore");
        if (!Files.exists(EXCHANGES)) {
            String reason = "skipped: ec2-sim's tests have not run, and left no exchanges";
            System.out.println(reason);
            if ("true".equals(System.getenv("IPV6FLEET_REQUIRE_TOOLS"))) {
                fail(reason);
            }
            abort(reason);
        }
    }

    private static Forked check(Path exchanges) throws Exception {
        return DebianPython.run("ec2_model.py", exchanges, DebianPython.program("newer-than-the-model.txt"));
    }

    @Test
    @DisplayName("every action has succeeded, and every answer and error is one that the model describes")
    void exchanges() throws Exception {
        Forked said = check(EXCHANGES);

        System.out.println(said.out());
        assertThat(said.status())
                .as(said.out() + said.err() + "if only some tests of ec2-sim ran last, run all of them")
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DescribeInstances         | <instanceId>(i-[0-9a-f]+)</instanceId>   | <instanceID>$1</instanceID>      | has no element instanceID
            DescribeInstances         | <amiLaunchIndex>0                        | <amiLaunchIndex>first            | is no integer
            DescribeInstances         | <sourceDestCheck>true                    | <sourceDestCheck>yes             | is no boolean
            DescribeInstances         | <launchTime>2026-                        | <launchTime>26-                  | is no timestamp
            DescribeInstances         | <tagSet><item>(<key>[^<]*</key><value>[^<]*</value>)</item></tagSet> | <tagSet>$1</tagSet> | in place of <item>
            DescribeSubnets           | <state>available</state>                 | <state>ready</state>             | is none of the values
            DescribeSubnets           | <requestId>[^<]*</requestId>             | <n/>                             | does not begin with its requestId
            """)
    @DisplayName("an answer that was tampered with is found")
    void answers(String action, String from, String to, String finding) throws Exception {
        assertFound("Action=" + action + "&", 200, from, to, finding);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <RequestID>[^<]*</RequestID> | <n/>                     | an error document of <Response>
            <Code>[^<]*</Code>           | <Code></Code>            | an empty Errors/Error/Code
            <(/?)Errors>                 | <$1Failures>             | not XML
            """)
    @DisplayName("an error document that was tampered with is found")
    void errors(String from, String to, String finding) throws Exception {
        assertFound("Action=", 400, from, to, finding);
    }

    @Test
    @DisplayName("a request that the model does not know, and that succeeded, is found")
    void requests() throws Exception {
        Path tampered = folder.resolve("exchanges.jsonl");
        List<String> lines = Files.readAllLines(EXCHANGES);
        String line = first(lines, "Action=DescribeSubnets&", 200, "<subnetSet>");
        Files.write(
                tampered,
                List.of(
                        line.replace("Action=DescribeSubnets&", "Action=DescribeSubnets&Colour=red&"),
                        line.replace("Action=DescribeSubnets&", "Action=DescribeSubnets&SubnetIds=subnet-0&"),
                        line.replace("Action=DescribeSubnets&", "Action=DescribeSubnets&MaxResults=many&"),
                        line.replace("Action=DescribeSubnets&", "Action=DescribeSubnets&Filter.9.Name=colour&")));

        assertThat(check(tampered).out())
                .contains("request DescribeSubnetsRequest has no Colour, and it was not refused")
                .contains("request DescribeSubnetsRequest has no SubnetIds, and it was not refused")
                .contains("'many' is no integer")
                .contains("no filter colour is documented");
    }

    @Test
    @DisplayName("an action that no test called is found")
    void notCalled() throws Exception {
        Path tampered = folder.resolve("exchanges.jsonl");
        List<String> lines = Files.readAllLines(EXCHANGES);
        Files.write(
                tampered,
                lines.stream()
                        .filter(line -> !line.contains("Action=DeleteTags&"))
                        .toList());
        Forked said = check(tampered);

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.out()).contains("DeleteTags: no test had it succeed");
    }

    private void assertFound(String request, int status, String from, String to, String finding) throws Exception {
        Path tampered = folder.resolve("exchanges.jsonl");
        List<String> lines = Files.readAllLines(EXCHANGES);
        String line = first(lines, request, status, from);
        Files.write(tampered, List.of(lines.get(0), line, line.replaceFirst(from, to)));
        Forked said = check(tampered);

        assertThat(said.status()).isEqualTo(1);
        assertThat(said.out()).as(said.err()).contains(finding);
        Files.write(tampered, List.of(lines.get(0), line));
        assertThat(check(tampered).out()).as("the same before").doesNotContain(finding);
    }

    private static String first(List<String> lines, String request, int status, String pattern) {
        return lines.stream()
                .filter(line -> line.contains(request) && line.contains("\"status\":" + status))
                .filter(line -> Pattern.compile(pattern).matcher(line).find())
                .findFirst()
                .orElseThrow();
    }
}
