package io.github.ipv6fleet.render.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the real Mermaid made of a text in a real browser, at its natural size.
 *
 * @param refusal why there is no picture; empty if there is one
 * @param page the whole picture
 */
record Drawing(String refusal, Box page, List<Node> nodes) {
    private static final String BROWSER = "chromium";

    /**
     * A box.
     *
     * @param letters the height of its letters
     */
    record Node(Box box, Box label, double letters, String text) {}

    /** Where {@code .ci/prepare-hosts} puts Mermaid. */
    private static Path mermaid() {
        Path cache = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
        return cache.resolve("ipv6-fleet").resolve("mermaid.js");
    }

    /** Skips the test if browser or Mermaid are missing, or fails it if told so. */
    static void needed() {
        Tool.needed(BROWSER);
        Tool.neededFile("Mermaid", mermaid());
    }

    /** Draws texts, each a picture of its own; {@code folder} is for what that needs. */
    static List<Drawing> of(Path folder, List<String> texts) throws IOException {
        StringBuilder page = new StringBuilder("<!doctype html><meta charset=\"utf-8\">\n");
        for (String text : texts) { // a line break after the tag is not part of the text
            page.append("<textarea hidden>\n").append(text.replace("&", "&amp;").replace("<", "&lt;"));
            page.append("</textarea>\n");
        }
        page.append("<script src=\"").append(mermaid().toUri()).append("\"></script>\n<script>");
        try (var script = Drawing.class.getResourceAsStream("/mermaid/measure.js")) {
            page.append(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
        Path file = Files.writeString(folder.resolve("page.html"), page.append("</script>\n"));
        // No sandbox: root may not have one, and nothing but our own page is loaded. The time is the page's, not ours.
        Tool.Result result = Tool.run(
                BROWSER,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + folder.resolve("profile"),
                "--virtual-time-budget=600000",
                "--dump-dom",
                file.toUri().toString());
        int start = result.output().lastIndexOf("<pre>measured\n");
        assertThat(start).as(result.output()).isNotNegative();
        return read(result.output().substring(start).lines().skip(1).toList());
    }

    private static List<Drawing> read(List<String> lines) {
        List<Drawing> drawings = new ArrayList<>();
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            switch (words[0]) {
                case "picture" -> drawings.add(new Drawing("", box(words, 1), new ArrayList<>()));
                case "refused" -> drawings.add(new Drawing(decoded(words[1]), new Box(0, 0, 0, 0), List.of()));
                case "node" ->
                    drawings.get(drawings.size() - 1)
                            .nodes()
                            .add(new Node(
                                    box(words, 1), box(words, 5), Double.parseDouble(words[9]), decoded(words[10])));
                default -> {
                    return drawings;
                }
            }
        }
        return drawings;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static Box box(String[] words, int at) {
        return new Box(
                Double.parseDouble(words[at]),
                Double.parseDouble(words[at + 1]),
                Double.parseDouble(words[at + 2]),
                Double.parseDouble(words[at + 3]));
    }
}
