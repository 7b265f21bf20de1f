package io.undercurrent.stream.layout;

import io.undercurrent.calibration.ForecastHistory;
import io.undercurrent.calibration.ForecastRows;
import io.undercurrent.stream.layout.packing.Bytes;
import io.undercurrent.stream.layout.packing.FloatForecasts;
import io.undercurrent.stream.layout.packing.PackedCounts;
import io.undercurrent.stream.layout.packing.PackedForecasts;
import io.undercurrent.stream.layout.packing.PackedLearnt;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * {@link ForecastHistory} in bytes: the first day that may still be scored and the first origin; as counts the targets,
 * quantiles, horizon, origins with a correction, floats of a correction, floats learnt, and the origins; as {@link PackedCounts} of
 * each origin, oldest first, how many days more than one it is after the one before, how many leads fewer are kept than of days that
 * may still be scored, and whether what was learnt is the same as before; then the forecasts as {@link PackedForecasts}; then the
 * corrections and what was learnt as {@link PackedLearnt}, each array that comes again once only; then the names of the models, each with the number of origins in a row that are its.
 *
 * <p>Versions up to 4 had all numbers as floats, see {@link FloatForecasts}. Version 1 had no references, versions 1 and 2 no names;
 * versions up to 3 learnt nothing of anomalies, which {@link io.undercurrent.calibration.SeriesCalibration} adds to what was learnt.
 */
public enum ForecastHistoryLayout implements Layout<ForecastHistory> {
    FORECAST_HISTORY;

    /** Counts before those of the origins. */
    private static final int SIZES = 6;

    private static final int COUNTS_AN_ORIGIN = 3;

    private static final int LEARNT_AS_BEFORE = 1;

    /** The first version that names models. */
    private static final int WITH_MODELS = 3;

    /** The first version whose numbers are packed. */
    private static final int PACKED = 5;

    private static final int USUAL_BYTES = 2048;

    /** Stands for a model that an earlier release did not name. */
    private static final String NO_NAME = "";

    @Override
    public int version() {
        return 5;
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
        byte[] stored = history.stored();
        if (stored == null && history.rests()) {
            DataOutputSerializer bytes = new DataOutputSerializer(USUAL_BYTES);
            pack(history, bytes);
            stored = bytes.getCopyOfBuffer();
            history.keepStored(stored);
        }
        if (stored == null) {
            pack(history, out);
            history.rest();
        } else {
            out.write(stored);
        }
    }

    private static void pack(ForecastHistory history, DataOutputView out) throws IOException {
        ForecastRows rows = history.rows();
        int size = history.size();
        int condensed = history.condensed();
        int[] counts = new int[SIZES + 1];
        int[] ofOrigins = new int[COUNTS_AN_ORIGIN * size];
        counts[SIZES] = size;
        counts[0] = rows.targets();
        counts[1] = rows.quantiles();
        counts[2] = rows.horizon();
        counts[3] = condensed;
        counts[4] = condensed == 0 ? 0 : history.learntSize(0);
        counts[5] = size == 0 ? 0 : history.learntSize(size - 1);
        int[] origins = new int[size];
        short[][] forecasts = new short[size][];
        int[] learntAt = new int[size];
        int distinct = 0;
        for (int i = 0, at = 0; i < size; i++, at += COUNTS_AN_ORIGIN) {
            origins[i] = history.origin(i);
            int passed = passed(rows, history.firstDay(), origins[i]);
            int firstLead = Math.max(history.firstLead(i), passed);
            forecasts[i] = history.forecast(i, firstLead);
            boolean asBefore = history.isLearntAsBefore(i);
            ofOrigins[at] = i == 0 ? 0 : origins[i] - origins[i - 1] - 1;
            ofOrigins[at + 1] = firstLead - passed;
            ofOrigins[at + 2] = asBefore ? LEARNT_AS_BEFORE : 0;
            if (!asBefore) {
                learntAt[distinct++] = history.learntAt(i);
            }
        }
        out.writeInt(history.firstDay());
        out.writeInt(size == 0 ? 0 : origins[0]);
        Bytes.writeCounts(counts, out);
        PackedCounts.write(ofOrigins, COUNTS_AN_ORIGIN, out);
        PackedForecasts.write(rows, origins, forecasts, out);
        PackedLearnt.write(history.learnt(), Arrays.copyOf(learntAt, condensed), counts[4], out);
        PackedLearnt.write(history.learnt(), Arrays.copyOfRange(learntAt, condensed, distinct), counts[5], out);
        writeModels(history, out);
    }

    /** The first lead of a forecast whose day may still be scored. */
    private static int passed(ForecastRows rows, int firstDay, int origin) {
        return (int) Math.max(0, Math.min((long) firstDay - origin - 1, rows.horizon()));
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
        ForecastRows rows = new ForecastRows(counts[0], counts[1], counts[2]);
        int condensed = counts[3];
        boolean packed = version >= PACKED;
        int size = packed ? counts[SIZES] : (counts.length - SIZES) / COUNTS_AN_ORIGIN;
        int[] ofOrigins = packed
                ? PackedCounts.read(size, COUNTS_AN_ORIGIN, in)
                : Arrays.copyOfRange(counts, SIZES, counts.length);
        int[] origins = new int[size];
        int[] firstLeads = new int[size];
        int[] flags = new int[size];
        int arrays = 0;
        for (int i = 0, at = 0; i < size; i++, at += COUNTS_AN_ORIGIN) {
            origin += packed && i > 0 ? ofOrigins[at] + 1 : ofOrigins[at];
            origins[i] = origin;
            firstLeads[i] = packed ? ofOrigins[at + 1] + passed(rows, firstDay, origin) : ofOrigins[at + 1];
            flags[i] = ofOrigins[at + 2];
            arrays += (flags[i] & LEARNT_AS_BEFORE) == 0 ? 1 : 0;
        }
        short[][] forecasts = new short[size][];
        float[][] learnt = new float[size][];
        if (packed) {
            forecasts = PackedForecasts.read(rows, origins, firstLeads, in);
            float[][] corrections = PackedLearnt.read(condensed, counts[4], in);
            float[][] known = PackedLearnt.read(arrays - condensed, counts[5], in);
            for (int i = 0, next = 0; i < size; i++) {
                boolean asBefore = (flags[i] & LEARNT_AS_BEFORE) != 0;
                learnt[i] = i < condensed ? corrections[i] : asBefore ? learnt[i - 1] : known[next++];
            }
        } else {
            FloatBuffer floats = FloatBuffer.wrap(Bytes.readFloats(in));
            for (int i = 0; i < size; i++) {
                forecasts[i] = FloatForecasts.read(rows, firstLeads[i], flags[i], floats);
                if ((flags[i] & LEARNT_AS_BEFORE) == 0) {
                    learnt[i] = new float[i < condensed ? counts[4] : counts[5]];
                    floats.get(learnt[i]);
                } else {
                    learnt[i] = learnt[i - 1];
                }
            }
        }
        ForecastHistory history =
                ForecastHistory.restore(rows, firstDay, condensed, size, Math.max(counts[4], counts[5]));
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
