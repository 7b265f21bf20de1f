package io.undercurrent.stream;

import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.Forecaster;
import io.undercurrent.series.Reading;
import io.undercurrent.series.SlidingWindow;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The oracle of what a job forecasts: for each reading the network is run from zero over the whole history of the
 * series so far, one series at a time and without carrying anything over. Keeps all days of one series in a map and
 * shares with the operators nothing but the model.
 */
final class Recomputation implements AutoCloseable {

    private final ForecastModel model;
    private final Forecaster forecaster;
    private TreeMap<Integer, float[]> days = new TreeMap<>();
    private int newest;
    private int first;

    Recomputation(ForecastModel model) {
        this.model = model;
        forecaster = model.forecaster(1);
    }

    /** The forecast that the next reading leads to; empty where it is to be rejected. */
    float[] forecastAfter(Reading reading) {
        int targets = model.columns().targets().size();
        int horizon = model.shape().horizon();
        int day = reading.day();
        boolean blank = days.isEmpty() || !anyTarget(newest - model.window() + 1, newest);
        boolean covariatesAlone = !reading.hasAny(0, targets)
                && reading.hasAny(targets, model.columns().count());
        if (days.isEmpty()) {
            startAt(day);
        } else if (covariatesAlone && day > newest) {
            if (day > newest + horizon && !blank) {
                return new float[0];
            } else if (day > newest + horizon) {
                startAt(day - horizon);
            }
        } else if (day > newest) {
            if (!anyTarget(day - model.window() + 1, newest)) {
                startAt(day);
            }
            newest = day;
        } else if (day < newest) {
            if (!blank) {
                return new float[0];
            }
            startAt(day);
        }
        merge(reading);
        return recompute();
    }

    private boolean anyTarget(int from, int to) {
        return from <= to
                && days.subMap(from, true, to, true).values().stream().anyMatch(row -> {
                    boolean any = false;
                    for (int target = 0; target < model.columns().targets().size(); target++) {
                        any |= !Float.isNaN(row[target]);
                    }
                    return any;
                });
    }

    /** Forgets what came before {@code day}, and what was announced for days too far behind it. */
    private void startAt(int day) {
        first = day;
        newest = day;
        days = new TreeMap<>(days.subMap(day, true, day + model.shape().horizon(), true));
    }

    private void merge(Reading reading) {
        float[] known = days.computeIfAbsent(reading.day(), absent -> {
            float[] row = new float[reading.values().length];
            Arrays.fill(row, Float.NaN);
            return row;
        });
        for (int column = 0; column < known.length; column++) {
            if (!Float.isNaN(reading.values()[column])) {
                known[column] = reading.values()[column];
            }
        }
    }

    private float[] recompute() {
        int origin = newest;
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
