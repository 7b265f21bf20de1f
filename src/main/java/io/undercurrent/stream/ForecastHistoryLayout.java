package io.undercurrent.stream;

import io.undercurrent.calibration.ForecastHistory;
import io.undercurrent.calibration.ForecastHistory.Entry;
import io.undercurrent.calibration.HeldForecast;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * {@link ForecastHistory} in bytes: the first day that may still be scored, the number of entries and, where there are any,
 * the origin of the first of them; then as counts the number of targets, floats a day, floats learnt and floats of a correction,
 * and for each entry, oldest first, how many days its origin is behind the one before, how many days of its forecast follow, and
 * what follows them; then all floats: of each entry the scales, the days from the first on that may still be scored, and what had
 * been learnt or, where no day goes back to that, the correction.
 */
enum ForecastHistoryLayout implements Layout<ForecastHistory> {
    FORECAST_HISTORY;

    /** Counts before those of the entries. */
    private static final int SIZES = 4;

    private static final int COUNTS_AN_ENTRY = 3;

    private static final int LEARNT = 0;
    private static final int LEARNT_AS_BEFORE = 1;
    private static final int CORRECTION = 2;

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<ForecastHistory> type() {
        return ForecastHistory.class;
    }

    @Override
    public boolean isImmutable() {
        return false;
    }

    @Override
    public ForecastHistory copy(ForecastHistory history) {
        return history.copy();
    }

    @Override
    public void write(ForecastHistory history, DataOutputView out) throws IOException {
        out.writeInt(history.firstDay());
        out.writeInt(history.size());
        if (history.size() == 0) {
            return;
        }
        Entry oldest = history.entry(0);
        Entry newest = history.entry(history.size() - 1);
        int width = newest.forecast().rows().length / newest.forecast().days();
        int[] counts = new int[SIZES + COUNTS_AN_ENTRY * history.size()];
        counts[0] = newest.forecast().scale().length;
        counts[1] = width;
        counts[2] = newest.learnt().length;
        counts[3] = oldest.learnt() == null ? oldest.correction().length : 0;
        FloatBuffer floats = FloatBuffer.allocate(
                history.size() * (counts[0] + newest.forecast().rows().length + Math.max(counts[2], counts[3])));
        Entry before = oldest;
        for (int i = 0, at = SIZES; i < history.size(); i++, at += COUNTS_AN_ENTRY) {
            Entry entry = history.entry(i);
            HeldForecast forecast = entry.forecast();
            int passed = (int) Math.max(0, Math.min((long) history.firstDay() - forecast.firstDay(), forecast.days()));
            counts[at] = forecast.origin() - before.forecast().origin();
            counts[at + 1] = forecast.days() - passed;
            counts[at + 2] = kind(entry, before);
            floats.put(forecast.scale());
            floats.put(forecast.rows(), passed * width, forecast.rows().length - passed * width);
            if (counts[at + 2] == LEARNT) {
                floats.put(entry.learnt());
            } else if (counts[at + 2] == CORRECTION) {
                floats.put(entry.correction());
            }
            before = entry;
        }
        out.writeInt(oldest.forecast().origin());
        Bytes.writeCounts(counts, out);
        Bytes.writeFloats(floats.array(), floats.position(), out);
    }

    private static int kind(Entry entry, Entry before) {
        if (entry.learnt() == null) {
            return CORRECTION;
        }
        return entry != before && entry.learnt() == before.learnt() ? LEARNT_AS_BEFORE : LEARNT;
    }

    @Override
    public ForecastHistory read(int version, DataInputView in) throws IOException {
        int firstDay = in.readInt();
        int size = in.readInt();
        List<Entry> entries = new ArrayList<>(size + 1);
        if (size == 0) {
            return new ForecastHistory(firstDay, entries);
        }
        int origin = in.readInt();
        int[] counts = Bytes.readCounts(in);
        FloatBuffer floats = FloatBuffer.wrap(Bytes.readFloats(in));
        float[] learnt = null;
        for (int at = SIZES; at < counts.length; at += COUNTS_AN_ENTRY) {
            origin += counts[at];
            float[] scale = take(counts[0], floats);
            HeldForecast forecast = new HeldForecast(
                    origin,
                    Math.max(origin + 1, firstDay),
                    counts[at + 1],
                    scale,
                    take(counts[at + 1] * counts[1], floats));
            if (counts[at + 2] == CORRECTION) {
                entries.add(new Entry(forecast, null, take(counts[3], floats)));
            } else {
                learnt = counts[at + 2] == LEARNT ? take(counts[2], floats) : learnt;
                entries.add(new Entry(forecast, learnt, null));
            }
        }
        return new ForecastHistory(firstDay, entries);
    }

    private static float[] take(int count, FloatBuffer from) {
        float[] floats = new float[count];
        from.get(floats);
        return floats;
    }
}
