package io.undercurrent.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.format.csv.ReadingCsv;
import io.undercurrent.format.csv.ReadingCsvReader;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.series.Columns;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import io.undercurrent.series.history.HistoryBuilder;
import io.undercurrent.stream.bundle.BundleLimits;
import io.undercurrent.training.ForecastTrainer;
import io.undercurrent.training.TrainingListener;
import io.undercurrent.training.TrainingOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Numbers that stand for "no value" in what a station sends: through training and the operators of the job. */
class SlipsInStreamTest {

    private static final Columns COLUMNS = Columns.ofTargets("value");
    private static final int HORIZON = 7;
    private static final BundleLimits LIMITS = new BundleLimits(64, Duration.ofMillis(10));

    /** Values below say that there is none. */
    private static final double NONE = -1000;

    /** A mean error of forecasts for a day that the stations' weather allows. */
    private static final double USUAL_ERROR = 4;

    private static List<Reading> readings;
    private static ForecastModel model;

    @BeforeAll
    static void train() throws Exception {
        Path file = Path.of(
                SlipsInStreamTest.class.getResource("/cases/minus-9999.csv").toURI());
        readings = new ArrayList<>();
        HistoryBuilder histories = new HistoryBuilder(1);
        try (ReadingCsvReader rows = ReadingCsv.read(file, COLUMNS)) {
            rows.forEachRemaining(reading -> {
                readings.add(reading);
                histories.add(reading);
            });
        }
        model = new ForecastTrainer(
                        COLUMNS,
                        new ForecastTrainer.Architecture(56, HORIZON, List.of(0.1, 0.5, 0.9), ModelSpec.Cell.GRU, 8, 1),
                        TrainingOptions.defaults().withSteps(60))
                .train(
                        histories.build(),
                        new ForecastTrainer.Source("minus-9999.csv", "test", Map.of()),
                        TrainingListener.SILENT);
    }

    private static boolean isSlip(Reading reading) {
        return reading.values()[0] < NONE;
    }

    private record Results(Map<String, Forecast> forecasts, List<DayScore> scores) {}

    private static Results run(List<Reading> sent, CalibrationOptions calibration) throws Exception {
        try (SeriesOperators operators = new SeriesOperators(model, LIMITS, TimeLimits.DEFAULT, calibration).start()) {
            for (Reading reading : sent) {
                operators.process(reading);
            }
            operators.end();
            Map<String, Forecast> forecasts = new HashMap<>();
            operators
                    .forecasts()
                    .forEach(forecast -> forecasts.put(forecast.key() + " " + forecast.origin(), forecast));
            return new Results(forecasts, operators.scores());
        }
    }

    @Test
    void moveNoForecastByMoreThanItsUsualError() throws Exception {
        Results sent = run(readings, CalibrationOptions.DEFAULT);
        Results clean = run(
                readings.stream()
                        .map(reading -> isSlip(reading)
                                ? new Reading(reading.key(), reading.day(), new double[] {Double.NaN})
                                : reading)
                        .toList(),
                CalibrationOptions.DEFAULT);
        assertEquals(clean.forecasts().keySet(), sent.forecasts().keySet());
        clean.forecasts().forEach((origin, expected) -> {
            double[] values = sent.forecasts().get(origin).values();
            for (int i = 0; i < values.length; i++) {
                if (!Double.isNaN(expected.values()[i])) {
                    assertEquals(expected.values()[i], values[i], USUAL_ERROR, origin + ", value " + i);
                }
            }
        });
    }

    @Test
    void areScoredAsTheyWereSent() throws Exception {
        List<DayScore> scores = run(readings, CalibrationOptions.DEFAULT).scores();
        List<Double> expected = readings.stream()
                .filter(SlipsInStreamTest::isSlip)
                .map(reading -> reading.values()[0])
                .sorted()
                .toList();
        assertEquals(
                expected,
                scores.stream()
                        .map(score -> score.targets().get(0).actual())
                        .filter(actual -> actual < NONE)
                        .sorted()
                        .toList());
        // What the errors of other days are told in does not grow with them.
        assertTrue(scores.stream()
                .filter(score -> score.key().startsWith("station"))
                .allMatch(score -> !(score.targets().get(0).scale() > 20)));
    }
}
