package io.github.ipv6fleet.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.github.ipv6fleet.net.InvalidAddressException;
import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.text.Shown;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the JSON form of a plan, and nothing that is not exactly that: a field we do not know may be what matters. */
final class PlanJsonReader {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final JsonParser json;

    private PlanJsonReader(JsonParser json) {
        this.json = json;
    }

    static FleetPlan read(String text) {
        try (JsonParser json = FACTORY.createParser(text)) {
            return new PlanJsonReader(json).plan();
        } catch (IOException e) {
            // Without the source that Jackson adds: the text at hand is all there is. Nor is it the cause, whose
            // message has
            // parts of the text as they are.
            String reason = e instanceof com.fasterxml.jackson.core.JsonProcessingException processing
                    ? processing.getOriginalMessage() + at(processing.getLocation())
                    : String.valueOf(e.getMessage());
            throw new IllegalArgumentException(
                    "the plan is not valid JSON: " + Shown.line(reason) + "; give what toJson() wrote");
        }
    }

    private FleetPlan plan() throws IOException {
        String version = null;
        String name = null;
        List<HostPlan> hosts = null;
        json.nextToken();
        expect(JsonToken.START_OBJECT, "a plan");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "version" -> {
                    expect(JsonToken.VALUE_NUMBER_INT, "version");
                    version = json.getText();
                    if (!version.equals(Integer.toString(PlanJson.VERSION))) {
                        throw refused("is of version " + Shown.of(version) + ", and this library reads version "
                                + PlanJson.VERSION + "; use the library that wrote it, or plan again");
                    }
                }
                case "name" -> name = text("name");
                case "hosts" -> hosts = hosts();
                default -> throw unknown(field, "a plan");
            }
        }
        if (json.nextToken() != null) {
            throw refused("goes on after its end; give one plan");
        }
        present("version", version);
        return FleetPlan.of(present("name", name), present("hosts", hosts));
    }

    private List<HostPlan> hosts() throws IOException {
        List<HostPlan> hosts = new ArrayList<>();
        expect(JsonToken.START_ARRAY, "hosts");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            hosts.add(host());
        }
        return hosts;
    }

    private HostPlan host() throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        Map<String, Ipv6Address> containers = new LinkedHashMap<>();
        expect(JsonToken.START_OBJECT, "a host");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "name", "address", "containerBlock", "blockSource", "containerNetwork", "subnetId", "subnet" ->
                    fields.put(field, text(field));
                case "containers" -> containers(containers);
                default -> throw unknown(field, "a host");
            }
        }
        String name = present("name", fields.get("name"));
        try {
            return host(name, fields, containers);
        } catch (InvalidAddressException e) {
            throw refused("has at host " + Shown.of(name) + " an address or block that is none: " + e.getMessage());
        }
    }

    private HostPlan host(String name, Map<String, String> fields, Map<String, Ipv6Address> containers) {
        Ipv6Block block = Ipv6Block.parse(present("containerBlock", fields.get("containerBlock")));
        Ipv6Block network = Ipv6Block.parse(present("containerNetwork", fields.get("containerNetwork")));
        HostPlan.Builder host = HostPlan.builder(
                        name,
                        Ipv6Block.parse(present("subnet", fields.get("subnet"))),
                        Ipv6Address.parse(present("address", fields.get("address"))),
                        block)
                .subnetId(present("subnetId", fields.get("subnetId")))
                .blockSource(source(present("blockSource", fields.get("blockSource")), block))
                .containerNetwork(network);
        containers.forEach(host::container);
        return host.build();
    }

    private void containers(Map<String, Ipv6Address> containers) throws IOException {
        expect(JsonToken.START_OBJECT, "containers");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            containers.put(name, Ipv6Address.parse(text(name)));
        }
    }

    private BlockSource source(String text, Ipv6Block block) {
        return switch (text) {
            case PlanJson.RUN -> BlockSource.addressRun(block.prefixLength());
            case PlanJson.PREFIX -> BlockSource.plannedPrefix();
            case PlanJson.CHOSEN -> BlockSource.chosenByEc2();
            default ->
                throw refused("has the block source \"" + Shown.of(text) + "\", which is none; give " + PlanJson.PREFIX
                        + ", " + PlanJson.RUN + " or " + PlanJson.CHOSEN);
        };
    }

    private String text(String what) throws IOException {
        expect(JsonToken.VALUE_STRING, what);
        return json.getText();
    }

    private void expect(JsonToken token, String what) {
        if (json.currentToken() != token) {
            throw refused("has " + word(json.currentToken()) + " where " + Shown.of(what) + " should be " + word(token)
                    + "; give what toJson() wrote");
        }
    }

    private static String word(@Nullable JsonToken token) {
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "text";
            case VALUE_NUMBER_INT -> "a whole number";
            case VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case VALUE_NULL -> "null";
            default -> "an end";
        };
    }

    private <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw refused("has no \"" + field + "\"; give what toJson() wrote");
        }
        return value;
    }

    private IllegalArgumentException unknown(String field, String of) {
        return refused("has \"" + Shown.of(field) + "\", which is no field of " + of + " in version " + PlanJson.VERSION
                + "; take it out, or use the library that wrote it");
    }

    private IllegalArgumentException refused(String problem) {
        return new IllegalArgumentException("the plan" + at(json.currentTokenLocation()) + " " + problem);
    }

    private static String at(com.fasterxml.jackson.core.JsonLocation location) {
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
