package io.undercurrent.stream.layout;

import io.undercurrent.series.Forecast;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.stream.layout.packing.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * {@link Forecast} in bytes. Version 1 had floats, and no number of days; versions up to 2 had no means, up to 3 no generation, up to 4
 * no reconciliation.
 */
public enum ForecastLayout implements Layout<Forecast> {
    FORECAST;

    private static final int FIRST_WITH_MEANS = 3;
    private static final int FIRST_WITH_GENERATION = 4;
    private static final int FIRST_WITH_RECONCILIATION = 5;

    @Override
    public int version() {
        return 5;
    }

    @Override
    public Class<Forecast> type() {
        return Forecast.class;
    }

    @Override
    public void write(Forecast forecast, DataOutputView out) throws IOException {
        Bytes.writeText(forecast.key(), out);
        out.writeInt(forecast.origin());
        out.writeInt(forecast.revision());
        Bytes.writeText(forecast.model(), out);
        out.writeInt(forecast.generation());
        Bytes.writeText(forecast.source().name(), out);
        out.writeBoolean(forecast.restarted());
        out.writeInt(forecast.days());
        ForecastShape shape = forecast.shape();
        out.writeInt(shape.targets().size());
        for (String target : shape.targets()) {
            Bytes.writeText(target, out);
        }
        out.writeInt(shape.quantiles().size());
        for (double quantile : shape.quantiles()) {
            out.writeDouble(quantile);
        }
        out.writeInt(shape.horizon());
        Bytes.writeDoubles(forecast.values(), out);
        Bytes.writeDoubles(forecast.means(), out);
        Bytes.writeNullable(
                forecast.reconciliation()
                        .map(way -> way.getBytes(StandardCharsets.UTF_8))
                        .orElse(null),
                out);
    }

    @Override
    public Forecast read(int version, DataInputView in) throws IOException {
        String key = Bytes.readText(in);
        int origin = in.readInt();
        int revision = in.readInt();
        String model = Bytes.readText(in);
        int generation = version < FIRST_WITH_GENERATION ? Forecast.UNKNOWN_GENERATION : in.readInt();
        Forecast.Source source = Forecast.Source.valueOf(Bytes.readText(in));
        boolean restarted = in.readBoolean();
        int days = version == 1 ? Forecast.UNKNOWN_DAYS : in.readInt();
        List<String> targets = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            targets.add(Bytes.readText(in));
        }
        List<Double> quantiles = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            quantiles.add(in.readDouble());
        }
        ForecastShape shape = new ForecastShape(targets, quantiles, in.readInt());
        double[] values = version == 1 ? Bytes.readDecimals(in) : Bytes.readDoubles(in);
        double[] means = version < FIRST_WITH_MEANS ? shape.means(values) : Bytes.readDoubles(in);
        Optional<String> reconciliation = version < FIRST_WITH_RECONCILIATION
                ? Optional.empty()
                : Optional.ofNullable(Bytes.readNullable(in)).map(way -> new String(way, StandardCharsets.UTF_8));
        return new Forecast(
                key,
                origin,
                revision,
                model,
                generation,
                source,
                restarted,
                days,
                shape,
                values,
                means,
                reconciliation);
    }
}
