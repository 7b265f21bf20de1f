package io.undercurrent.stream;

import io.undercurrent.calibration.OriginForecast;
import io.undercurrent.series.Forecast;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link OriginForecast} in bytes: origin, revision, restarted, from the second version on the days, the scales, the values and the baselines. */
final class OriginForecastBytes {

    private OriginForecastBytes() {}

    static void write(OriginForecast forecast, DataOutputView out) throws IOException {
        out.writeInt(forecast.origin());
        out.writeInt(forecast.revision());
        out.writeBoolean(forecast.restarted());
        out.writeInt(forecast.days());
        Bytes.writeFloats(forecast.scale(), out);
        Bytes.writeFloats(forecast.values(), out);
        Bytes.writeFloats(forecast.baseline(), out);
    }

    static OriginForecast read(boolean withDays, DataInputView in) throws IOException {
        int origin = in.readInt();
        int revision = in.readInt();
        boolean restarted = in.readBoolean();
        int days = withDays ? in.readInt() : Forecast.UNKNOWN_DAYS;
        float[] scale = Bytes.readFloats(in);
        return new OriginForecast(origin, revision, restarted, days, Bytes.readFloats(in), Bytes.readFloats(in), scale);
    }
}
