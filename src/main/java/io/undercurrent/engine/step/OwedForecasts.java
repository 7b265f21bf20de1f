package io.undercurrent.engine.step;

import io.undercurrent.calibration.ForecastUpdate;
import io.undercurrent.calibration.OriginForecast;
import io.undercurrent.calibration.Outcome;
import io.undercurrent.calibration.Speaker;
import io.undercurrent.engine.window.WindowUpdate.Origin;
import io.undercurrent.model.EncodedOrigins;
import io.undercurrent.model.Forecaster;
import io.undercurrent.series.Finite;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.kind.StaticTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Forecasts to compute, in the order in which they were requested. */
final class OwedForecasts {

    private final Forecaster forecaster;
    private final SharedEncodings shared;
    private final Object encoding;
    private final ForecastShape shape;
    private final Speaker speaker;
    private final int stateSize;
    private final StaticTable statics;

    /** The encoded origin of each forecast, in that order. */
    private final EncodedOrigins encoded;

    private final List<Owed> owed = new ArrayList<>();

    /** Rows for one call of the forecaster. */
    private final float[] rowStates;

    private final float[] values;

    /**
     * @param position among the forecasts of the request
     * @param days how many days of the window had a value of a target
     * @param state of the series after the origin's day
     */
    private record Owed(Request request, int position, Origin origin, Outcome outcome, int days, float[] state) {}

    OwedForecasts(
            Forecaster forecaster,
            ForecastShape shape,
            int stateSize,
            Speaker speaker,
            SharedEncodings shared,
            StaticTable statics) {
        this.forecaster = forecaster;
        this.shared = shared;
        this.statics = statics;
        encoding = shared.encoding(forecaster);
        this.shape = shape;
        this.stateSize = stateSize;
        this.speaker = speaker;
        encoded = forecaster.origins(1);
        // Too many rows are refused before they are allocated.
        encoded.resize(Buffers.length(forecaster.rows(), encoded.rowSize()) / encoded.rowSize());
        rowStates = new float[Buffers.length(forecaster.rows(), stateSize)];
        values = new float[Buffers.length(forecaster.rows(), shape.size())];
    }

    /** Stands for how origins are encoded. */
    Object encoding() {
        return encoding;
    }

    int count() {
        return owed.size();
    }

    /**
     * Adds a forecast, whose origin is encoded at once.
     *
     * @param position among the forecasts of the request
     * @param state of the series after the origin's day, which may not be there yet
     */
    void add(Request request, int position, SlidingWindow window, Origin origin, float[] state) {
        int day = origin.day();
        if (owed.size() == encoded.rows()) {
            encoded.resize(Buffers.roomyLength(owed.size() + 1, encoded.rowSize()) / encoded.rowSize());
        }
        SharedEncodings.Start start = shared.origin(encoding, window, day);
        OwedForecasts known = start == null ? null : start.forecasts();
        if (known != null && known.encoding == encoding) {
            encoded.copyRow(known.encoded, start.position(), owed.size());
        } else {
            forecaster.encodeOrigin(window, day, statics.of(request.key()), encoded, owed.size());
            shared.add(this, owed.size(), window, day);
        }
        if (known != null && known.looksBackAs(this)) {
            Owed other = known.owed.get(start.position());
            owed.add(new Owed(request, position, origin, other.outcome(), other.days(), state));
        } else {
            Outcome outcome = Outcome.of(window, day, forecaster.window(), forecaster.horizon());
            int days = window.daysWithTarget(day - forecaster.window() + 1, day);
            owed.add(new Owed(request, position, origin, outcome, days, state));
        }
    }

    private boolean looksBackAs(OwedForecasts other) {
        return forecaster.window() == other.forecaster.window() && forecaster.horizon() == other.forecaster.horizon();
    }

    /** Computes all forecasts from their states. */
    void run() {
        for (int from = 0; from < owed.size(); from += forecaster.rows()) {
            run(from, Math.min(owed.size(), from + forecaster.rows()));
        }
    }

    private void run(int from, int to) {
        for (int row = 0; row < to - from; row++) {
            Buffers.putState(owed.get(from + row).state(), row, stateSize, rowStates);
        }
        forecaster.forecast(to - from, rowStates, encoded, from, values);
        for (int row = 0; row < to - from; row++) {
            Owed one = owed.get(from + row);
            one.request()
                    .put(
                            one.position(),
                            new ForecastUpdate.Origin(forecast(one, row, from + row), one.outcome(), speaker));
        }
    }

    /**
     * @param row of the values
     * @param origin row of the encoded origin
     */
    private OriginForecast forecast(Owed one, int row, int origin) {
        float[] quantiles = Arrays.copyOfRange(values, row * shape.size(), (row + 1) * shape.size());
        int targets = shape.targets().size();
        blankNonFinite(quantiles, shape.size() / targets);
        double[] reference = new double[targets];
        for (int target = 0; target < targets; target++) {
            reference[target] = encoded.reference(origin, target);
        }
        float[] baseline = new float[targets * shape.horizon()];
        encoded.baselines(origin, baseline);
        return new OriginForecast(
                one.origin().day(),
                one.origin().revision(),
                one.origin().restarted(),
                one.days(),
                reference,
                quantiles,
                baseline,
                one.outcome().scale());
    }

    /** Sets all values of a target to NaN if any is not finite. */
    private static void blankNonFinite(float[] values, int size) {
        for (int from = 0; from < values.length; from += size) {
            if (!Finite.all(values, from, size)) {
                Arrays.fill(values, from, from + size, Float.NaN);
            }
        }
    }

    void clear() {
        owed.clear();
    }
}
