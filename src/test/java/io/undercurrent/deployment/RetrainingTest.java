package io.undercurrent.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.undercurrent.cli.CommandProcess;
import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.format.ReadingWriter;
import io.undercurrent.format.models.ModelEntry;
import io.undercurrent.format.models.ModelRole;
import io.undercurrent.job.kafka.MessageProducer;
import io.undercurrent.job.models.ModelLog;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.file.ModelFile;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import io.undercurrent.topic.ModelTopics;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Kubernetes and compose start at a training, to the word, in a process of its own on a real broker: only where the broker is and
 * where the volume is mounted differ, and training is short.
 */
@Timeout(300)
class RetrainingTest {

    private static final Columns COLUMNS = new Columns(List.of("sales"), List.of("promotion"));
    private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
    private static final int DAYS = 90;
    private static final String PUSH_OPTIONS = "PUSH_OPTIONS";

    @TempDir
    private Path directory;

    @Test
    void theCronJobMakesTheNextModelLive() throws Exception {
        JsonNode container = DeployedFiles.yaml("deploy/kubernetes/retrain.yaml")
                .get(1)
                .at("/spec/jobTemplate/spec/template/spec/containers/0");
        assertTrue(container.path("command").isMissingNode(), "the image knows what to start");
        makesTheNextModelLive(container.get("args"), "kafka-kafka-bootstrap:9092");
    }

    @Test
    void theServiceOfComposeMakesTheNextModelLive() throws Exception {
        JsonNode service = DeployedFiles.yaml("docker-compose.yml").get(0).at("/services/retrain");
        makesTheNextModelLive(service.get("command"), "kafka:9092");
    }

    @Test
    void theJobOfKubernetesMakesAModelFromNothingLive() throws Exception {
        JsonNode container = DeployedFiles.yaml("deploy/kubernetes/train.yaml")
                .get(0)
                .at("/spec/jobTemplate/spec/template/spec/containers/0");
        Map<String, String> environment = new HashMap<>();
        container
                .get("env")
                .forEach(entry -> environment.put(
                        entry.get("name").asText(), entry.get("value").asText()));
        List<String> command = new ArrayList<>(words(container.get("command")));
        command.addAll(words(container.get("args")));
        assertEquals("--live", environment.get(PUSH_OPTIONS));
        trainsFromNothing(command, "kafka-kafka-bootstrap:9092", environment, COLUMNS, ModelRole.LIVE);
    }

    /** As a shadow, if it is asked for; without a word of it, live. */
    @Test
    void theServiceOfComposeMakesAModelFromNothingAShadow() throws Exception {
        JsonNode service = DeployedFiles.yaml("docker-compose.yml").get(0).at("/services/next");
        assertEquals("--live", service.at("/environment/" + PUSH_OPTIONS).asText());
        List<String> command = new ArrayList<>(words(service.get("entrypoint")));
        // Compose puts variables of its own in, unless the sign is doubled.
        words(service.get("command")).forEach(word -> command.add(word.replace("$$", "$")));
        trainsFromNothing(
                command,
                "kafka:9092",
                Map.of(PUSH_OPTIONS, "--shadow --shadow-share 0.5"),
                new Columns(List.of("temperature", "sales"), List.of("promotion", "holiday")),
                ModelRole.SHADOW);
    }

    private void trainsFromNothing(
            List<String> words, String broker, Map<String, String> environment, Columns columns, ModelRole role)
            throws Exception {
        Path volume = Files.createDirectory(directory.resolve("models"));
        try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
            kafka.createTopic("readings", 2);
            send(kafka.bootstrapServers(), columns);
            List<String> command = words.stream()
                    .map(word ->
                            word.replace(broker, kafka.bootstrapServers()).replace("=/models/", "=" + volume + "/"))
                    .toList();
            ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
            process.environment().putAll(environment);
            process.environment().merge("PATH", tools().toString(), (path, tools) -> tools + ":" + path);
            String said = run(process);
            ModelLog log = new ModelLog(kafka.bootstrapServers(), Map.of(), new ModelTopics("models", "model-events"));
            Map<ModelRole, ModelEntry> entries = log.entries();
            assertEquals(Set.of(role), entries.keySet(), said);
            ModelEntry pushed = entries.get(role);
            assertTrue(pushed.uri().startsWith(volume.toUri() + "stores-"), pushed.uri());
            ForecastModel written = ModelFile.read(Path.of(URI.create(pushed.uri())));
            assertEquals(written.checksum(), pushed.checksum());
            assertEquals(columns, written.columns());
            assertEquals(FIRST.plusDays(DAYS).toEpochDay(), pushed.from(), "the day after the newest reading");
        }
    }

    /** A folder with the command, which trains shorter than it would. */
    private Path tools() throws IOException {
        String java = CommandProcess.of(List.of()).command().stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        Path folder = Files.createDirectory(directory.resolve("tools"));
        Path command = Files.writeString(
                folder.resolve("undercurrent"),
                "#!/bin/sh\nif [ \"$1\" = train ]; then set -- \"$@\" --steps=20; fi\nexec " + java + " \"$@\"\n");
        assertTrue(command.toFile().setExecutable(true));
        return folder;
    }

    private static List<String> words(JsonNode list) {
        List<String> words = new ArrayList<>();
        list.forEach(word -> words.add(word.asText()));
        return words;
    }

    /** Both start what the image of the tool starts. */
    @Test
    void theImageStartsTheCommand() throws IOException {
        String image = DeployedFiles.text("deploy/Dockerfile");
        assertEquals("undercurrent", DeployedFiles.find("ENTRYPOINT \\[\"([^\"]+)\"]", image));
    }

    private void makesTheNextModelLive(JsonNode words, String broker) throws Exception {
        Path volume = Files.createDirectory(directory.resolve("models"));
        Path before = directory.resolve("before.safetensors");
        RecurrentModel model = RecurrentModel.untrained(
                new ModelSpec(COLUMNS, List.of(true), 14, 7, List.of(0.1, 0.5, 0.9), ModelSpec.Cell.GRU, 8, 1, 8), 1);
        ModelFile.write(model, before);
        try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
            kafka.createTopic("readings", 2);
            send(kafka.bootstrapServers(), COLUMNS);
            String place = "--bootstrap-servers=" + kafka.bootstrapServers();
            ModelLog log = new ModelLog(kafka.bootstrapServers(), Map.of(), new ModelTopics("models", "model-events"));
            log.create(line -> {});
            int first = Math.toIntExact(FIRST.toEpochDay());
            String uri = before.toUri().toString();
            log.push(List.of(new ModelEntry(
                    ModelRole.LIVE, model.id(), uri, ModelFile.read(before).checksum(), first, Instant.now())));
            List<String> command = new ArrayList<>();
            words.forEach(word -> command.add(
                    word.asText().replace(broker, kafka.bootstrapServers()).replace("=/models", "=" + volume)));
            assertTrue(command.contains(place) && command.contains("--models-dir=" + volume), command::toString);
            command.add("--steps=150");
            String said = run(CommandProcess.of(command));
            ModelEntry live = log.entries().get(ModelRole.LIVE);
            Path written = volume.resolve(live.model() + ".safetensors");
            assertEquals(written.toUri().toString(), live.uri(), said);
            assertEquals(live.checksum(), ModelFile.read(written).checksum());
        }
    }

    private static void send(String bootstrapServers, Columns columns) {
        ReadingWriter writer = new ReadingWriter(columns);
        try (MessageProducer producer = new MessageProducer(bootstrapServers, "readings", Map.of())) {
            for (int day = 0; day < DAYS; day++) {
                for (int store = 0; store < 2; store++) {
                    int promotion = (day + store) % 5 == 0 ? 1 : 0;
                    double sold = (100 + 10 * (day % 7) + 100 * promotion) * (store + 1);
                    double[] values = new double[columns.count()];
                    Arrays.fill(values, 0, columns.targets().size(), sold);
                    Arrays.fill(values, columns.targets().size(), values.length, promotion);
                    Reading reading = Reading.of("store-" + store, FIRST.plusDays(day), values);
                    producer.send(reading.key(), writer.write(reading));
                }
            }
            producer.flush();
        }
    }

    /** Returns what a command said that went well. */
    private String run(ProcessBuilder command) throws IOException, InterruptedException {
        Path said = directory.resolve("said");
        Process process = command.redirectOutput(said.toFile()).start();
        assertEquals(0, process.waitFor(), () -> command.command() + "\n" + read(said));
        return read(said);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            return failure.toString();
        }
    }
}
