package io.undercurrent.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.format.ReadingParser;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection.Reason;
import io.undercurrent.stream.bundle.BundleLimits;
import io.undercurrent.stream.record.RejectedRecord;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Readings with wrong dates, strewn among those of many series, leave no trace: each ends in rejected, and the forecasts are, to
 * the bit, those of the series without them.
 */
class WrongDatesTest {

    private static final int SERIES = 40;
    private static final int MESSAGES = 120;
    private static final int FIRST_DAY = 20_000;
    private static final int TODAY =
            (int) Duration.ofMillis(SeriesOperators.NOW).toDays();
    private static final BundleLimits LIMITS = new BundleLimits(32, Duration.ofMillis(10));

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);

    @Test
    void whatIsDatedWronglyLeavesNoTrace() throws Exception {
        ForecastModel model = TestModels.of(ModelSpec.Cell.SIMPLE_RNN);
        List<Reading> clean = new ArrayList<>();
        List<Reading> strewn = new ArrayList<>();
        Set<Integer> wrong = new HashSet<>();
        for (int series = 0; series < SERIES; series++) {
            RandomReadings readings =
                    new RandomReadings("s" + series, TestModels.COLUMNS, TestModels.HORIZON, FIRST_DAY, random.split());
            List<Reading> messages = new ArrayList<>();
            messages.add(new Reading("s" + series, FIRST_DAY - 1, new double[] {20, 20, 0}));
            messages.addAll(readings.next(MESSAGES, TestModels.WINDOW - 2));
            int newest = FIRST_DAY - 1;
            for (Reading reading : messages) {
                clean.add(reading);
                strewn.add(reading);
                if (reading.hasAny(0, 2) || !reading.hasAny(2, 3)) {
                    newest = Math.max(newest, reading.day());
                }
                if (random.nextInt(6) == 0) {
                    wrong.add(strewn.size());
                    strewn.add(new Reading(reading.key(), wrongDay(newest), new double[] {9, 9, 9}));
                }
            }
        }
        Map<String, List<Forecast>> expected;
        int rejected;
        try (SeriesOperators operators = feed(model, clean)) {
            expected = byKey(operators.forecasts());
            rejected = operators.rejected().size();
        }
        try (SeriesOperators operators = feed(model, strewn)) {
            assertEquals(expected, byKey(operators.forecasts()), "seed " + seed);
            Set<Integer> refused = new HashSet<>();
            Set<Reason> reasons = new HashSet<>();
            for (RejectedRecord record : operators.rejected()) {
                int offset = (int) record.source().offset();
                assertTrue(refused.add(offset), "rejected twice; seed " + seed);
                if (wrong.contains(offset)) {
                    reasons.add(record.rejection().reason());
                }
            }
            assertTrue(refused.containsAll(wrong), "seed " + seed);
            assertEquals(rejected + wrong.size(), refused.size(), "seed " + seed);
            assertEquals(Set.of(Reason.UNCONFIRMED_JUMP, Reason.FUTURE_DATE, Reason.TOO_LATE), reasons);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theEndOfTimeIsRejectedOrForecastAndStopsNothing(boolean anyDate) throws Exception {
        ReadingParser parser = new ReadingParser(TestModels.COLUMNS);
        TimeLimits limits = anyDate ? TimeLimits.DEFAULT.withoutAhead() : TimeLimits.DEFAULT;
        try (InputStream file = WrongDatesTest.class.getResourceAsStream("/cases/end-of-time.jsonl");
                SeriesOperators operators =
                        new SeriesOperators(TestModels.of(ModelSpec.Cell.GRU), LIMITS, limits).start()) {
            for (String line : new String(file.readAllBytes(), UTF_8).lines().toList()) {
                ReadingParser.Result result = parser.parse(line.getBytes(UTF_8));
                operators.process(((ReadingParser.Accepted) result).reading());
            }
            operators.end();
            List<String> forecasts = operators.forecasts().stream()
                    .map(forecast -> forecast.key() + " " + forecast.originDate())
                    .toList();
            List<Reason> reasons = operators.rejected().stream()
                    .map(rejected -> rejected.rejection().reason())
                    .toList();
            // Two wrong dates next to each other are believed.
            assertEquals(
                    anyDate
                            ? List.of(
                                    "shop-1 2025-03-01", "shop-1 9999-12-30", "shop-1 9999-12-31", "shop-2 9999-12-31")
                            : List.of("shop-1 2025-03-01", "shop-1 2025-03-02"),
                    forecasts);
            assertEquals(
                    anyDate
                            ? List.of(Reason.TOO_EARLY, Reason.TOO_LATE, Reason.TOO_LATE)
                            : List.of(
                                    Reason.TOO_EARLY,
                                    Reason.FUTURE_DATE,
                                    Reason.FUTURE_DATE,
                                    Reason.FUTURE_DATE,
                                    Reason.TOO_LATE),
                    reasons);
        }
    }

    /** Far behind, after tomorrow, or ahead of any series: never so that two of them look like one that moved on. */
    private int wrongDay(int newest) {
        return switch (random.nextInt(4)) {
            case 0 -> newest - 1000 - random.nextInt(1000);
            case 1 -> TODAY + 2 + random.nextInt(1000);
            default -> FIRST_DAY + 1000 + 100 * random.nextInt(30);
        };
    }

    private static SeriesOperators feed(ForecastModel model, List<Reading> readings) throws Exception {
        SeriesOperators operators = new SeriesOperators(model, LIMITS, TimeLimits.DEFAULT).start();
        for (Reading reading : readings) {
            operators.process(reading);
        }
        operators.end();
        return operators;
    }

    private static Map<String, List<Forecast>> byKey(List<Forecast> forecasts) {
        Map<String, List<Forecast>> byKey = new HashMap<>();
        forecasts.forEach(forecast ->
                byKey.computeIfAbsent(forecast.key(), key -> new ArrayList<>()).add(forecast));
        return byKey;
    }
}
