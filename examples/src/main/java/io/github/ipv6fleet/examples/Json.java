package io.github.ipv6fleet.examples;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.ipv6fleet.aws.Finding;
import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.LaunchReport;
import io.github.ipv6fleet.aws.LaunchedFleet;
import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.aws.TerminationReport;
import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.HostPlan;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** What {@code --json} prints. */
final class Json {
    private static final int VERSION = 1;

    private Json() {}

    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    static String of(FleetPlan plan, LaunchedFleet fleet) {
        return object(json -> {
            json.writeObjectFieldStart("plan");
            json.writeArrayFieldStart("hosts");
            for (HostPlan host : plan.hosts()) {
                json.writeStartObject();
                json.writeStringField("name", host.name());
                json.writeStringField("address", host.address().toString());
                json.writeStringField("containerBlock", host.containerBlock().toString());
                json.writeStringField("subnet", host.subnetId());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeObjectFieldStart("fleet");
            json.writeArrayFieldStart("hosts");
            for (LaunchedHost host : fleet.hosts()) {
                json.writeStartObject();
                json.writeStringField("name", host.name());
                json.writeStringField("address", host.address().toString());
                json.writeStringField("containerBlock", host.containerBlock().toString());
                json.writeStringField("instanceId", host.instanceId());
                json.writeStringField("state", host.state());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            write(json, fleet.report());
        });
    }

    /** What became of a launch that failed. */
    static String of(FleetException error) {
        return object(json -> {
            json.writeStringField("error", error.getMessage());
            json.writeStringField("code", error.code());
            if (error.report().isPresent()) {
                write(json, error.report().get());
            }
        });
    }

    private static void write(JsonGenerator json, LaunchReport report) throws IOException {
        json.writeFieldName("report");
        json.writeRawValue(report.toJson());
    }

    static String of(TerminationReport report) {
        return object(json -> {
            write(json, "terminated", report.terminated());
            write(json, "left", report.leftOver());
        });
    }

    static String of(List<Finding> findings) {
        return object(json -> {
            json.writeArrayFieldStart("findings");
            for (Finding finding : findings) {
                json.writeStartObject();
                json.writeStringField("id", finding.id());
                json.writeStringField("severity", finding.severity().name());
                json.writeStringField("what", finding.what());
                json.writeStringField("why", finding.why());
                json.writeStringField("remedy", finding.remedy());
                write(json, "objects", finding.objects());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, String name, List<String> ids) throws IOException {
        json.writeArrayFieldStart(name);
        for (String id : ids) {
            json.writeString(id);
        }
        json.writeEndArray();
    }

    private static String object(Body body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("version", VERSION);
            body.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
