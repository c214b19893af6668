package io.github.ipv6fleet.aws.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.ipv6fleet.aws.LaunchForecast;
import io.github.ipv6fleet.aws.LaunchReport;
import io.github.ipv6fleet.aws.ReportedRequest;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;

/** The JSON form of a report. */
public final class ReportJson {
    private static final int VERSION = 1;
    private static final int MILLIS = 3;

    private ReportJson() {}

    /** Returns an object in one line. */
    public static String of(LaunchReport report) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("version", VERSION);
            json.writeNumberField("launched", report.launched());
            json.writeNumberField("adopted", report.adopted());
            json.writeNumberField("seconds", seconds(report.duration()));
            json.writeNumberField("reads", report.reads());
            json.writeNumberField("writes", report.writes());
            json.writeNumberField("throttles", report.throttles());
            json.writeNumberField("retries", report.retries());
            json.writeObjectFieldStart("calls");
            for (Map.Entry<String, Integer> entry : report.calls().entrySet()) {
                json.writeNumberField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
            json.writeObjectFieldStart("phases");
            for (Map.Entry<String, Duration> entry : report.phases().entrySet()) {
                json.writeNumberField(entry.getKey(), seconds(entry.getValue()));
            }
            json.writeEndObject();
            if (report.forecast().isPresent()) {
                write(json, report.forecast().get());
            }
            if (!report.notes().isEmpty()) {
                json.writeArrayFieldStart("notes");
                for (String note : report.notes()) {
                    json.writeString(note);
                }
                json.writeEndArray();
            }
            json.writeArrayFieldStart("requests");
            for (ReportedRequest request : report.requests()) {
                write(json, request);
            }
            json.writeEndArray();
            json.writeNumberField("requestsLeftOut", report.requestsLeftOut());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, LaunchForecast forecast) throws IOException {
        json.writeObjectFieldStart("forecast");
        json.writeNumberField("seconds", seconds(forecast.duration()));
        json.writeNumberField("reads", forecast.reads());
        json.writeNumberField("writes", forecast.writes());
        json.writeStringField("limitedBy", forecast.limitedBy());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, ReportedRequest request) throws IOException {
        json.writeStartObject();
        json.writeStringField("action", request.action());
        json.writeStringField("requestId", request.requestId());
        if (!request.code().isEmpty()) {
            json.writeStringField("code", request.code());
        }
        json.writeEndObject();
    }

    private static BigDecimal seconds(Duration length) {
        return BigDecimal.valueOf(length.toMillis(), MILLIS);
    }
}
