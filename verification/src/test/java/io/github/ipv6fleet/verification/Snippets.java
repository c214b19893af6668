package io.github.ipv6fleet.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The blocks of a document that have a comment with their name before them. */
record Snippets(Path document) {
    private static final Pattern JAVA = Pattern.compile("<!-- snippet: ([^>]+) -->\n```java\n");

    /** The names of the snippets of Java, in their order. */
    List<String> names() throws IOException {
        return JAVA.matcher(Files.readString(document))
                .results()
                .map(one -> one.group(1))
                .toList();
    }

    /** The block behind that comment. */
    String block(String comment) throws IOException {
        Matcher block = Pattern.compile("<!-- " + Pattern.quote(comment) + " -->\n```\\w+\n(.*?)```\n", Pattern.DOTALL)
                .matcher(Files.readString(document));
        assertThat(block.find())
                .as(document + " has a block \"" + comment + "\"")
                .isTrue();
        return block.group(1);
    }

    /** Compiles a snippet as it stands, and runs it in a JVM whose SDK is pointed to an ec2-sim of its own. */
    Forked run(String name, Path folder) throws Exception {
        Path source = folder.resolve("Snippet.java");
        String imports = Stream.of("", ".aws", ".net", ".plan", ".render")
                .map(part -> "import io.github.ipv6fleet" + part + ".*;\n")
                .collect(Collectors.joining());
        String body = block("snippet: " + name);
        Files.writeString(
                source,
                imports + "public class Snippet {\n  public static void main(String[] args) {\n" + body + "  }\n}\n");
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-cp", Forked.classPath(), "-d", folder.toString(), source.toString());
        assertThat(compiled).as("the compiler takes " + name).isZero();

        try (RunningEc2Sim ec2 = new RunningEc2Sim()) {
            return Forked.java(List.of(
                    "-Daws.endpointUrlEc2=" + ec2.endpoint(),
                    "-Daws.region=us-east-1",
                    "-Daws.accessKeyId=anybody",
                    "-Daws.secretAccessKey=nothing",
                    "-cp",
                    Forked.classPath() + File.pathSeparator + folder,
                    "Snippet"));
        }
    }
}
