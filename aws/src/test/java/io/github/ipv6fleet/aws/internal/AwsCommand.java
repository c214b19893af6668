package io.github.ipv6fleet.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.aws.TestEc2;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Does what a command of the AWS CLI says that a remedy names, to the letter. */
final class AwsCommand {
    private static final Pattern COMMAND = Pattern.compile("aws ec2 [^;&]+");

    private AwsCommand() {}

    /** Runs the commands of a remedy up to the first semicolon, after which come other ways. */
    static void run(TestEc2 ec2, String remedy) throws IOException {
        Matcher commands = COMMAND.matcher(remedy.replaceAll(";.*", ""));
        int count = 0;
        while (commands.find()) {
            String form = form(commands.group().trim().split(" +", -1));
            assertThat(ec2.simulator().handle(form).status()).as(form).isEqualTo(200);
            count++;
        }
        assertThat(count).as("commands in: " + remedy).isPositive();
    }

    private static String form(String... words) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Action", pascal(words[2]));
        for (int i = 3; i < words.length; i++) {
            String option = words[i].substring("--".length());
            switch (option) {
                case "ingress", "egress" -> fields.put("Egress", "" + option.equals("egress"));
                case "ip-permissions" -> permission(fields, words[++i]);
                default -> {
                    if (option.startsWith("no-")) {
                        fields.put(pascal(option.substring("no-".length())) + ".Value", "false");
                    } else {
                        fields.put(pascal(option), words[++i]);
                    }
                }
            }
        }
        StringJoiner form = new StringJoiner("&");
        fields.forEach((name, value) -> form.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return form.toString();
    }

    /** The shorthand syntax of the AWS CLI, as far as remedies use it. */
    private static void permission(Map<String, String> fields, String shorthand) {
        for (String part : shorthand.split(",", -1)) {
            Matcher range = Pattern.compile("Ipv6Ranges=\\[\\{CidrIpv6=(.*)}]").matcher(part);
            if (range.matches()) {
                fields.put("IpPermissions.1.Ipv6Ranges.1.CidrIpv6", range.group(1));
            } else {
                String[] pair = part.split("=", 2);
                fields.put("IpPermissions.1." + pair[0], pair[1]);
            }
        }
    }

    private static String pascal(String words) {
        return List.of(words.split("-", -1)).stream()
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }
}
