package io.github.ipv6fleet.render.internal;

import java.util.List;

/** Any text as the value of a key one level deep: as a block that people can read where YAML allows one, else quoted. */
final class YamlBlock {
    private static final String MARGIN = "\n    ";

    private static final int USUAL_SIZE = 1 << 13;

    private YamlBlock() {}

    static String of(String text) {
        return Yaml.isLines(text) && hasPlainEnds(text, text) ? "|" + indented(text) : Yaml.quoted(text);
    }

    /** Returns the same for a text in pieces of whole lines, of which some may be those of another host. */
    static String of(List<String> pieces, LastHost same) {
        StringBuilder out = new StringBuilder(USUAL_SIZE).append('|');
        boolean lines = hasPlainEnds(pieces.get(0), pieces.get(pieces.size() - 1));
        for (String piece : pieces) {
            String kept = same.of(piece);
            String block = kept.isEmpty() ? same.becomes(piece, linesOrNothing(piece)) : kept;
            out.append(block);
            lines &= !block.isEmpty();
        }
        return lines ? out.toString() : Yaml.quoted(String.join("", pieces));
    }

    private static String linesOrNothing(String text) {
        return Yaml.isLines(text) ? indented(text) : "";
    }

    /** A block cannot start with white space (without an indicator), and keeps exactly one newline at its end. */
    private static boolean hasPlainEnds(String first, String last) {
        return !first.isEmpty() && first.charAt(0) > ' ' && !last.equals("\n") && !last.endsWith("\n\n");
    }

    private static String indented(String lines) {
        StringBuilder out = new StringBuilder(lines.length() * 5 / 4);
        for (int start = 0; start < lines.length(); ) {
            int end = lines.indexOf('\n', start);
            out.append(end == start ? "\n" : MARGIN).append(lines.substring(start, end));
            start = end + 1;
        }
        return out.toString();
    }
}
