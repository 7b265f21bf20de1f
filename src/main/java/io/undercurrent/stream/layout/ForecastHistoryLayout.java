package io.undercurrent.stream.layout;

import io.undercurrent.calibration.ForecastHistory;
import io.undercurrent.calibration.ForecastRows;
import java.io.IOException;
import java.nio.FloatBuffer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * {@link ForecastHistory} in bytes: the first day that may still be scored and the first origin; as counts the targets,
 * quantiles, horizon, origins with a correction, floats of a correction and floats learnt, and of each origin, oldest first, how
 * many days it is after the one before, the first lead that may still be scored, and whether what was learnt is the same as
 * before and the values are told from something else than 0; then all floats, of each origin those of its forecast, without the
 * references that are all 0, and the correction or what was learnt. Version 1 had no references.
 */
public enum ForecastHistoryLayout implements Layout<ForecastHistory> {
    FORECAST_HISTORY;

    /** Counts before those of the origins. */
    private static final int SIZES = 6;

    private static final int COUNTS_AN_ORIGIN = 3;

    private static final int LEARNT_AS_BEFORE = 1;
    private static final int WITH_REFERENCES = 2;

    @Override
    public int version() {
        return 2;
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
        ForecastRows rows = history.rows();
        int size = history.size();
        int condensed = history.condensed();
        int[] counts = new int[SIZES + COUNTS_AN_ORIGIN * size];
        counts[0] = rows.targets();
        counts[1] = rows.quantiles();
        counts[2] = rows.horizon();
        counts[3] = condensed;
        counts[4] = condensed == 0 ? 0 : history.learnt(0).length;
        counts[5] = size == 0 ? 0 : history.learnt(size - 1).length;
        int most = rows.head() + rows.horizon() * rows.width() + Math.max(counts[4], counts[5]);
        FloatBuffer floats = FloatBuffer.allocate(size * most);
        for (int i = 0, at = SIZES; i < size; i++, at += COUNTS_AN_ORIGIN) {
            float[] forecast = history.forecast(i);
            int held = rows.firstLead(forecast);
            long passed = Math.min((long) history.firstDay() - history.origin(i) - 1, rows.horizon());
            int firstLead = (int) Math.max(held, passed);
            counts[at] = i == 0 ? 0 : history.origin(i) - history.origin(i - 1);
            counts[at + 1] = firstLead;
            boolean references = rows.hasReference(forecast);
            floats.put(forecast, 0, references ? rows.head() : rows.targets());
            int from = rows.head() + (firstLead - held) * rows.width();
            floats.put(forecast, from, forecast.length - from);
            boolean asBefore = i > condensed && history.learnt(i) == history.learnt(i - 1);
            counts[at + 2] = (asBefore ? LEARNT_AS_BEFORE : 0) + (references ? WITH_REFERENCES : 0);
            if (!asBefore) {
                floats.put(history.learnt(i));
            }
        }
        out.writeInt(history.firstDay());
        out.writeInt(size == 0 ? 0 : history.origin(0));
        Bytes.writeCounts(counts, out);
        Bytes.writeFloats(floats.array(), floats.position(), out);
    }

    @Override
    public ForecastHistory read(int version, DataInputView in) throws IOException {
        int firstDay = in.readInt();
        int origin = in.readInt();
        int[] counts = Bytes.readCounts(in);
        FloatBuffer floats = FloatBuffer.wrap(Bytes.readFloats(in));
        ForecastRows rows = new ForecastRows(counts[0], counts[1], counts[2]);
        int size = (counts.length - SIZES) / COUNTS_AN_ORIGIN;
        ForecastHistory history = ForecastHistory.restore(rows, firstDay, counts[3], size);
        float[] learnt = null;
        for (int i = 0, at = SIZES; i < size; i++, at += COUNTS_AN_ORIGIN) {
            origin += counts[at];
            float[] forecast = new float[rows.head() + (rows.horizon() - counts[at + 1]) * rows.width()];
            floats.get(forecast, 0, (counts[at + 2] & WITH_REFERENCES) == 0 ? rows.targets() : rows.head());
            floats.get(forecast, rows.head(), forecast.length - rows.head());
            if ((counts[at + 2] & LEARNT_AS_BEFORE) == 0) {
                learnt = new float[i < counts[3] ? counts[4] : counts[5]];
                floats.get(learnt);
            }
            history.add(origin, forecast, learnt);
        }
        return history;
    }
}
