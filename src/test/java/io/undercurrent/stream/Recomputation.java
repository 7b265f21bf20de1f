package io.undercurrent.stream;

import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.Forecaster;
import io.undercurrent.series.Reading;
import io.undercurrent.series.SlidingWindow;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The oracle of what a job forecasts: for each reading the network is run from zero over the whole history of the series so
 * far, one series at a time and without carrying anything over. Keeps all days of one series in a map and shares with the
 * operators nothing but the model.
 */
final class Recomputation implements AutoCloseable {

    private final ForecastModel model;
    private final Forecaster forecaster;
    private TreeMap<Integer, float[]> days = new TreeMap<>();
    private OptionalInt newest = OptionalInt.empty();
    private int first;

    Recomputation(ForecastModel model) {
        this.model = model;
        forecaster = model.forecaster(1);
    }

    /** The forecast that the next reading leads to; empty where it is to be rejected. */
    float[] forecastAfter(Reading reading) {
        int targets = model.columns().targets().size();
        int day = reading.day();
        boolean ahead = newest.isEmpty() || day > newest.getAsInt();
        if (ahead
                && !reading.hasAny(0, targets)
                && reading.hasAny(targets, model.columns().count())) {
            if (newest.isEmpty() || day > newest.getAsInt() + model.shape().horizon()) {
                return new float[0];
            }
        } else if (ahead) {
            boolean anew = newest.isEmpty() || day - newest.getAsInt() >= model.window();
            if (anew) {
                first = day;
                days = new TreeMap<>(days.tailMap(day, true));
            }
            newest = OptionalInt.of(day);
        } else if (day < newest.getAsInt()) {
            return new float[0];
        }
        float[] known = days.computeIfAbsent(day, absent -> {
            float[] row = new float[reading.values().length];
            Arrays.fill(row, Float.NaN);
            return row;
        });
        for (int column = 0; column < known.length; column++) {
            if (!Float.isNaN(reading.values()[column])) {
                known[column] = reading.values()[column];
            }
        }
        return recompute();
    }

    private float[] recompute() {
        int origin = newest.getAsInt();
        SlidingWindow everything = new SlidingWindow(
                model.columns().count(),
                origin - first + model.window(),
                model.shape().horizon());
        everything.advanceTo(origin);
        for (Map.Entry<Integer, float[]> entry : days.tailMap(first, true).entrySet()) {
            everything.merge(entry.getKey(), entry.getValue());
        }
        float[] state = new float[model.stateSize()];
        float[] inputs = new float[forecaster.inputSize()];
        for (int day = first; day <= origin; day++) {
            forecaster.encodeDay(everything, day, inputs, 0);
            forecaster.step(1, inputs, state);
        }
        float[] context = new float[forecaster.contextSize()];
        float[] values = new float[model.shape().size()];
        forecaster.encodeOrigin(everything, origin, context, 0);
        forecaster.forecast(1, state, context, values);
        return values;
    }

    @Override
    public void close() {
        forecaster.close();
    }
}
