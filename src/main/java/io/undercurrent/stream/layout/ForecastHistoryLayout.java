package io.undercurrent.stream.layout;

import io.undercurrent.calibration.ForecastHistory;
import io.undercurrent.calibration.ForecastRows;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Objects;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * {@link ForecastHistory} in bytes: the first day that may still be scored and the first origin; as counts the targets,
 * quantiles, horizon, origins with a correction, floats of a correction and floats learnt, and of each origin, oldest first, how
 * many days it is after the one before, the first lead that may still be scored, and whether what was learnt is the same as
 * before and the values are told from something else than 0; then all floats, of each origin those of its forecast, without the
 * references that are all 0, and the correction or what was learnt; then the names of the models, each with the number of origins in a
 * row that are its. Version 1 had no references, versions 1 and 2 no names; versions up to 3 learnt nothing of anomalies, which {@link
 * io.undercurrent.calibration.SeriesCalibration} adds to what was learnt.
 */
public enum ForecastHistoryLayout implements Layout<ForecastHistory> {
    FORECAST_HISTORY;

    /** Counts before those of the origins. */
    private static final int SIZES = 6;

    private static final int COUNTS_AN_ORIGIN = 3;

    private static final int LEARNT_AS_BEFORE = 1;
    private static final int WITH_REFERENCES = 2;

    /** The first version that names models. */
    private static final int WITH_MODELS = 3;

    /** Stands for a model that an earlier release did not name. */
    private static final String NO_NAME = "";

    @Override
    public int version() {
        return 4;
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
        writeModels(history, out);
    }

    private static void writeModels(ForecastHistory history, DataOutputView out) throws IOException {
        int end = 0;
        for (int from = 0; from < history.size(); from = end) {
            String model = history.model(from);
            while (end < history.size() && Objects.equals(history.model(end), model)) {
                end++;
            }
            out.writeInt(end - from);
            Bytes.writeText(model == null ? NO_NAME : model, out);
        }
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
        float[][] forecasts = new float[size][];
        float[][] learnt = new float[size][];
        int[] origins = new int[size];
        for (int i = 0, at = SIZES; i < size; i++, at += COUNTS_AN_ORIGIN) {
            origin += counts[at];
            origins[i] = origin;
            float[] forecast = new float[rows.head() + (rows.horizon() - counts[at + 1]) * rows.width()];
            floats.get(forecast, 0, (counts[at + 2] & WITH_REFERENCES) == 0 ? rows.targets() : rows.head());
            floats.get(forecast, rows.head(), forecast.length - rows.head());
            forecasts[i] = forecast;
            if ((counts[at + 2] & LEARNT_AS_BEFORE) == 0) {
                learnt[i] = new float[i < counts[3] ? counts[4] : counts[5]];
                floats.get(learnt[i]);
            } else {
                learnt[i] = learnt[i - 1];
            }
        }
        String model = null;
        for (int i = 0, left = 0; i < size; i++, left--) {
            if (left == 0 && version >= WITH_MODELS) {
                left = in.readInt();
                String name = Bytes.readText(in);
                model = name.equals(NO_NAME) ? null : name;
            }
            history.add(origins[i], forecasts[i], learnt[i], model);
        }
        return history;
    }
}
