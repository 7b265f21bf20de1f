package io.undercurrent.dashboard.outlook;

import io.undercurrent.engine.SeriesState;
import io.undercurrent.engine.window.Arrival;
import io.undercurrent.engine.window.MessageTime;
import io.undercurrent.engine.window.TimeEvents;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.engine.window.Timekeeper;
import io.undercurrent.engine.window.WindowReceiver;
import io.undercurrent.engine.window.WindowShape;
import io.undercurrent.engine.window.WindowUpdate;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.kept.WindowSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The windows of all series, kept by the part of the job that keeps its own. They hold twice the days that the model looks back, so
 * that the network can be run over as many days before the origin. Memory is limited: when it is used up, further series are left
 * out. Any number of threads may read and write.
 */
public final class Windows {

    /** Bytes of a series besides its numbers and its key: its objects, empty lists and place in the table. */
    private static final int SERIES = 640;

    private static final Duration CONFIRMATION = Duration.ofDays(14);

    private final Columns columns;
    private final WindowShape shape;
    private final TimeLimits limits;
    private final int most;
    private final Map<String, SeriesState<Arrived>> series = new HashMap<>();
    private final Changes changes = new Changes();

    /** A reading as the windows take it in. */
    private record Arrived(Reading reading, long time, long bytes) implements Arrival {}

    /**
     * @param memory bytes for all series together
     */
    public Windows(ForecastModel model, long memory) {
        columns = model.columns();
        limits = new TimeLimits(
                OptionalInt.of(model.window()), OptionalInt.empty(), Optional.of(CONFIRMATION), Optional.empty());
        shape = WindowShape.of(model.contract(model.window()));
        most = (int) Math.min(Integer.MAX_VALUE, memory / bytes());
    }

    /** The columns of its readings. */
    public Columns columns() {
        return columns;
    }

    /** Bytes of one series, with a key of usual length. */
    private long bytes() {
        long days = (long) shape.past() + shape.ahead();
        long numbers = days * (shape.targets() + 2L * shape.covariates());
        return SERIES + Double.BYTES * numbers + Integer.BYTES * (long) shape.past();
    }

    /**
     * Takes a reading in.
     *
     * @param timestamp of its message, in milliseconds since 1970
     * @param bytes length of the message
     */
    public synchronized void read(Reading reading, long timestamp, long bytes) {
        SeriesState<Arrived> state = series.get(reading.key());
        if (state == null) {
            if (series.size() >= most) {
                return;
            }
            state = new SeriesState<>(reading.key());
            series.put(reading.key(), state);
        }
        try {
            new Timekeeper<>(shape, limits, state, state, changes, new TimeEvents() {})
                    .accept(new Arrived(reading, MessageTime.of(timestamp), bytes));
        } catch (IOException impossible) {
            throw new UncheckedIOException("a window in memory failed", impossible);
        }
    }

    /** A copy of the window of a series; empty if it has none. */
    synchronized Optional<SlidingWindow> of(String key) {
        SeriesState<Arrived> state = series.get(key);
        return state == null
                ? Optional.empty()
                : Optional.ofNullable(state.window()).map(window -> copy(window).ofSeries(key));
    }

    static SlidingWindow copy(SlidingWindow window) {
        WindowSnapshot held = window.snapshot();
        SlidingWindow copy = SlidingWindow.restore(new WindowSnapshot(
                held.targets(),
                held.covariates(),
                held.past(),
                held.ahead(),
                held.firstDay(),
                held.newestDay(),
                held.termsKnown(),
                held.values().clone(),
                held.revisions().clone()));
        return copy.ofSeries(window.series());
    }

    /** Windows change in place, and the job says what it rejects. */
    private static final class Changes implements WindowReceiver<Arrived> {

        @Override
        public void update(WindowUpdate update) {
            // Forecasts are made when somebody asks.
        }

        @Override
        public void reject(Arrived message, Rejection rejection) {
            // The topic of rejected messages has it.
        }
    }
}
