package io.undercurrent.bench;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures as a file for scripts. */
public final class BenchJson {

    /** The section with the figures of the build that writes the file. */
    public static final String FIGURES = "benchmarks";

    private BenchJson() {}

    /**
     * @param options of the command, by name
     * @param sections of figures by name, each by name of the benchmark
     */
    public static void write(
            Path file,
            String version,
            Map<String, String> options,
            Map<String, Map<String, List<Measurement>>> sections)
            throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("undercurrent", version);
            writeTexts(json, "machine", Machine.describe());
            writeTexts(json, "options", options);
            for (Map.Entry<String, Map<String, List<Measurement>>> section : sections.entrySet()) {
                writeSection(json, section.getKey(), section.getValue());
            }
            json.writeEndObject();
        }
    }

    private static void writeSection(JsonGenerator json, String name, Map<String, List<Measurement>> results)
            throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, List<Measurement>> benchmark : results.entrySet()) {
            json.writeArrayFieldStart(benchmark.getKey());
            for (Measurement measurement : benchmark.getValue()) {
                write(json, measurement);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    /** The figures of a file that this or another build wrote, by name of the benchmark. */
    static Map<String, List<Measurement>> read(Path file) throws IOException {
        Map<String, List<Measurement>> results = new LinkedHashMap<>();
        new ObjectMapper().readTree(file.toFile()).path(FIGURES).properties().forEach(benchmark -> {
            List<Measurement> measurements = new ArrayList<>();
            benchmark.getValue().forEach(figure -> measurements.add(read(figure)));
            results.put(benchmark.getKey(), measurements);
        });
        return results;
    }

    private static Measurement read(JsonNode figure) {
        List<Double> runs = new ArrayList<>();
        figure.path("runs").forEach(run -> runs.add(run.asDouble()));
        return new Measurement(figure.path("name").asText(), figure.path("unit").asText(), runs);
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
