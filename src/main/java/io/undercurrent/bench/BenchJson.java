package io.undercurrent.bench;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Figures as a file for scripts. */
public final class BenchJson {

    private BenchJson() {}

    /**
     * @param options of the command, by name
     * @param results by name of the benchmark
     */
    public static void write(
            Path file, String version, Map<String, String> options, Map<String, List<Measurement>> results)
            throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("undercurrent", version);
            writeTexts(json, "machine", Machine.describe());
            writeTexts(json, "options", options);
            json.writeObjectFieldStart("benchmarks");
            for (Map.Entry<String, List<Measurement>> benchmark : results.entrySet()) {
                json.writeArrayFieldStart(benchmark.getKey());
                for (Measurement measurement : benchmark.getValue()) {
                    write(json, measurement);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    private static void writeTexts(JsonGenerator json, String name, Map<String, String> texts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            json.writeStringField(text.getKey(), text.getValue());
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Measurement measurement) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", measurement.name());
        json.writeStringField("unit", measurement.unit());
        json.writeNumberField("median", measurement.median());
        json.writeArrayFieldStart("runs");
        for (double run : measurement.runs()) {
            json.writeNumber(run);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
