package io.undercurrent.job.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.embedded.SharedKafka;
import io.undercurrent.format.models.ModelEntry;
import io.undercurrent.format.models.ModelEvent;
import io.undercurrent.format.models.ModelEvent.What;
import io.undercurrent.format.models.ModelRole;
import io.undercurrent.job.kafka.MessageProducer;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.file.ModelFile;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.Columns;
import io.undercurrent.series.SeriesContract;
import io.undercurrent.stream.RecordedMetrics;
import io.undercurrent.stream.SuccessorFiles;
import io.undercurrent.stream.record.Successor;
import io.undercurrent.topic.ModelTopics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a job makes of the entries of a topic, good and bad. */
@Timeout(60)
class ModelsReaderTest {

    private static final EmbeddedKafka KAFKA = SharedKafka.get();
    private static final Instant PUSHED = Instant.parse("2025-03-18T09:12:44.120Z");
    private static final int DAY = 20_000;

    private static final ForecastModel OWN = model(14, 7, 1);
    private static final ForecastModel FIT = model(14, 7, 2);
    private static final ForecastModel UNFIT = model(21, 5, 3);
    private static final SeriesContract CONTRACT = OWN.contract(14);

    @TempDir
    private Path directory;

    private final List<Successor> successors = new ArrayList<>();

    private static ForecastModel model(int window, int horizon, long seed) {
        return RecurrentModel.untrained(
                new ModelSpec(
                        Columns.ofTargets("sales"),
                        List.of(),
                        window,
                        horizon,
                        List.of(0.5),
                        ModelSpec.Cell.GRU,
                        4,
                        1,
                        4),
                seed);
    }

    @Test
    void takesWhatFitsAndRefusesTheRestWithAllReasonsOnce() throws Exception {
        ModelLog log = log("reader");
        log.create(line -> {});
        ModelEntry fit = entry(FIT, write(FIT, "fit"), DAY, 0);
        ModelEntry unfit = entry(UNFIT, write(UNFIT, "unfit"), DAY + 1, 1);
        ModelEntry other = entry(FIT, write(OWN, "other"), DAY + 2, 2);
        ModelEntry gone = entry(FIT, directory.resolve("gone"), DAY + 3, 3);
        byte[] bytes = FIT.file();
        Path cut = Files.write(directory.resolve("cut"), Arrays.copyOf(bytes, bytes.length - 1));
        ModelEntry damaged = entry(FIT, cut, DAY + 4, 4);
        RecordedMetrics metrics = new RecordedMetrics();
        try (ModelsReader reader = reader(log, false, metrics)) {
            reader.start();
            try (MessageProducer producer =
                    new MessageProducer(KAFKA.bootstrapServers(), log.topics().models(), Map.of())) {
                producer.send("live", "no JSON".getBytes(StandardCharsets.UTF_8));
                producer.flush();
            }
            for (ModelEntry entry : List.of(fit, unfit, other, gone, damaged)) {
                log.push(List.of(entry));
                // Of what is there at a start the newest entry of a role counts.
                while (log.events().stream().noneMatch(event -> event.entry().equals(entry))) {
                    Thread.sleep(20);
                }
            }
            assertEquals(InputStatus.MORE_AVAILABLE, reader.pollNext(output()));
            assertEquals(InputStatus.NOTHING_AVAILABLE, reader.pollNext(output()));
        }
        assertEquals(
                List.of(FIT.checksum()),
                successors.stream().map(it -> it.term().model()).toList());
        assertEquals(1, ((Counter) metrics.all().get("modelsAccepted")).getCount());
        assertEquals(4, ((Counter) metrics.all().get("modelsRefused")).getCount());
        assertEquals(1, ((Gauge<?>) metrics.all().get("modelRefused")).getValue());
        List<ModelEvent> events = log.events();
        assertEquals(
                List.of(What.STARTED, What.ACCEPTED, What.REFUSED, What.REFUSED, What.REFUSED, What.REFUSED),
                events.stream().map(ModelEvent::what).toList());
        assertEquals(OWN.checksum(), events.get(0).entry().checksum());
        assertEquals(fit, events.get(1).entry());
        assertEnds(events.get(2), "does not fit: horizon 5 instead of 7, window 21 instead of at most 14");
        assertEnds(events.get(3), "does not fit: sha256 " + OWN.checksum() + " instead of " + FIT.checksum());
        assertEquals("there is no file at " + gone.uri(), events.get(4).why());
        assertTrue(
                events.get(5).why().startsWith("the file at " + damaged.uri() + " cannot be read: "),
                events.get(5).why());

        // The next start reads it all again, and has nothing new to say.
        log.push(List.of(fit, damaged.as(ModelRole.PREVIOUS)));
        try (ModelsReader again = reader(log, true, new RecordedMetrics())) {
            again.start();
            InputStatus status;
            do {
                again.isAvailable().get();
                status = again.pollNext(output());
            } while (status != InputStatus.END_OF_INPUT);
        }
        assertEquals(2, successors.size());
        assertEquals(events, log.events());
    }

    /** Nothing of a topic is needed to run a job, and one that is made later is followed. */
    @Test
    void awaitsATopicThatIsMissing() throws Exception {
        ModelLog log = log("later");
        ModelEntry fit = entry(FIT, write(FIT, "later"), DAY, 0);
        try (ModelsReader reader = reader(log, false, new RecordedMetrics())) {
            reader.start();
            assertEquals(InputStatus.NOTHING_AVAILABLE, reader.pollNext(output()));
            log.create(line -> {});
            log.push(List.of(fit));
            reader.isAvailable().get();
            assertEquals(InputStatus.MORE_AVAILABLE, reader.pollNext(output()));
        }
        assertEquals(FIT.checksum(), successors.get(0).term().model());
    }

    private static void assertEnds(ModelEvent event, String reason) {
        assertTrue(event.why().endsWith(reason), event.why());
    }

    private static ModelLog log(String name) {
        return new ModelLog(
                KAFKA.bootstrapServers(), Map.of(), new ModelTopics(name + ".models", name + ".model-events"));
    }

    private static ModelsReader reader(ModelLog log, boolean bounded, RecordedMetrics metrics) {
        ModelEntry own = new ModelEntry(
                ModelRole.LIVE, OWN.id(), "file:///own.safetensors", OWN.checksum(), ModelEntry.EVER, PUSHED);
        SuccessorFiles files = new SuccessorFiles(CONTRACT);
        return new ModelsReader(metrics, receiver -> new ModelsFollower(log, "stores", own, files, bounded, receiver));
    }

    private Path write(ForecastModel model, String name) throws IOException {
        Path file = directory.resolve(name);
        ModelFile.write(model, file);
        return file;
    }

    private static ModelEntry entry(ForecastModel model, Path file, int from, int seconds) {
        return new ModelEntry(
                ModelRole.LIVE,
                model.id(),
                file.toUri().toString(),
                model.checksum(),
                from,
                PUSHED.plusSeconds(seconds));
    }

    private ReaderOutput<Successor> output() {
        return new ReaderOutput<>() {
            @Override
            public void collect(Successor successor) {
                successors.add(successor);
            }

            @Override
            public void collect(Successor successor, long timestamp) {
                throw new UnsupportedOperationException("models have no time");
            }

            @Override
            public void emitWatermark(Watermark watermark) {
                throw new UnsupportedOperationException("models have no time");
            }

            @Override
            public void markIdle() {}

            @Override
            public void markActive() {}

            @Override
            public SourceOutput<Successor> createOutputForSplit(String split) {
                return this;
            }

            @Override
            public void releaseOutputForSplit(String split) {}
        };
    }
}
