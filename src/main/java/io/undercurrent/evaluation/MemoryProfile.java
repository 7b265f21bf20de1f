package io.undercurrent.evaluation;

import io.undercurrent.model.EncodedOrigins;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.Forecaster;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How fast a model forgets: the change of its median forecast when one past reading is changed.
 *
 * <p>The measurement runs the model over seeded random series with a weekly rhythm, raises all targets of the day {@code
 * age} days before the newest by one scale, and takes the mean absolute change of the median over all days ahead, in
 * scales. Age 1 is the newest reading.
 *
 * @param age how many days ago the reading came, 1 for the newest
 * @param carried change when only that day's step of the network is changed: what the hidden state alone remembers
 * @param total change when the reading itself is changed, so that all later windows hold the changed value too
 */
public record MemoryProfile(int age, double carried, double total) {

    private static final int SERIES = 32;
    private static final int WARM_UP_DAYS = 28;
    private static final long SEED = 20250318;

    /** Measures a model at the given ages, in days. */
    public static List<MemoryProfile> measure(ForecastModel model, int... ages) {
        int longest = 1;
        for (int age : ages) {
            longest = Math.max(longest, age);
        }
        int days = Math.min(model.window(), 2 * WARM_UP_DAYS) + WARM_UP_DAYS + longest;
        List<MemoryProfile> profiles = new ArrayList<>();
        try (Forecaster forecaster = model.forecaster(1)) {
            Run run = new Run(model, forecaster);
            List<History> histories = new ArrayList<>();
            List<float[]> references = new ArrayList<>();
            for (int series = 0; series < SERIES; series++) {
                History history = randomHistory(model, series, days);
                histories.add(history);
                references.add(run.forecast(history, history, 0));
            }
            for (int age : ages) {
                double carried = 0;
                double total = 0;
                for (int series = 0; series < SERIES; series++) {
                    History history = histories.get(series);
                    History changed = raise(model, history, age);
                    float[] reference = references.get(series);
                    carried += run.distance(reference, run.forecast(history, changed, age));
                    total += run.distance(reference, run.forecast(changed, changed, age));
                }
                profiles.add(new MemoryProfile(age, carried / SERIES, total / SERIES));
            }
        }
        return profiles;
    }

    /** A level of 100 with a weekly rhythm, autocorrelated noise and covariates at rest. */
    private static History randomHistory(ForecastModel model, int series, int days) {
        SplittableRandom random = new SplittableRandom(SEED + series);
        int columns = model.columns().count();
        int targets = model.columns().targets().size();
        double[] values = new double[days * columns];
        for (int target = 0; target < targets; target++) {
            double noise = 0;
            double phase = random.nextDouble(2 * Math.PI);
            for (int day = 0; day < days; day++) {
                noise = 0.6 * noise + 8 * random.nextGaussian();
                values[day * columns + target] = (float) (100 + 15 * Math.sin(2 * Math.PI * day / 7 + phase) + noise);
            }
        }
        return new History("series-" + series, 0, columns, values);
    }

    private static History raise(ForecastModel model, History history, int age) {
        double[] values = history.values().clone();
        int columns = history.columns();
        for (int target = 0; target < model.columns().targets().size(); target++) {
            values[(history.days() - age) * columns + target] += meanAbsoluteDeviation(history, target);
        }
        return new History(history.key(), history.firstDay(), columns, values);
    }

    private static double meanAbsoluteDeviation(History history, int column) {
        double mean = 0;
        double deviation = 0;
        for (int day = 0; day < history.days(); day++) {
            mean += history.value(day, column) / history.days();
        }
        for (int day = 0; day < history.days(); day++) {
            deviation += Math.abs(history.value(day, column) - mean) / history.days();
        }
        return deviation;
    }

    /** Runs the model over a history and reads the last forecast in scales. */
    private static final class Run {

        private final ForecastModel model;
        private final Forecaster forecaster;
        private final float[] input;
        private final EncodedOrigins origin;

        Run(ForecastModel model, Forecaster forecaster) {
            this.model = model;
            this.forecaster = forecaster;
            input = new float[forecaster.inputSize()];
            origin = forecaster.origins(1);
        }

        /** The median forecasts, where the one step {@code age} days ago sees {@code other} instead of {@code history}. */
        float[] forecast(History history, History other, int age) {
            float[] state = new float[model.stateSize()];
            SlidingWindow window = windowAt(history, 0);
            for (int day = 0; day < history.days(); day++) {
                if (day > 0) {
                    history.advance(window);
                }
                SlidingWindow seen = other != history && history.days() - day == age ? windowAt(other, day) : window;
                forecaster.encodeDay(seen, day, input, 0);
                forecaster.step(1, input, state);
            }
            forecaster.encodeOrigin(window, window.newestDay(), origin, 0);
            float[] values = new float[model.shape().size()];
            forecaster.forecast(1, state, origin, 0, values);
            return values;
        }

        private SlidingWindow windowAt(History history, int day) {
            return history.windowAt(
                    day,
                    model.window(),
                    model.shape().horizon(),
                    model.columns().targets().size());
        }

        /** Mean absolute difference of the medians, in scales of the last origin. */
        double distance(float[] reference, float[] moved) {
            double sum = 0;
            int targets = model.columns().targets().size();
            int horizon = model.shape().horizon();
            for (int target = 0; target < targets; target++) {
                for (int lead = 0; lead < horizon; lead++) {
                    int at = model.shape().index(target, model.shape().median(), lead);
                    sum += Math.abs(moved[at] - reference[at]) / origin.scale(0, target);
                }
            }
            return sum / (targets * horizon);
        }
    }
}
