package io.undercurrent.stream;

import io.undercurrent.calibration.ForecastHistory;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * {@link ForecastHistory} in bytes: the first day that may still be scored, the number of entries, then of each, oldest
 * first, the forecast from the first lead on that reaches such a day, and what had been learnt.
 */
enum ForecastHistoryLayout implements Layout<ForecastHistory> {
    FORECAST_HISTORY;

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
        for (int i = 0; i < history.size(); i++) {
            ForecastHistory.Entry entry = history.entry(i);
            int horizon = entry.forecast().baseline().length / entry.forecast().scale().length;
            long passed = (long) history.firstDay() - entry.forecast().origin() - 1;
            // The last lead tells whether there was an answer, also where no day can meet it any more.
            int firstLead = (int) Math.max(0, Math.min(passed, horizon - 1));
            OriginForecastBytes.write(entry.forecast(), firstLead, out);
            Bytes.writeFloats(entry.learnt(), out);
        }
    }

    @Override
    public ForecastHistory read(int version, DataInputView in) throws IOException {
        ForecastHistory history = new ForecastHistory(in.readInt());
        for (int left = in.readInt(); left > 0; left--) {
            history.add(new ForecastHistory.Entry(OriginForecastBytes.read(in), Bytes.readFloats(in)));
        }
        return history;
    }
}
