package io.undercurrent.training;

import io.undercurrent.model.EncodedOrigins;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.WindowEncoder;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.history.History;
import io.undercurrent.training.history.AbsurdValue;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A cache of encoded days and origins of all series. Training uses each day many times, and encodings do not depend on
 * the weights; the cache is limited by memory.
 *
 * <p>Thread-safe.
 */
final class Encodings {

    /** A quarter of a gigabyte each for days and origins. */
    private static final long MOST_FLOATS = 1L << 26;

    private final ModelSpec spec;
    private final int targets;
    private final int daySize;
    /** By history, all days; empty if they are too many. */
    private final Map<History, float[]> days = Collections.synchronizedMap(new IdentityHashMap<>());
    /** By history, origins that have been asked for. */
    private final Map<History, AtomicReferenceArray<float[]>> origins = new IdentityHashMap<>();

    private final AtomicLong originFloats = new AtomicLong();

    /** By history, the same without absurd values. */
    private final Map<History, History> sound = Collections.synchronizedMap(new IdentityHashMap<>());

    Encodings(ModelSpec spec, List<History> histories) {
        this.spec = spec;
        targets = spec.columns().targets().size();
        daySize = WindowEncoder.daySize(spec);
        long floats = histories.stream()
                .mapToLong(history -> (long) history.days() * daySize)
                .sum();
        if (floats <= MOST_FLOATS) {
            histories.parallelStream().forEach(history -> days.put(history, encode(history)));
        }
        for (History history : histories) {
            origins.put(history, new AtomicReferenceArray<>(history.days()));
        }
    }

    private float[] encode(History history) {
        WindowEncoder encoder = new WindowEncoder(spec);
        float[] features = new float[history.days() * daySize];
        SlidingWindow window = windowAt(history, history.firstDay());
        for (int i = 0; i < history.days(); i++) {
            if (i > 0) {
                history.advance(window);
            }
            encoder.encodeDay(window, history.firstDay() + i, features, i * daySize);
        }
        return features;
    }

    private SlidingWindow windowAt(History history, int day) {
        return history.windowAt(day, spec.window(), spec.horizon(), targets);
    }

    /** A series without its {@linkplain AbsurdValue absurd values}, which a window leaves out itself; itself if it has none. */
    History sound(History history) {
        return sound.computeIfAbsent(history, read -> read.withoutAbsurd(targets));
    }

    /** A walk along a series for one who wants some of its encodings in the order of time. */
    Walk walk(History history, WindowEncoder encoder) {
        return new Walk(history, encoder);
    }

    final class Walk {

        private final History history;
        private final WindowEncoder encoder;
        private final float[] keptDays;
        private final AtomicReferenceArray<float[]> keptOrigins;
        /** Null until something has to be encoded. */
        private SlidingWindow window;

        private Walk(History history, WindowEncoder encoder) {
            this.history = history;
            this.encoder = encoder;
            keptDays = days.get(history);
            keptOrigins = origins.get(history);
        }

        private SlidingWindow windowAt(int day) {
            if (window == null) {
                window = Encodings.this.windowAt(history, day);
            }
            while (window.newestDay() < day) {
                history.advance(window);
            }
            return window;
        }

        /** See {@link WindowEncoder#encodeDay}. */
        void day(int day, float[] features, int offset) {
            if (keptDays == null) {
                encoder.encodeDay(windowAt(day), day, features, offset);
            } else {
                System.arraycopy(keptDays, (day - history.firstDay()) * daySize, features, offset, daySize);
            }
        }

        /** See {@link WindowEncoder#encodeOrigin}. */
        void origin(int day, EncodedOrigins into, int row) {
            int at = day - history.firstDay();
            float[] kept = keptOrigins.get(at);
            if (kept != null) {
                into.setRow(row, kept);
                return;
            }
            encoder.encodeOrigin(windowAt(day), day, history.statics(), into, row);
            if (originFloats.addAndGet(into.rowSize()) <= MOST_FLOATS) {
                keptOrigins.set(at, into.row(row));
            }
        }
    }
}
