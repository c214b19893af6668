package io.github.ipv6fleet.ec2sim.internal.wire;

import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes the elements of an answer; every value is escaped. */
public final class Xml {
    private final StringBuilder out = new StringBuilder(1024);

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

    /** Adds what another writer wrote. */
    public Xml append(Xml other) {
        out.append(other.out);
        return this;
    }

    private void open(String name) {
        out.append('<').append(name).append('>');
    }

    private void close(String name) {
        out.append("</").append(name).append('>');
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '\r' -> out.append("&#13;"); // a parser would make it a line feed
                default -> out.append(allowed(c) ? c : '\uFFFD');
            }
        }
    }

    /** XML 1.0 has no way to write the other control characters. */
    private static boolean allowed(char c) {
        return (c >= ' ' && c < '\uFFFE') || c == '\n' || c == '\t';
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
