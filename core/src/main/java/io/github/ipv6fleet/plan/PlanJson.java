package io.github.ipv6fleet.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.ipv6fleet.net.Ipv6Address;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** Writes the JSON form of a plan. Its names and their meaning change only with its version. */
final class PlanJson {
    static final int VERSION = 1;
    static final String PREFIX = "planned-prefix";
    static final String RUN = "address-run";
    static final String CHOSEN = "chosen-by-ec2";

    private static final JsonFactory FACTORY = new JsonFactory();

    private PlanJson() {}

    static String write(FleetPlan plan) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("version", VERSION);
            json.writeStringField("name", plan.name());
            json.writeArrayFieldStart("hosts");
            for (HostPlan host : plan.hosts()) {
                write(host, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static String source(BlockSource source) {
        return source.isAddressRun() ? RUN : source.isChosenByEc2() ? CHOSEN : PREFIX;
    }

    private static void write(HostPlan host, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", host.name());
        json.writeStringField("address", host.address().toString());
        json.writeStringField("containerBlock", host.containerBlock().toString());
        json.writeStringField("blockSource", source(host.blockSource()));
        json.writeStringField("containerNetwork", host.containerNetwork().toString());
        if (!host.namedContainers().isEmpty()) {
            json.writeObjectFieldStart("containers");
            for (Map.Entry<String, Ipv6Address> container :
                    host.namedContainers().entrySet()) {
                json.writeStringField(container.getKey(), container.getValue().toString());
            }
            json.writeEndObject();
        }
        json.writeStringField("subnetId", host.subnetId());
        json.writeStringField("subnet", host.subnet().toString());
        json.writeEndObject();
    }
}
