package io.undercurrent.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.embedded.SharedKafka;
import io.undercurrent.format.models.ModelEntry;
import io.undercurrent.format.models.ModelRole;
import io.undercurrent.job.models.ModelLog;
import io.undercurrent.model.file.ModelFile;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.Reading;
import io.undercurrent.series.history.HistoryBuilder;
import io.undercurrent.simulator.Simulator;
import io.undercurrent.simulator.SimulatorOptions;
import io.undercurrent.topic.ModelTopics;
import io.undercurrent.training.ForecastTrainer;
import io.undercurrent.training.TrainingListener;
import io.undercurrent.training.TrainingOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RetrainingTest {

    private static final LocalDate FROM = LocalDate.of(2024, 1, 1);
    private static final int DAYS_BEFORE = 300;
    private static final int EVERY = 10;
    private static final int HORIZON = 7;
    private static final ForecastTrainer.Source SOURCE = new ForecastTrainer.Source("stores", "1", Map.of());

    @TempDir
    private Path folder;

    private final Simulator simulator = new Simulator(new SimulatorOptions(12, FROM, 1));
    private final HistoryBuilder known = new HistoryBuilder(Simulator.COLUMNS.count());

    private List<Reading> nextDay() {
        List<Reading> day = new ArrayList<>();
        simulator.simulateDay(store -> day.add(store.reading()));
        return day;
    }

    /** A first model that has not learnt for long. */
    private RecurrentModel first() {
        for (int day = 0; day < DAYS_BEFORE; day++) {
            nextDay().forEach(known::add);
        }
        ForecastTrainer.Architecture architecture =
                new ForecastTrainer.Architecture(28, HORIZON, List.of(0.1, 0.5, 0.9), ModelSpec.Cell.GRU, 16, 1);
        return new ForecastTrainer(
                        Simulator.COLUMNS,
                        architecture,
                        TrainingOptions.defaults().withSteps(30))
                .train(known.build(), SOURCE, TrainingListener.SILENT);
    }

    @Test
    @Timeout(120)
    void theNextModelBecomesTheShadowOfTheLiveOneAndIsLeftAlone() throws Exception {
        ModelLog log = new ModelLog(
                SharedKafka.get().bootstrapServers(),
                Map.of(),
                new ModelTopics("retraining.models", "retraining.events"));
        log.create(line -> {});
        RecurrentModel first = first();
        TrainingOptions options = TrainingOptions.defaults().withSteps(150);
        try (Retraining retraining = new Retraining(log, folder, known, options, SOURCE, EVERY, first)) {
            for (int day = 1; day <= EVERY; day++) {
                assertEquals(List.of(), retraining.news());
                retraining.dayEnded(day, simulator.nextDate(), nextDay());
            }
            LocalDate last = simulator.nextDate().minusDays(1);
            assertEquals(List.of("Trains " + first.id() + " on with the days until " + last), retraining.news());
            while (log.entries().isEmpty()) {
                assertEquals(List.of(), retraining.news());
                Thread.sleep(50);
            }
            ModelEntry shadow = log.entries().get(ModelRole.SHADOW);
            assertEquals(1, log.entries().size());
            assertEquals(last.toEpochDay() + 1, shadow.from());
            assertEquals(2 * HORIZON, shadow.watch().rule().days());
            RecurrentModel next = (RecurrentModel) ModelFile.read(Path.of(URI.create(shadow.uri())));
            assertEquals(shadow.checksum(), next.checksum());
            assertEquals(first.id(), next.provenance().predecessors().get(0).model());
            assertTrue(next.provenance().readings() > first.provenance().readings());

            for (int day = EVERY + 1; day <= 3 * EVERY; day++) {
                retraining.dayEnded(day, simulator.nextDate(), nextDay());
            }
            assertEquals(List.of(), retraining.news());
            assertEquals(shadow, log.entries().get(ModelRole.SHADOW));
        }
    }
}
