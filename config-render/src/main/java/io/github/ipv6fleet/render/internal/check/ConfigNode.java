package io.github.ipv6fleet.render.internal.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value in a JSON or YAML file, and the line where it begins.
 *
 * @param kind what a reader of that language takes it for
 * @param text a scalar as it is written, without quotes and escapes; empty for lists and maps
 * @param quoted whether a scalar is in quotes or a block, so that it is a text whatever it looks like
 * @param items the values of a list
 * @param entries the entries of a map in the order of the file, with those that a later one of the same key undoes
 */
record ConfigNode(int line, Kind kind, String text, boolean quoted, List<ConfigNode> items, List<Entry> entries) {
    enum Kind {
        NULL,
        BOOL,
        INT,
        FLOAT,
        TEXT,
        LIST,
        MAP,
        /** What only YAML has: dates, sets, binary. */
        OTHER
    }

    record Entry(String key, int line, ConfigNode value) {}

    static ConfigNode scalar(int line, Kind kind, String text, boolean quoted) {
        return new ConfigNode(line, kind, text, quoted, List.of(), List.of());
    }

    static ConfigNode list(int line, List<ConfigNode> items) {
        return new ConfigNode(line, Kind.LIST, "", false, List.copyOf(items), List.of());
    }

    static ConfigNode map(int line, List<Entry> entries) {
        return new ConfigNode(line, Kind.MAP, "", false, List.of(), List.copyOf(entries));
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    /** Returns the value of a key; of several, the last, as readers do. */
    Optional<ConfigNode> get(String key) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i).key().equals(key)) {
                return Optional.of(entries.get(i).value());
            }
        }
        return Optional.empty();
    }

    /** Returns the value at the end of a path of keys. */
    Optional<ConfigNode> at(String... keys) {
        Optional<ConfigNode> here = Optional.of(this);
        for (String key : keys) {
            here = here.flatMap(node -> node.get(key));
        }
        return here;
    }

    /** Returns the text of a key's scalar; empty if there is none, or it is null. */
    Optional<String> text(String key) {
        return get(key).filter(node -> !node.is(Kind.NULL) && !node.is(Kind.LIST) && !node.is(Kind.MAP))
                .map(ConfigNode::text);
    }

    /** Returns the entries that count, as a later entry undoes earlier ones of its key. */
    List<Entry> effective() {
        Map<String, Entry> last = new LinkedHashMap<>();
        entries.forEach(entry -> last.put(entry.key(), entry));
        return List.copyOf(last.values());
    }
}
