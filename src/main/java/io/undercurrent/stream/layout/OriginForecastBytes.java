package io.undercurrent.stream.layout;

import io.undercurrent.calibration.OriginForecast;
import io.undercurrent.series.Forecast;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * {@link OriginForecast} in bytes: origin, revision, restarted, the days, the references, the scales, the values and the baselines.
 * Version 1 had neither days nor references.
 */
final class OriginForecastBytes {

    private OriginForecastBytes() {}

    static void write(OriginForecast forecast, DataOutputView out) throws IOException {
        out.writeInt(forecast.origin());
        out.writeInt(forecast.revision());
        out.writeBoolean(forecast.restarted());
        out.writeInt(forecast.days());
        Bytes.writeDoubles(forecast.reference(), out);
        Bytes.writeFloats(forecast.scale(), out);
        Bytes.writeFloats(forecast.values(), out);
        Bytes.writeFloats(forecast.baseline(), out);
    }

    static OriginForecast read(int version, DataInputView in) throws IOException {
        int origin = in.readInt();
        int revision = in.readInt();
        boolean restarted = in.readBoolean();
        int days = version == 1 ? Forecast.UNKNOWN_DAYS : in.readInt();
        double[] reference = version == 1 ? null : Bytes.readDoubles(in);
        float[] scale = Bytes.readFloats(in);
        return new OriginForecast(
                origin,
                revision,
                restarted,
                days,
                reference == null ? new double[scale.length] : reference,
                Bytes.readFloats(in),
                Bytes.readFloats(in),
                scale);
    }
}
