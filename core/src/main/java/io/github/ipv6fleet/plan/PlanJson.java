package io.github.ipv6fleet.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** The JSON form of a plan. */
final class PlanJson {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int VERSION = 1;

    private PlanJson() {}

    static String write(FleetPlan plan) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("version", VERSION);
            json.writeStringField("name", plan.name());
            json.writeArrayFieldStart("hosts");
            for (HostPlan host : plan.hosts()) {
                json.writeStartObject();
                json.writeStringField("name", host.name());
                json.writeStringField("address", host.address().toString());
                json.writeStringField("containerBlock", host.containerBlock().toString());
                json.writeStringField(
                        "containerNetwork", host.containerNetwork().toString());
                json.writeStringField("subnet", host.subnetId());
                json.writeStringField("subnetBlock", host.subnet().toString());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
