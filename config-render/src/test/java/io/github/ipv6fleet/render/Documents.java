package io.github.ipv6fleet.render;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Several documents in one resource, each after a line {@code === name}. */
public record Documents(String name, String text) {
    public static List<Documents> of(String resource) {
        try (InputStream file = Documents.class.getResourceAsStream(resource)) {
            List<Documents> all = new ArrayList<>();
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            for (String part : List.of(text.split("(?m)^=== ", -1))) {
                int end = part.indexOf('\n');
                if (end > 0) {
                    all.add(new Documents(part.substring(0, end), part.substring(end + 1)));
                }
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
