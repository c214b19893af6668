package io.github.ipv6fleet.ec2sim.internal.wire;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request, or of one structure in it. It remembers what was asked for; what is left in the end is
 * refused, so that a misspelt parameter is never silently dropped.
 */
public final class Params {
    private final NavigableMap<String, String> all;
    private final Set<String> read;
    private final String prefix;

    private Params(NavigableMap<String, String> all, Set<String> read, String prefix) {
        this.all = all;
        this.read = read;
        this.prefix = prefix;
    }

    /** Wraps the fields of a request. */
    public static Params of(Map<String, String> fields) {
        return new Params(new TreeMap<>(fields), new HashSet<>(), "");
    }

    public @Nullable String optional(String name) {
        read.add(prefix + name);
        return all.get(prefix + name);
    }

    public String optional(String name, String otherwise) {
        String value = optional(name);
        return value == null ? otherwise : value;
    }

    public String required(String name) {
        String value = optional(name);
        if (value == null || value.isEmpty()) {
            throw Ec2Error.missingParameter(prefix + name);
        }
        return value;
    }

    public @Nullable Integer integer(String name) {
        String value = optional(name);
        if (value == null) {
            return null;
        }
        try {
            return Integer.valueOf(value);
        } catch (NumberFormatException e) {
            throw Ec2Error.invalidValue(prefix + name, value);
        }
    }

    /** Returns a number that may have a fraction: no sign, no exponent. */
    public double decimal(String name, double otherwise) {
        String value = optional(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.matches("[0-9]{1,7}([.][0-9]{1,9})?")) {
            throw Ec2Error.invalidValue(prefix + name, value);
        }
        return Double.parseDouble(value);
    }

    /** Returns a count: absent is 0, negative is refused. */
    public int count(String name) {
        Integer value = integer(name);
        if (value != null && value < 0) {
            throw Ec2Error.invalidValue(prefix + name, value.toString());
        }
        return value == null ? 0 : value;
    }

    public int requiredInteger(String name) {
        required(name);
        Integer value = integer(name);
        return value == null ? 0 : value;
    }

    public @Nullable Boolean flag(String name) {
        String value = optional(name);
        if (value == null) {
            return null;
        }
        if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
            return value.equalsIgnoreCase("true");
        }
        throw Ec2Error.invalidValue(prefix + name, value);
    }

    public boolean flag(String name, boolean otherwise) {
        Boolean value = flag(name);
        return value == null ? otherwise : value;
    }

    /** Returns one of the given words, or null when absent. */
    public @Nullable String oneOf(String name, String... words) {
        String value = optional(name);
        if (value != null && !List.of(words).contains(value)) {
            throw Ec2Error.invalidValue(prefix + name, value);
        }
        return value;
    }

    /** Returns the plain values {@code Name.1, Name.2, …} in the order of their numbers. */
    public List<String> list(String name) {
        List<String> values = new ArrayList<>();
        for (int index : indices(name)) {
            String value = optional(name + "." + index);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    /** Returns one field of each structure, as {@code list("Ipv6Addresses", "Ipv6Address")}. */
    public List<String> list(String name, String field) {
        return structures(name, each -> each.required(field));
    }

    /** Reads the structures {@code Name.1.…, Name.2.…} in the order of their numbers. */
    public <T> List<T> structures(String name, Function<Params, T> reader) {
        List<T> values = new ArrayList<>();
        for (int index : indices(name)) {
            if (!all.containsKey(prefix + name + "." + index)) { // a plain value in place of a structure stays unread
                values.add(reader.apply(structure(name + "." + index)));
            }
        }
        return values;
    }

    /** Returns the fields {@code Name.…}. */
    public Params structure(String name) {
        return new Params(all, read, prefix + name + ".");
    }

    /** Returns whether the parameter, or any field of it, was sent. */
    public boolean has(String name) {
        return all.containsKey(prefix + name) || !below(name).isEmpty();
    }

    /** Refuses parameters that EC2 has and this simulator does not act on. */
    public void refuse(String... names) {
        for (String name : names) {
            if (has(name)) {
                throw Ec2Error.notSimulated(prefix + name);
            }
        }
    }

    /** Accepts parameters that change nothing a client of this simulator can see. */
    public void accept(String... names) {
        for (String name : names) {
            read.add(prefix + name);
        }
    }

    /** Refuses the first parameter that nobody asked for. */
    public void refuseUnread() {
        for (String name : all.keySet()) {
            if (!read.contains(name)) {
                throw Ec2Error.unknownParameter(name);
            }
        }
    }

    /** Returns the fields of this structure under their own names, sorted. */
    public NavigableMap<String, String> fields() {
        NavigableMap<String, String> fields = new TreeMap<>();
        all.tailMap(prefix, true).forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                fields.put(name.substring(prefix.length()), value);
            }
        });
        return fields;
    }

    /** Returns every parameter sent, sorted by name. */
    public NavigableMap<String, String> asMap() {
        return all;
    }

    private Map<String, String> below(String name) {
        return all.subMap(prefix + name + ".", prefix + name + "/"); // '/' follows '.' in ASCII
    }

    private Set<Integer> indices(String name) {
        int start = prefix.length() + name.length() + 1;
        Set<Integer> indices = new TreeSet<>();
        for (String key : below(name).keySet()) {
            int dot = key.indexOf('.', start);
            int index = index(key, start, dot < 0 ? key.length() : dot);
            if (index > 0) {
                indices.add(index);
            }
        }
        return indices;
    }

    /** Returns the number of one to six digits that stands there, or 0: one that begins with 0 is none. */
    private static int index(String key, int start, int end) {
        if (end - start > 6 || start == end || key.charAt(start) == '0') {
            return 0;
        }
        int index = 0;
        for (int i = start; i < end; i++) {
            char c = key.charAt(i);
            if (c < '0' || c > '9') {
                return 0;
            }
            index = index * 10 + c - '0';
        }
        return index;
    }
}
