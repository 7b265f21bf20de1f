package io.undercurrent.stream.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.engine.SeriesEngine;
import io.undercurrent.engine.SeriesReceiver;
import io.undercurrent.engine.SeriesState;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Forecast.Source;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.Rejection;
import io.undercurrent.series.history.HistoryBuilder;
import io.undercurrent.simulator.LevelShift;
import io.undercurrent.simulator.Simulator;
import io.undercurrent.simulator.SimulatorOptions;
import io.undercurrent.stream.RecordedMetrics;
import io.undercurrent.stream.record.ParsedReading;
import io.undercurrent.stream.record.SourceRecord;
import io.undercurrent.training.ForecastTrainer;
import io.undercurrent.training.TrainingListener;
import io.undercurrent.training.TrainingOptions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.metrics.Gauge;
import org.junit.jupiter.api.Test;

/** Simulated stores whose level shifts at once, and a model that learned from the time before. */
class DriftTest {

    private static final ForecastShape SHAPE = new ForecastShape(List.of("sales"), List.of(0.1, 0.5, 0.9), 1);
    private static final int STORES = 24;
    private static final int LEARNED = 500;
    private static final int BEFORE = 30;
    private static final int LEAD_IN = 70;
    private static final int AFTER = 16;
    private static final LocalDate FROM = LocalDate.of(2023, 1, 1);
    private static final LocalDate SHIFT = FROM.plusDays(LEARNED + BEFORE);

    private static Simulator simulator(double factor) {
        return new Simulator(new SimulatorOptions(
                STORES, FROM, 3, "GB", Optional.of(new LevelShift(SHIFT, factor)), Optional.empty()));
    }

    private static ForecastModel train() {
        HistoryBuilder histories = new HistoryBuilder(Simulator.COLUMNS.count());
        Simulator simulator = simulator(1);
        for (int day = 0; day < LEARNED; day++) {
            simulator.simulateDay(store -> histories.add(store.reading()));
        }
        return new ForecastTrainer(
                        Simulator.COLUMNS,
                        new ForecastTrainer.Architecture(56, 14, List.of(0.1, 0.5, 0.9), ModelSpec.Cell.GRU, 16, 1),
                        TrainingOptions.defaults().withSteps(150))
                .train(
                        histories.build(),
                        new ForecastTrainer.Source("simulated stores", "test", Map.of()),
                        TrainingListener.SILENT);
    }

    /** The days on which a reason held at their end, counted from the shift. */
    private static Map<Drift.Reason, List<Integer>> reasons(ForecastModel model, double factor) {
        RecordedMetrics metrics = new RecordedMetrics();
        Receiver receiver = new Receiver(new CalibratorMetrics(
                metrics, model.shape(), name -> model.provenance().heldBackErrors()));
        Map<String, SeriesState<ParsedReading>> states = new HashMap<>();
        Map<Drift.Reason, List<Integer>> held = new EnumMap<>(Drift.Reason.class);
        Simulator simulator = simulator(factor);
        try (SeriesEngine<ParsedReading> engine =
                new SeriesEngine<>(model, TimeLimits.HISTORY, CalibrationOptions.DEFAULT)) {
            for (int day = -LEARNED - BEFORE; day < AFTER; day++) {
                boolean read = day >= -BEFORE - LEAD_IN;
                simulator.simulateDay(store -> {
                    if (read) {
                        ParsedReading reading =
                                new ParsedReading(store.reading(), SourceRecord.none(SourceRecord.NO_TIMESTAMP));
                        engine.accept(reading, states.computeIfAbsent(reading.key(), SeriesState::new), receiver);
                    }
                });
                for (Drift.Reason reason : Drift.Reason.values()) {
                    Gauge<?> gauge = (Gauge<?>) metrics.all().get("timeToRetrain{reason=" + reason.label() + "}");
                    if (gauge.getValue().equals(1)) {
                        held.computeIfAbsent(reason, none -> new ArrayList<>()).add(day);
                    }
                }
            }
        }
        assertTrue(
                (double) ((Gauge<?>) metrics.all().get("errorOverValidation")).getValue() > 0.5, "errors are compared");
        return held;
    }

    private record Receiver(CalibratorMetrics metrics) implements SeriesReceiver<ParsedReading> {
        @Override
        public void forecast(Forecast forecast) {
            metrics.forecast(forecast);
        }

        @Override
        public void score(DayScore score) {
            metrics.scored(score);
        }

        @Override
        public void reject(ParsedReading message, Rejection rejection) {
            throw new AssertionError(rejection.detail());
        }
    }

    @Test
    void errorsAndCoverageSayWhenTheSeriesChangedAndNothingBefore() {
        ForecastModel model = train();
        assertEquals(2, model.provenance().heldBackErrors().size());
        assertEquals(Map.of(), reasons(model, 1), "without a shift");
        Map<Drift.Reason, List<Integer>> held = reasons(model, 0.4);
        assertEquals(Set.of(Drift.Reason.ERROR, Drift.Reason.COVERAGE), held.keySet());
        held.forEach((reason, days) -> {
            assertTrue(days.get(0) >= 0 && days.get(0) < 14, reason + " on days " + days);
        });
    }

    @Test
    void theBaselineThatSpeaksForTheModelIsAReasonUntilAnotherModelComes() {
        Drift drift = new Drift(SHAPE);
        drift.begin("old", List.of());
        for (int day = 0; day < 14; day++) {
            for (int series = 0; series < 5; series++) {
                Source source = series < 3 ? Source.BASELINE : Source.MODEL;
                drift.forecast("old", day, source);
            }
            assertEquals(day >= 6, drift.holds(Drift.Reason.BASELINE), "after day " + day);
        }
        assertFalse(drift.isSucceededBy("before", 3), "a late reading is no change of the model");
        assertTrue(drift.isSucceededBy("new", 13));
        drift.begin("new", List.of());
        assertFalse(drift.holds(Drift.Reason.BASELINE));
        drift.forecast("old", 13, Source.BASELINE);
        assertTrue(Double.isNaN(drift.errorRatio()));
    }
}
