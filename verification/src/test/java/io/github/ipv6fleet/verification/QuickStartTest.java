package io.github.ipv6fleet.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** The quick start as a program: what a newcomer sees. */
class QuickStartTest {
    @TempDir
    Path folder;

    private Forked quickStart(String... options) throws Exception {
        return quickStart(List.of(), options);
    }

    private Forked quickStart(List<String> properties, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(properties);
        arguments.addAll(List.of("-cp", Forked.classPath(), "io.github.ipv6fleet.examples.QuickStart"));
        arguments.addAll(List.of("--out", folder.toString()));
        arguments.addAll(List.of(options));
        return Forked.java(arguments);
    }

    @Test
    @DisplayName("without options: the procedure's addresses, the files of both hosts, 0 writes the second time")
    void run_withoutOptions() throws Exception {
        Forked run = quickStart();

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .containsPattern("instance-1 +2600:1f18:47b:ca03::1:1 +2600:1f18:47b:ca03::8/126 ")
                .containsPattern("instance-2 +2600:1f18:47b:ca03::2:2 +2600:1f18:47b:ca03::c/126 ")
                .contains("forecast: 13 calls (11 reads, 2 writes), about 4 seconds until EC2 has taken all hosts\n")
                .containsPattern("launch\\(\\): \\d+ calls \\(\\d+ reads, 2 writes\\), [0-9.]+ seconds")
                .contains("public IPv4 addresses: 0\n")
                .contains("second launch(): 0 writes, same hosts\n")
                .contains("terminate(): 2 instances terminated, nothing was left\n");
        for (String host : List.of("instance-1", "instance-2")) {
            assertThat(folder.resolve(host + "/user-data")).isNotEmptyFile();
            assertThat(folder.resolve(host + "/etc/docker/daemon.json")).isNotEmptyFile();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(run.out()).contains(file.toString()));
        }
        Path netplan = folder.resolve("instance-1/etc/netplan/60-ipv6-fleet.yaml");
        assertThat(netplan).content().contains("\"2600:1f18:47b:ca03::1:1/128\"");
        assertThat(Files.getPosixFilePermissions(netplan)).hasSize(2);
    }

    @Test
    @DisplayName("--hosts 4 plans two more around the pins; delegated gives a /80 each, in two writes per host")
    void run_ofMoreHosts() throws Exception {
        assertThat(quickStart("--hosts", "4").out())
                .containsPattern("instance-3 +2600:1f18:47b:ca03::4 +2600:1f18:47b:ca03::10/126 ")
                .containsPattern("instance-4 +2600:1f18:47b:ca03::5 +2600:1f18:47b:ca03::14/126 ")
                .contains(", 4 writes)", "0 writes, same hosts", "4 instances terminated, nothing was left");
        assertThat(quickStart("--mode", "delegated", "--hosts", "3").out())
                .containsPattern("instance-3 +2600:1f18:47b:ca03::6 +2600:1f18:47b:ca03:3::/80 ")
                .contains(", 6 writes)", "0 writes, same hosts", "3 instances terminated, nothing was left");
    }

    @Test
    @DisplayName("the 2018 recipe: --engine 20.10 --exposure open writes its daemon.json")
    void run_ofTheRecipeOf2018() throws Exception {
        assertThat(quickStart("--engine", "20.10", "--exposure", "open").status())
                .isZero();
        assertThat(folder.resolve("instance-2/etc/docker/daemon.json"))
                .content()
                .containsPattern("\"ipv6\" ?: ?true")
                .containsPattern("\"fixed-cidr-v6\" ?: ?\"2600:1f18:47b:ca03::c/126\"")
                .doesNotContain("ip6tables");
    }

    @Test
    @DisplayName("two processes and one ec2-sim: the second launches nothing and prints the same fleet")
    void run_twiceAgainstOneEc2() throws Exception {
        try (RunningEc2Sim ec2 = new RunningEc2Sim()) {
            String[] options = {"--endpoint", ec2.endpoint(), "--name", "twice", "--keep", "--json"};
            Forked first = quickStart(options);
            Forked second = quickStart(options);

            assertThat(first.err() + second.err()).isEmpty();
            assertThat(withoutReport(second.out())).isEqualTo(withoutReport(first.out()));
            assertThat(texts(first.out()))
                    .containsSubsequence("name", "instance-1", "address", "2600:1f18:47b:ca03::1:1")
                    .containsSubsequence("fleet", "hosts", "name", "instance-1", "instanceId", "state", "running");
            assertThat(texts(withoutReport(first.out()))).containsOnlyOnce("plan", "fleet", "version");
            assertThat(first.out()).contains("\"report\":{\"version\":1,\"launched\":2,\"adopted\":0,");
            assertThat(second.out()).contains("\"report\":{\"version\":1,\"launched\":0,\"adopted\":2,");
            Forked third = quickStart("--endpoint", ec2.endpoint(), "--name", "twice", "--keep");
            assertThat(third.out()).contains("0 writes), ", "0 hosts launched, 2 adopted");

            Forked end = quickStart("--endpoint", ec2.endpoint(), "--name", "twice", "--terminate");
            assertThat(end.out()).isEqualTo("terminate(): 2 instances terminated, nothing was left\n");
            assertThat(quickStart("--endpoint", ec2.endpoint(), "--name", "twice", "--terminate")
                            .out())
                    .isEqualTo("no fleet twice is running\n");
        }
    }

    @Test
    @DisplayName("--check launches nothing, and says what it finds, each with its remedy; an error is a status of 1")
    void check() throws Exception {
        Forked run = quickStart("--check");
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .startsWith("Fleet quickstart on an EC2 embedded in this process: 3 findings\n\n"
                        + "WARNING packet-too-big-is-blocked: security group sg-")
                .contains("\n  why: ", "\n  remedy: aws ec2 authorize-security-group-ingress --group-id sg-")
                .doesNotContain("launch()");
        assertThat(folder).isEmptyDirectory();

        Forked error = quickStart("--check", "--instance-type", "t3.micro", "--json");
        assertThat(error.status()).isEqualTo(1);
        assertThat(texts(error.out()))
                .containsSubsequence("findings", "id", "type-allows-too-few-addresses", "severity", "ERROR");
    }

    @Test
    @DisplayName("other hosts the second time: said, and not 0")
    void run_thatFindsOtherHosts() throws Exception {
        try (Tampering ec2 = new Tampering(answer -> answer.replaceAll("<instanceId>i-.", "<instanceId>i-f"))) {
            Forked run = quickStart("--endpoint", ec2.endpoint(), "--hosts", "1", "--keep");

            assertThat(run.out()).contains("second launch(): 0 writes, OTHER HOSTS: [i-f");
            assertThat(run.status()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("a failure after the launch says how to end the hosts")
    void run_thatFailsAfterTheLaunch() throws Exception {
        String refusal = "<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>no</Message></Error>"
                + "</Errors><RequestID>r-1</RequestID></Response>";
        try (Tampering ec2 = new Tampering(answer -> refusal)) {
            Forked run = quickStart("--endpoint", ec2.endpoint(), "--hosts", "1", "--name", "edge");

            assertThat(run.out()).contains("launch(): ").doesNotContain("second launch()");
            assertThat(run.err())
                    .contains("UnauthorizedOperation")
                    .endsWith("\nif hosts of the fleet are left, end them with: ./quickstart --terminate --name edge"
                            + " --endpoint " + ec2.endpoint() + "\n");
            assertThat(run.status()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("with --json a failure is one document too, with the report of the launch that failed")
    void run_thatFails_inJson() throws Exception {
        String refusal = "<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>no</Message></Error>"
                + "</Errors><RequestID>r-1</RequestID></Response>";
        try (Tampering ec2 = new Tampering(answer -> refusal)) {
            Forked run = quickStart("--endpoint", ec2.endpoint(), "--hosts", "1", "--json");

            assertThat(texts(run.out()))
                    .containsSubsequence("error", "code", "UnauthorizedOperation", "report", "calls");
            assertThat(run.status()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("an OpenSSH key: each host says how to log in with it; tags and a larger fleet are said")
    void run_withMoreOptions() throws Exception {
        Path key = Files.writeString(
                folder.resolve("me.pub"),
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIQ9rN3IIIBBxhqPWNmeUsdcwdXvbX3kA2JEc+TZCQcf me\n");
        Forked run =
                quickStart("--ssh-key", key.toString(), "--tag", "team=net", "--tag", "cost=7", "--max-hosts", "60");

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("  ssh -i " + folder.resolve("me") + " ubuntu@2600:1f18:47b:ca03::1:1\n")
                .contains("second launch(): 0 writes, same hosts\n");
        assertThat(folder.resolve("instance-1/user-data")).content().contains("ssh_authorized_keys:");
    }

    @Test
    @DisplayName("an endpoint that is not loopback has the Region and the credentials that the SDK finds, or says so")
    void run_againstAnEndpointElsewhere() throws Exception {
        List<String> nothing = List.of(
                "-Daws.disableEc2Metadata=true", "-Daws.configFile=" + folder, "-Daws.sharedCredentialsFile=" + folder);
        List<String> all = new ArrayList<>(nothing);
        all.addAll(List.of("-Daws.region=eu-west-1", "-Daws.accessKeyId=a", "-Daws.secretAccessKey=b"));
        try (RunningEc2Sim ec2 = new RunningEc2Sim()) {
            // On Linux this reaches the loopback address, and is none.
            String endpoint = ec2.endpoint().replace("127.0.0.1", "0.0.0.0");

            assertThat(quickStart(nothing, "--endpoint", endpoint).err())
                    .isEqualTo("quickstart: the AWS SDK finds no Region; set AWS_REGION\n");
            assertThat(quickStart(all, "--endpoint", endpoint).out()).contains("nothing was left");
        }
    }

    /** What stands for EC2 where a program asks for EC2 itself. */
    private static List<String> properties(RunningEc2Sim ec2) {
        return List.of(
                "-Daws.endpointUrlEc2=" + ec2.endpoint(),
                "-Daws.region=us-east-1",
                "-Daws.accessKeyId=anybody",
                "-Daws.secretAccessKey=nothing");
    }

    @Test
    @DisplayName("--aws without a place: the subnets that would do, ready to be copied, and why others would not")
    void aws_withoutPlace_listsThem() throws Exception {
        try (RunningEc2Sim ec2 = new RunningEc2Sim();
                Ec2Client client = Ec2Client.builder()
                        .endpointOverride(URI.create(ec2.endpoint()))
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("anybody", "nothing")))
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build()) {
            String vpc = client.describeVpcs().vpcs().get(0).vpcId();
            String without = client.createSubnet(r -> r.vpcId(vpc).cidrBlock("172.31.240.0/24"))
                    .subnet()
                    .subnetId();

            Forked run = quickStart(properties(ec2), "--aws", "--mode", "delegated");

            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err())
                    .startsWith(
                            "quickstart: --aws without --subnet: on EC2 you say where hosts go and who reaches them. Of"
                                    + " EC2 in us-east-1 these would do:\n"
                                    + "  --subnet subnet-09a931730fa9e0000 --security-group sg-0eaf4395729820000"
                                    + " (2600:1f18:47b:ca03::/64, ")
                    .contains("\nThese would not:\n  " + without + " (")
                    .contains(" has no IPv6 block; give it one: aws ec2 associate-subnet-cidr-block --subnet-id "
                            + without);

            Forked tooSmall = quickStart(
                    properties(ec2), "--aws", "--subnet", "subnet-09a931730fa9e0000", "--instance-type", "t3.micro");
            assertThat(tooSmall.err())
                    .startsWith("quickstart: --aws without --security-group: ")
                    .contains(" none would do.\nThese would not:\n  subnet-09a931730fa9e0000 (")
                    .contains("allows 2 IPv6 addresses per interface, but a host needs 5");
            assertThat(client.describeInstances().reservations()).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "--accept writes its page; on EC2 it says what it will spend, and launches nothing unless somebody says yes")
    void accept() throws Exception {
        Path page = folder.resolve("acceptance.md");
        Forked run = quickStart("--accept", page.toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).endsWith("all checks have passed; see " + page + "\n");
        assertThat(page).content().startsWith("# Acceptance on an EC2 embedded in this process\n");
        Files.delete(page);

        try (RunningEc2Sim ec2 = new RunningEc2Sim()) {
            Forked asked = quickStart(
                    properties(ec2),
                    "--aws",
                    "--accept",
                    page.toString(),
                    "--subnet",
                    "subnet-09a931730fa9e0000",
                    "--security-group",
                    "sg-0eaf4395729820000");

            assertThat(asked.out())
                    .startsWith(
                            "This launches 6 instances of t3.medium in subnet-09a931730fa9e0000 on EC2 in us-east-1")
                    .contains("\n  ./quickstart --aws --terminate --name quickstart-chosen\n");
            assertThat(asked.err()).isEqualTo("quickstart: nobody said yes, so nothing was launched\n");
            assertThat(asked.status()).isEqualTo(1);
            assertThat(page).doesNotExist();

            Forked there = quickStart("--endpoint", ec2.endpoint(), "--name", "x-run", "--keep");
            assertThat(there.status()).isZero();
            assertThat(quickStart("--endpoint", ec2.endpoint(), "--accept", page.toString(), "--name", "x")
                            .err())
                    .contains("a fleet x-run runs already, and it would be ended");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    --hosts 0                    | hosts(0): a fleet has at least one host
                    --hosts -1                   | hosts(-1): a fleet has at least one host
                    --hosts 51                   | --hosts 51: are more than 50, the most that there may be; say --max-hosts 51
                    --hosts 4 --max-hosts 3      | --hosts 4: are more than 3, the most that there may be; say --max-hosts 4
                    --ssh-key /no/such.pub       | sshKey(/no/such.pub): there is no such file; give the path
                    --tag aws:x=y                | tag key "aws:x"
                    --hosts many                 | Invalid value for option '--hosts': 'many' is not an int
                    --instance-type t3.micro     | allows 2 IPv6 addresses per interface, but a host needs 5
                    --instance-type zz.large     | zz.large
                    --instance-type huge         | "huge": is not an instance type; give one such as t3.small
                    --name ''                    | fleet name "": is empty; give 1 to 63
                    --name 'a b'                 | fleet name "a b": is not a host name
                    --accept /no/such/page.md    | --accept /no/such/page.md: is no file that can be written there
                    --accept /                   | --accept /: is no file that can be written there
                    --accept --check             | --accept with --check, which launches nothing; leave one away
                    --accept --exposure open     | --accept with --exposure open
                    --yes                        | --yes without --accept
                    --aws --endpoint http://[::1]| only one can be meant
                    --endpoint nowhere           | is not a URL; give one such as
                    --endpoint http://127.0.0.1:1| check endpoint, Region and credentials
                    --subnet nonsense            | nonsense
                    --engine 17.03               | 17.03
                    --engine 27                  | Docker 27
                    --exposure wide              | "wide" is not one of the words; give published or open
                    --mode other                 | "other" is not one of the words; give address-run or delegated
                    --nonsense                   | Unknown option: '--nonsense'
                    """)
    @DisplayName("wrong input is answered in words, without a stack trace")
    void run_withWrongInput(String options, String expected) throws Exception {
        Forked run = quickStart(Stream.of(options.split(" (?=-)"))
                .flatMap(option -> Stream.of(option.split(" ", 2)))
                .map(word -> word.replace("'", ""))
                .toArray(String[]::new));

        assertThat(run.status()).isNotZero();
        assertThat(run.err()).contains(expected).doesNotContain("Exception", "\tat ");
    }

    @Test
    void help_listsEveryOption() throws Exception {
        assertThat(quickStart("--help").out())
                .contains("--mode", "--hosts", "--instance-type", "--engine", "--exposure", "--out", "--json")
                .contains("--endpoint", "--aws", "--subnet", "--security-group", "--name", "--keep", "--terminate")
                .contains("--accept", "--yes", "--check", "--max-hosts", "--spot", "--ssh-key", "--tag");
    }

    /** What two launches of one fleet have in common. */
    private static String withoutReport(String json) {
        return json.replaceFirst(",\"report\":.*", "}");
    }

    /** Names and texts of a JSON document, in order; fails if it is not exactly one document. */
    private static List<String> texts(String json) throws Exception {
        List<String> texts = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING) {
                    texts.add(parser.getText());
                }
            }
        }
        return texts;
    }
}
