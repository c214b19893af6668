package io.github.ipv6fleet.render.internal;

/** Text in labels of Mermaid, between double quotes. */
final class Mermaid {
    private static final String PLAIN = " .-";

    /** From an ASCII character to its full-width twin, U+FF01 to U+FF5E. */
    private static final int TWIN = 0xFF01 - '!';

    private Mermaid() {}

    /**
     * Returns {@code text} such that people read it as it is, and nothing else reads anything into it. A label is
     * read as Mermaid, as HTML and as Markdown, one after the other, so that an entity code of Mermaid guards against
     * the first only: Mermaid 11 takes {@code #92;} for the backslash of Markdown. So ASCII punctuation is shown by
     * its full-width twins, which mean nothing in any of them. What has no look, or turns the text
     * around, becomes U+FFFD.
     */
    static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().map(Mermaid::shown).forEach(c -> {
            if (c < 0x80) {
                out.append((char) c);
            } else {
                out.append('#').append(c).append(';');
            }
        });
        return out.toString();
    }

    private static int shown(int c) {
        int type = Character.getType(c);
        if (type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE) {
            return 0xFFFD;
        }
        boolean plain = c >= 0x80 || Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0;
        return plain ? c : c + TWIN;
    }
}
