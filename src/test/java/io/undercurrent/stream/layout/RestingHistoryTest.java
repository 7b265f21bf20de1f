package io.undercurrent.stream.layout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.undercurrent.calibration.CalibrationOptions;
import io.undercurrent.calibration.ForecastHistory;
import io.undercurrent.engine.SeriesEngine;
import io.undercurrent.engine.SeriesReceiver;
import io.undercurrent.engine.SeriesState;
import io.undercurrent.engine.window.Arrival;
import io.undercurrent.engine.window.MessageTime;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection;
import io.undercurrent.stream.TestModels;
import java.io.IOException;
import java.util.Random;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** A history that has not changed between two checkpoints is not packed again, and one that has is. */
class RestingHistoryTest {

    private static final long SEED = 5;
    private static final int FIRST_DAY = 20_000;
    private static final int DAYS = 60;
    private static final int LATENESS = 9;

    private static byte[] write(ForecastHistory history) throws IOException {
        DataOutputSerializer bytes = new DataOutputSerializer(64);
        ForecastHistoryLayout.FORECAST_HISTORY.write(history, bytes);
        return bytes.getCopyOfBuffer();
    }

    @Test
    void bytesAreThoseOfTheHistoryAsItIs() throws IOException {
        RecurrentModel model = TestModels.of(ModelSpec.Cell.GRU);
        Random random = new Random(SEED);
        SeriesState<Plain> state = new SeriesState<>("s");
        try (SeriesEngine<Plain> engine =
                new SeriesEngine<>(model, TimeLimits.HISTORY.withLateness(LATENESS), CalibrationOptions.DEFAULT)) {
            for (int day = 0; day < DAYS; day++) {
                // Some are late, some correct a day.
                int of = random.nextInt(4) == 0 ? Math.max(0, day - random.nextInt(LATENESS)) : day;
                double[] values = {20 + random.nextDouble(), 100 + 10 * random.nextDouble(), of % 2};
                engine.accept(new Plain(new Reading("s", FIRST_DAY + of, values)), state, new Unheard());
                ForecastHistory history = state.contents().forecasts();
                String now = "seed " + SEED + ", day " + day;
                byte[] packed = write(history.copy());
                assertNull(history.stored(), now);
                assertArrayEquals(packed, write(history), now);
                assertNull(history.stored(), now);
                assertArrayEquals(packed, write(history), now);
                byte[] kept = history.stored();
                assertNotNull(kept, now);
                assertArrayEquals(packed, write(history), now);
                assertSame(kept, history.stored(), now);
            }
        }
    }

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

    private static final class Unheard implements SeriesReceiver<Plain> {

        @Override
        public void forecast(Forecast forecast) {}

        @Override
        public void score(DayScore score) {}

        @Override
        public void reject(Plain message, Rejection rejection) {
            throw new AssertionError(rejection);
        }
    }
}
