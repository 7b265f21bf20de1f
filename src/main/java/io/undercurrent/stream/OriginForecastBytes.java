package io.undercurrent.stream;

import io.undercurrent.calibration.OriginForecast;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * {@link OriginForecast} in bytes, from a lead on: origin, revision, restarted, the scales, the horizon, the first lead, the
 * number of rows of values and of baselines, then the rows. Leads before the first become NaN.
 */
final class OriginForecastBytes {

    private OriginForecastBytes() {}

    static void write(OriginForecast forecast, int firstLead, DataOutputView out) throws IOException {
        int horizon = forecast.baseline().length / forecast.scale().length;
        out.writeInt(forecast.origin());
        out.writeInt(forecast.revision());
        out.writeBoolean(forecast.restarted());
        Bytes.writeFloats(forecast.scale(), out);
        out.writeInt(horizon);
        out.writeInt(firstLead);
        Bytes.writeFloats(rest(forecast.values(), horizon, firstLead), out);
        Bytes.writeFloats(rest(forecast.baseline(), horizon, firstLead), out);
    }

    static OriginForecast read(DataInputView in) throws IOException {
        int origin = in.readInt();
        int revision = in.readInt();
        boolean restarted = in.readBoolean();
        float[] scale = Bytes.readFloats(in);
        int horizon = in.readInt();
        int firstLead = in.readInt();
        float[] values = whole(Bytes.readFloats(in), horizon, firstLead);
        float[] baseline = whole(Bytes.readFloats(in), horizon, firstLead);
        return new OriginForecast(origin, revision, restarted, values, baseline, scale);
    }

    private static float[] rest(float[] rows, int horizon, int firstLead) {
        if (firstLead == 0) {
            return rows;
        }
        int kept = horizon - firstLead;
        float[] rest = new float[rows.length / horizon * kept];
        for (int row = 0; row < rows.length / horizon; row++) {
            System.arraycopy(rows, row * horizon + firstLead, rest, row * kept, kept);
        }
        return rest;
    }

    private static float[] whole(float[] rest, int horizon, int firstLead) {
        if (firstLead == 0) {
            return rest;
        }
        int kept = horizon - firstLead;
        float[] rows = new float[rest.length / kept * horizon];
        Arrays.fill(rows, Float.NaN);
        for (int row = 0; row < rest.length / kept; row++) {
            System.arraycopy(rest, row * kept, rows, row * horizon + firstLead, kept);
        }
        return rows;
    }
}
