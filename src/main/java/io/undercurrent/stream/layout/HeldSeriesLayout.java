package io.undercurrent.stream.layout;

import io.undercurrent.reconciliation.Move;
import io.undercurrent.reconciliation.SeriesWidths;
import io.undercurrent.reconciliation.continuous.HeldDay;
import io.undercurrent.reconciliation.continuous.HeldForecast;
import io.undercurrent.reconciliation.continuous.HeldSeries;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.stream.layout.packing.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link HeldSeries} in bytes. */
public enum HeldSeriesLayout implements Layout<HeldSeries> {
    HELD_SERIES;

    /** The version of forecasts in version 1. */
    private static final int FORECASTS = 5;

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<HeldSeries> type() {
        return HeldSeries.class;
    }

    @Override
    public boolean isImmutable() {
        return false;
    }

    @Override
    public HeldSeries copy(HeldSeries value) {
        return value.copy();
    }

    @Override
    public void write(HeldSeries series, DataOutputView out) throws IOException {
        Bytes.writeText(series.key(), out);
        Bytes.writeTexts(series.shape().targets(), out);
        out.writeInt(series.shape().quantiles().size());
        for (double quantile : series.shape().quantiles()) {
            out.writeDouble(quantile);
        }
        out.writeInt(series.shape().horizon());
        out.writeInt(series.first());
        out.writeInt(series.newest());
        out.writeInt(series.newestDay());
        double[][] latest = series.widths().latest();
        out.writeInt(latest.length);
        for (double[] ratios : latest) {
            Bytes.writeDoubles(ratios, out);
        }
        out.writeInt(series.forecasts().size());
        for (Map.Entry<Integer, HeldForecast> forecast : series.forecasts().entrySet()) {
            out.writeInt(forecast.getKey());
            writeForecast(forecast.getValue(), out);
        }
        out.writeInt(series.days().size());
        for (Map.Entry<Integer, HeldDay> day : series.days().entrySet()) {
            out.writeInt(day.getKey());
            out.writeLong(day.getValue().time());
            out.writeInt(day.getValue().revision());
            Bytes.writeDoubles(day.getValue().values(), out);
        }
    }

    private static void writeForecast(HeldForecast held, DataOutputView out) throws IOException {
        ForecastLayout.FORECAST.write(held.forecast(), out);
        out.writeLong(held.time());
        out.writeLong(held.company());
        out.writeLong(held.written());
        out.writeInt(held.writings());
        out.writeBoolean(held.move().isPresent());
        if (held.move().isPresent()) {
            Bytes.writeDoubles(held.move().get().shift(), out);
            Bytes.writeDoubles(held.move().get().means(), out);
        }
    }

    @Override
    public HeldSeries read(int version, DataInputView in) throws IOException {
        String key = Bytes.readText(in);
        List<String> targets = Bytes.readTexts(in);
        List<Double> quantiles = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            quantiles.add(in.readDouble());
        }
        ForecastShape shape = new ForecastShape(targets, quantiles, in.readInt());
        int first = in.readInt();
        int newest = in.readInt();
        int newestDay = in.readInt();
        double[][] latest = new double[in.readInt()][];
        for (int i = 0; i < latest.length; i++) {
            latest[i] = Bytes.readDoubles(in);
        }
        HeldSeries series =
                HeldSeries.restore(key, shape, first, newest, newestDay, SeriesWidths.restore(shape, latest));
        for (int left = in.readInt(); left > 0; left--) {
            series.forecasts().put(in.readInt(), readForecast(in));
        }
        for (int left = in.readInt(); left > 0; left--) {
            series.days().put(in.readInt(), new HeldDay(in.readLong(), in.readInt(), Bytes.readDoubles(in)));
        }
        return series;
    }

    private static HeldForecast readForecast(DataInputView in) throws IOException {
        return new HeldForecast(
                        ForecastLayout.FORECAST.read(FORECASTS, in),
                        in.readLong(),
                        // The move comes last.
                        Optional.empty(),
                        in.readLong(),
                        in.readLong(),
                        in.readInt())
                .with(
                        in.readBoolean()
                                ? Optional.of(new Move(Bytes.readDoubles(in), Bytes.readDoubles(in)))
                                : Optional.empty());
    }
}
