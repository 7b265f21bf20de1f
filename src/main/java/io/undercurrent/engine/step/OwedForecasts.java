package io.undercurrent.engine.step;

import io.undercurrent.calibration.ForecastUpdate;
import io.undercurrent.calibration.OriginForecast;
import io.undercurrent.calibration.Outcome;
import io.undercurrent.engine.window.WindowUpdate.Changed;
import io.undercurrent.engine.window.WindowUpdate.Origin;
import io.undercurrent.model.EncodedOrigins;
import io.undercurrent.model.Forecaster;
import io.undercurrent.series.Finite;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.SlidingWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Forecasts to be read off states, in the order in which they are owed. */
final class OwedForecasts {

    private final Forecaster forecaster;
    private final ForecastShape shape;
    private final String model;
    private final int stateSize;

    /** Of each forecast, in the order in which it is owed. */
    private final EncodedOrigins encoded;

    private final List<Owed> owed = new ArrayList<>();

    /** One call's worth of rows. */
    private final float[] rowStates;

    private final float[] values;

    /** Made so far for the update that is being answered. */
    private final List<ForecastUpdate.Origin> made = new ArrayList<>();

    /**
     * What an update asks for.
     *
     * @param timestamp of its record, null where it has none
     */
    record Request(String key, int changedFrom, int openFrom, Long timestamp) {

        static Request of(Changed update, Long timestamp) {
            return new Request(update.key(), update.changedFrom(), update.openFrom(), timestamp);
        }
    }

    /**
     * @param days how many days of the window had a value of a target
     * @param state of the series after the origin's day
     * @param last whether the request is answered with it
     */
    private record Owed(Request request, Origin origin, Outcome outcome, int days, float[] state, boolean last) {}

    /**
     * @param model name of the model
     */
    OwedForecasts(Forecaster forecaster, ForecastShape shape, int stateSize, String model) {
        this.forecaster = forecaster;
        this.shape = shape;
        this.stateSize = stateSize;
        this.model = model;
        encoded = forecaster.origins(1);
        // Too many rows are refused before they are allocated.
        encoded.resize(Buffers.length(forecaster.rows(), encoded.rowSize()) / encoded.rowSize());
        rowStates = new float[Buffers.length(forecaster.rows(), stateSize)];
        values = new float[Buffers.length(forecaster.rows(), shape.size())];
    }

    int count() {
        return owed.size();
    }

    /**
     * Adds a forecast, whose origin is encoded at once.
     *
     * @param state of the series after the origin's day, which may not be there yet
     * @param last whether the request is answered with it
     */
    void add(Request request, SlidingWindow window, Origin origin, float[] state, boolean last) {
        int day = origin.day();
        if (owed.size() == encoded.rows()) {
            encoded.resize(Buffers.roomyLength(owed.size() + 1, encoded.rowSize()) / encoded.rowSize());
        }
        forecaster.encodeOrigin(window, day, encoded, owed.size());
        Outcome outcome = Outcome.of(window, day, forecaster.window(), forecaster.horizon());
        int days = window.daysWithTarget(day - forecaster.window() + 1, day);
        owed.add(new Owed(request, origin, outcome, days, state, last));
    }

    /** Reads all forecasts off their states. */
    void run(Bundle.Receiver receiver) {
        for (int from = 0; from < owed.size(); from += forecaster.rows()) {
            run(from, Math.min(owed.size(), from + forecaster.rows()), receiver);
        }
    }

    private void run(int from, int to, Bundle.Receiver receiver) {
        for (int row = 0; row < to - from; row++) {
            Buffers.putState(owed.get(from + row).state(), row, stateSize, rowStates);
        }
        forecaster.forecast(to - from, rowStates, encoded, from, values);
        for (int row = 0; row < to - from; row++) {
            Owed one = owed.get(from + row);
            made.add(new ForecastUpdate.Origin(forecast(one, row, from + row), one.outcome()));
            if (one.last()) {
                answer(one.request(), receiver);
            }
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

    /** Makes all values of a target NaN that has any that is not finite: the network has no answer for it. */
    private static void blankNonFinite(float[] values, int size) {
        for (int from = 0; from < values.length; from += size) {
            if (!Finite.all(values, from, size)) {
                Arrays.fill(values, from, from + size, Float.NaN);
            }
        }
    }

    private void answer(Request request, Bundle.Receiver receiver) {
        ForecastUpdate.Made update = new ForecastUpdate.Made(
                request.key(), model, request.openFrom(), request.changedFrom(), List.copyOf(made));
        made.clear();
        receiver.receive(update, request.timestamp());
    }

    void clear() {
        owed.clear();
    }
}
