package io.github.ipv6fleet.render.internal.check;

import io.github.ipv6fleet.render.internal.check.ConfigNode.Kind;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads one document of YAML 1.1, as netplan and cloud-init do; no objects are made, and aliases cannot blow it up. */
final class YamlReader {
    private static final Map<Tag, Kind> KINDS = Map.of(
            Tag.NULL, Kind.NULL, Tag.BOOL, Kind.BOOL, Tag.INT, Kind.INT, Tag.FLOAT, Kind.FLOAT, Tag.STR, Kind.TEXT);

    /** More than the largest user data can say without aliases. */
    private static final int MOST_NODES = 50_000;

    private static final int MOST_LEVELS = 50;

    private int nodes;

    private YamlReader() {}

    /** Returns what is in the text; of an empty one, null. */
    static ConfigNode read(String text) throws SyntaxProblem {
        try {
            Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
            return root == null ? ConfigNode.scalar(1, Kind.NULL, "", false) : new YamlReader().node(root, 0);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new SyntaxProblem(line, String.valueOf(e.getProblem()));
        } catch (YAMLException e) {
            throw new SyntaxProblem(1, String.valueOf(e.getMessage()));
        }
    }

    private ConfigNode node(Node node, int level) throws SyntaxProblem {
        int line = node.getStartMark().getLine() + 1;
        nodes++;
        if (nodes > MOST_NODES || level > MOST_LEVELS) {
            throw new SyntaxProblem(line, "it is too large or too deep, or its aliases make it so");
        }
        if (node instanceof MappingNode map) {
            return ConfigNode.map(line, entries(map, level));
        }
        if (node instanceof SequenceNode list) {
            List<ConfigNode> items = new ArrayList<>();
            for (Node item : list.getValue()) {
                items.add(node(item, level + 1));
            }
            return ConfigNode.list(line, items);
        }
        ScalarNode scalar = (ScalarNode) node;
        boolean quoted = scalar.getScalarStyle() != ScalarStyle.PLAIN;
        return ConfigNode.scalar(line, KINDS.getOrDefault(scalar.getTag(), Kind.OTHER), scalar.getValue(), quoted);
    }

    /** What is merged by {@code <<} comes first, so that the map's own entries win. */
    private List<ConfigNode.Entry> entries(MappingNode map, int level) throws SyntaxProblem {
        List<ConfigNode.Entry> merged = new ArrayList<>();
        List<ConfigNode.Entry> own = new ArrayList<>();
        for (NodeTuple tuple : map.getValue()) {
            ConfigNode key = node(tuple.getKeyNode(), level + 1);
            ConfigNode value = node(tuple.getValueNode(), level + 1);
            if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
                merged.addAll(value.entries());
                value.items().forEach(item -> merged.addAll(item.entries()));
            } else {
                own.add(new ConfigNode.Entry(key.text(), key.line(), value));
            }
        }
        merged.addAll(own);
        return merged;
    }
}
