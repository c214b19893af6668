package io.github.ipv6fleet.ec2sim.internal.wire;

import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes the elements of an answer; every value is escaped. */
public final class Xml {
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private final StringBuilder out = new StringBuilder(1024);

    /** Returns a document with one element, in that namespace unless it is empty, whose content the body writes. */
    public static String document(String name, String namespace, Consumer<Xml> body) {
        Xml xml = new Xml();
        xml.out.append(HEAD);
        xml.open(namespace.isEmpty() ? name : name + " xmlns=\"" + namespace + "\"");
        body.accept(xml);
        xml.close(name);
        return xml.toString();
    }

    /** Writes {@code <name>value</name>}, or nothing for null. */
    public Xml value(String name, @Nullable Object value) {
        if (value != null) {
            open(name);
            escape(value.toString());
            close(name);
        }
        return this;
    }

    /** Writes an element whose content the body writes. */
    public Xml element(String name, Consumer<Xml> body) {
        open(name);
        body.accept(this);
        close(name);
        return this;
    }

    /** Writes EC2's list form: one {@code <item>} per member. */
    public <T> Xml list(String name, Collection<T> members, BiConsumer<Xml, T> body) {
        open(name);
        for (T member : members) {
            open("item");
            body.accept(this, member);
            close("item");
        }
        close(name);
        return this;
    }

    /** Writes a list whose members are plain values. */
    public Xml values(String name, Collection<?> members) {
        return list(name, members, (xml, member) -> xml.escape(member.toString()));
    }

    private void open(String name) {
        out.append('<').append(name).append('>');
    }

    private void close(String name) {
        out.append("</").append(name).append('>');
    }

    private void escape(String text) {
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            String instead = instead(text.charAt(i));
            if (instead != null) {
                out.append(text, written, i).append(instead);
                written = i + 1;
            }
        }
        out.append(text, written, text.length());
    }

    /** Returns what is written instead of the character; XML 1.0 has no way to write most control characters. */
    private static @Nullable String instead(char c) {
        return switch (c) {
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '&' -> "&amp;";
            case '\r' -> "&#13;"; // a parser would make it a line feed
            case '\n', '\t' -> null;
            default -> c >= ' ' && c < '\uFFFE' ? null : "\uFFFD";
        };
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
