package io.github.ipv6fleet.render.internal.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.ipv6fleet.render.internal.check.ConfigNode.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Reads JSON as strictly as Go's encoding/json does; keys that come twice are kept, for the last one to win. */
final class JsonReader {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonReader() {}

    /**
     * Reads the value in a text.
     *
     * @param restIsRead whether anything after the value is an error; Go's decoder of streams stops before it
     */
    static ConfigNode read(String text, boolean restIsRead) throws SyntaxProblem {
        try (JsonParser json = FACTORY.createParser(text)) {
            if (json.nextToken() == null) {
                throw new SyntaxProblem(1, "it ends before there is a value");
            }
            ConfigNode value = value(json);
            if (restIsRead) {
                int line = json.currentLocation().getLineNr();
                if (json.nextToken() != null) {
                    throw new SyntaxProblem(line, "something follows the closing brace");
                }
            }
            return value;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new SyntaxProblem(line, firstLine(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ConfigNode value(JsonParser json) throws IOException {
        int line = json.currentTokenLocation().getLineNr();
        JsonToken token = json.currentToken();
        return switch (token) {
            case START_OBJECT -> ConfigNode.map(line, entries(json));
            case START_ARRAY -> ConfigNode.list(line, items(json));
            case VALUE_TRUE, VALUE_FALSE -> ConfigNode.scalar(line, Kind.BOOL, json.getText(), false);
            case VALUE_NULL -> ConfigNode.scalar(line, Kind.NULL, "", false);
            case VALUE_NUMBER_INT -> ConfigNode.scalar(line, Kind.INT, json.getText(), false);
            case VALUE_NUMBER_FLOAT -> ConfigNode.scalar(line, Kind.FLOAT, json.getText(), false);
            case VALUE_STRING -> ConfigNode.scalar(line, Kind.TEXT, json.getText(), true);
            default -> throw new IllegalStateException("no value: " + token);
        };
    }

    private static List<ConfigNode.Entry> entries(JsonParser json) throws IOException {
        List<ConfigNode.Entry> entries = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            int line = json.currentTokenLocation().getLineNr();
            String key = json.currentName();
            json.nextToken();
            entries.add(new ConfigNode.Entry(key, line, value(json)));
        }
        return entries;
    }

    private static List<ConfigNode> items(JsonParser json) throws IOException {
        List<ConfigNode> items = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(json));
        }
        return items;
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("it is no JSON");
    }
}
