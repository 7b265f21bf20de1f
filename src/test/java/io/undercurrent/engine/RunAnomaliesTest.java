package io.undercurrent.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.engine.window.Arrival;
import io.undercurrent.engine.window.MessageTime;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.model.usual.UsualModel;
import io.undercurrent.series.Anomaly;
import io.undercurrent.series.Columns;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection;
import io.undercurrent.series.TargetScore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Anomalies whose value is ordinary: days that are missing, and a value that stays. */
class RunAnomaliesTest {

    private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
    private static final int DAYS = 80;

    private final long seed = System.nanoTime();
    private final SeriesEngine<Plain> engine = new SeriesEngine<>(
            UsualModel.of(new Columns(List.of("sales"), List.of()), 7), TimeLimits.DEFAULT, CalibrationOptions.DEFAULT);
    private final SeriesState<Plain> state = new SeriesState<>("a");
    private final List<Anomaly> anomalies = new ArrayList<>();
    private final List<DayScore> scores = new ArrayList<>();

    private record Plain(Reading reading) implements Arrival {
        @Override
        public long time() {
            return MessageTime.UNKNOWN;
        }

        @Override
        public long bytes() {
            return 0;
        }
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private void read(int day, double value) {
        engine.accept(new Plain(Reading.of("a", FIRST.plusDays(day), value)), state, new SeriesReceiver<>() {
            @Override
            public void forecast(Forecast forecast) {
                // Not asked for.
            }

            @Override
            public void score(DayScore score) {
                scores.add(score);
            }

            @Override
            public void anomaly(Anomaly anomaly) {
                anomalies.add(anomaly);
            }

            @Override
            public void reject(Plain message, Rejection rejection) {
                throw new AssertionError(rejection);
            }
        });
    }

    /** Values with two decimals, within a few of 300, none of which is that of the day before. */
    private double[] values() {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[DAYS + 10];
        for (int day = 0; day < values.length; day++) {
            int hundredths = random.nextInt(-500, 500);
            values[day] = 300 + (2 * hundredths + day % 2) / 100.0;
        }
        return values;
    }

    private double[] begun() {
        double[] values = values();
        for (int day = 0; day < DAYS; day++) {
            read(day, values[day]);
        }
        assertEquals(List.of(), anomalies, "seed " + seed);
        return values;
    }

    @Test
    void theDayAfterMissingOnesIsAnAnomalyUntilTheyCome() {
        double[] values = begun();
        read(DAYS + 3, values[DAYS + 3]);
        assertEquals(1, anomalies.size(), "seed " + seed);
        Anomaly found = anomalies.get(0);
        assertEquals(TargetScore.Cause.MISSING_DAYS, found.surprise().cause());
        assertEquals(FIRST.plusDays(DAYS + 3), found.date());
        assertEquals(values[DAYS + 3], found.actual());
        assertTrue(found.surprise().bits() > 20, found.toString());
        TargetScore.Surprise scored =
                scores.get(scores.size() - 1).targets().get(0).surprise();
        assertEquals(found.surprise(), scored);

        for (int day = DAYS; day < DAYS + 3; day++) {
            read(day, values[day]);
        }
        Anomaly last = anomalies.get(anomalies.size() - 1);
        assertTrue(last.withdrawn(), last.toString());
        assertEquals(found.day(), last.day());
        assertEquals(TargetScore.Cause.VALUE, last.surprise().cause());
    }

    @Test
    void aValueThatStaysHasOneAlarm() {
        double[] values = begun();
        for (int day = DAYS; day < DAYS + 7; day++) {
            read(day, values[DAYS - 1]);
        }
        read(DAYS + 7, values[DAYS]);
        assertEquals(1, anomalies.size(), anomalies + ", seed " + seed);
        assertEquals(TargetScore.Cause.REPETITION, anomalies.get(0).surprise().cause());
        assertTrue(anomalies.get(0).day() <= FIRST.toEpochDay() + DAYS + 1, anomalies.toString());
    }

    /** A shop that is closed on one day of the week misses nothing. */
    @Test
    void aDayThatNeverComesIsNotMissed() {
        double[] values = values();
        for (int day = 0; day < DAYS; day++) {
            if (day % 7 != 5) {
                read(day, values[day]);
            }
        }
        assertEquals(List.of(), anomalies, "seed " + seed);
    }
}
