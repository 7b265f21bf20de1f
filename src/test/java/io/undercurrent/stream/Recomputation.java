package io.undercurrent.stream;

import io.undercurrent.engine.window.WindowShape;
import io.undercurrent.model.EncodedOrigins;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.Forecaster;
import io.undercurrent.series.Decimal;
import io.undercurrent.series.Reading;
import io.undercurrent.series.SeriesContract;
import io.undercurrent.series.SlidingWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The oracle of what a job forecasts of one series: after each message the network is run from zero over the whole history
 * so far, without carrying anything over, and all forecasts that may still change are made anew. Keeps all days in maps and
 * shares with the operators nothing but the model.
 */
final class Recomputation implements AutoCloseable {

    /** The last forecast from an origin. */
    record Result(double[] values, boolean restarted) {}

    private final ForecastModel model;
    private final Forecaster forecaster;
    private final SeriesContract contract;
    private int refused;
    private String key;
    private final TreeMap<Integer, double[]> read = new TreeMap<>();
    private final TreeMap<Integer, double[]> announced = new TreeMap<>();
    private final TreeSet<Integer> origins = new TreeSet<>();
    private final List<Reading> waiting = new ArrayList<>();
    private final TreeMap<Integer, Result> results = new TreeMap<>();

    Recomputation(ForecastModel model, SeriesContract contract) {
        this.model = model;
        this.contract = contract;
        forecaster = model.forecaster(1);
    }

    /** The last forecast from each origin, by its day; of what a history began with only from those that might still change. */
    Map<Integer, Result> results() {
        return results;
    }

    /** Messages that were to be rejected. */
    int refused() {
        return refused;
    }

    /** Takes in what a history begins with, days in order and in one piece. */
    void begin(List<Reading> readings) {
        for (Reading reading : readings) {
            key = reading.key();
            merge(reading, read);
            origins.add(reading.day());
        }
        recompute();
    }

    /** Takes in a message. */
    void accept(Reading reading) {
        key = reading.key();
        int targets = model.columns().targets().size();
        boolean announcement = !reading.hasAny(0, targets)
                && reading.hasAny(targets, model.columns().count());
        if (origins.isEmpty() && announcement) {
            waiting.add(reading);
            return;
        }
        int newest = origins.isEmpty() ? reading.day() : origins.last();
        int farthest = newest + model.shape().horizon() + contract.lateness();
        if (reading.day() < newest - contract.lateness()) {
            refused += repeats(reading, announcement, newest) ? 0 : 1;
            return;
        }
        if (announcement && reading.day() > farthest) {
            refused++;
            return;
        }
        merge(reading, announcement ? announced : read);
        if (!announcement) {
            origins.add(reading.day());
        }
        List<Reading> waited = List.copyOf(waiting);
        waiting.clear();
        waited.forEach(this::accept);
        recompute();
    }

    /** Whether a reading of a day that windows still hold says what is known of it. */
    private boolean repeats(Reading reading, boolean announcement, int newest) {
        int day = reading.day();
        int held = contract.window() + contract.lateness() + WindowShape.STRIDE;
        if (day <= newest - held || !announcement && !origins.contains(day)) {
            return false;
        }
        double[] unknown = new double[reading.values().length];
        Arrays.fill(unknown, Double.NaN);
        double[] wasRead = read.getOrDefault(day, unknown);
        double[] wasAnnounced = announced.getOrDefault(day, unknown);
        for (int column = 0; column < unknown.length; column++) {
            double value = reading.values()[column];
            boolean asRead = value == wasRead[column];
            boolean asAnnounced = value == wasAnnounced[column] && (announcement || Double.isNaN(wasRead[column]));
            if (!Double.isNaN(value) && !asRead && !asAnnounced) {
                return false;
            }
        }
        return true;
    }

    private static void merge(Reading reading, Map<Integer, double[]> days) {
        double[] known = days.computeIfAbsent(reading.day(), absent -> {
            double[] row = new double[reading.values().length];
            Arrays.fill(row, Double.NaN);
            return row;
        });
        for (int column = 0; column < known.length; column++) {
            if (!Double.isNaN(reading.values()[column])) {
                known[column] = reading.values()[column];
            }
        }
    }

    private void recompute() {
        int first = origins.first();
        int newest = origins.last();
        SlidingWindow everything = new SlidingWindow(
                model.columns().targets().size(),
                model.columns().covariates().size(),
                newest - first + contract.window() + contract.lateness(),
                model.shape().horizon() + contract.lateness());
        everything.ofSeries(key).advanceTo(newest);
        read.forEach(everything::merge);
        announced.forEach((day, values) -> {
            if (everything.holds(day)) {
                everything.announce(day, values);
            }
        });
        // How old a series is belongs to its window.
        origins.forEach(everything::revise);
        float[] state = new float[model.stateSize()];
        float[] inputs = new float[forecaster.inputSize()];
        for (int day = first; day <= newest; day++) {
            boolean starts = origins.contains(day)
                    && origins.subSet(day - contract.window(), day).isEmpty();
            if (starts) {
                Arrays.fill(state, 0);
            }
            forecaster.encodeDay(everything, day, inputs, 0);
            forecaster.step(1, inputs, state);
            if (day >= newest - contract.lateness() && origins.contains(day)) {
                results.put(day, new Result(forecast(everything, day, state), starts && day > first));
            }
        }
    }

    private double[] forecast(SlidingWindow everything, int origin, float[] state) {
        EncodedOrigins context = forecaster.origins(1);
        float[] values = new float[model.shape().size()];
        forecaster.encodeOrigin(everything, origin, context, 0);
        forecaster.forecast(1, state, context, 0, values);
        double[] decimals = new double[values.length];
        int each = values.length / model.columns().targets().size();
        Arrays.setAll(decimals, i -> Decimal.of(context.reference(0, i / each), values[i]));
        return decimals;
    }

    @Override
    public void close() {
        forecaster.close();
    }
}
