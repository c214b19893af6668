package io.github.ipv6fleet.render;

import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads YAML 1.1 and, as its subset, JSON, by a parser that is not ours. */
public record Parsed(Object value) {
    public static Parsed of(String text) {
        return new Parsed(new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
    }

    /** Goes down by keys and indexes. */
    public Parsed at(Object... path) {
        Object here = value;
        for (Object step : path) {
            here = here instanceof List<?> list ? list.get((Integer) step) : ((Map<?, ?>) here).get(step);
        }
        return new Parsed(here);
    }

    /** Finds the content of a file in user data. */
    public String file(String path) {
        for (Object entry : (List<?>) at("write_files").value) {
            if (new Parsed(entry).at("path").value.equals(path)) {
                return (String) new Parsed(entry).at("content").value;
            }
        }
        throw new AssertionError("no file " + path);
    }
}
