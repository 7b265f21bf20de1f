package io.undercurrent.stream;

import io.undercurrent.calibration.OriginForecast;
import io.undercurrent.calibration.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link ForecastUpdate} in bytes: for a job whose keyed operators do not stand in one chain. */
enum ForecastUpdateLayout implements Layout<ForecastUpdate> {
    FORECAST_UPDATE;

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Class<ForecastUpdate> type() {
        return ForecastUpdate.class;
    }

    @Override
    public void write(ForecastUpdate update, DataOutputView out) throws IOException {
        Bytes.writeText(update.key(), out);
        Bytes.writeText(update.model(), out);
        out.writeInt(update.newestDay());
        out.writeInt(update.firstChangedDay());
        out.writeInt(update.origins().size());
        for (ForecastUpdate.Origin origin : update.origins()) {
            OriginForecastBytes.write(origin.forecast(), out);
            // The day of the outcome is that of the origin.
            Bytes.writeFloats(origin.outcome().actual(), out);
            Bytes.writeFloats(origin.outcome().scale(), out);
            Bytes.writeFloats(origin.outcome().weeksBefore(), out);
        }
    }

    @Override
    public ForecastUpdate read(int version, DataInputView in) throws IOException {
        String key = Bytes.readText(in);
        String model = Bytes.readText(in);
        int newestDay = in.readInt();
        int firstChangedDay = in.readInt();
        List<ForecastUpdate.Origin> origins = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            OriginForecast forecast = OriginForecastBytes.read(version >= 2, in);
            origins.add(new ForecastUpdate.Origin(
                    forecast,
                    new Outcome(forecast.origin(), Bytes.readFloats(in), Bytes.readFloats(in), Bytes.readFloats(in))));
        }
        return new ForecastUpdate(key, model, newestDay, firstChangedDay, origins);
    }
}
