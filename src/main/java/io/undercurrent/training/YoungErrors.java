package io.undercurrent.training;

import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.Forecaster;
import io.undercurrent.model.ModelSpec;
import io.undercurrent.model.Widening;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.History;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.Slips;
import io.undercurrent.training.history.TrainingPeriod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How much farther from the median values lie than a model's quantiles say while a series is young: series are begun anew on days
 * all over the training, and each forecast from them is held against the one that the same model makes on the same day when it
 * knows the days before. What both get wrong is not the fault of youth, and does not count, nor do absurd values: see {@link Slips}.
 */
final class YoungErrors {

    private static final int MOST_SERIES = 100;
    private static final int MOST_BEGINNINGS = 600;

    /** Days through which the state of the older one is carried before the other begins. */
    private static final int LEAD_IN = 28;

    /** Ages that are looked at, as far as the window reaches. */
    private static final int[] AGES = {1, 2, 3, 4, 5, 7, 10, 14, 21, 28, 42, 56, 84, 112};

    /** A window of so many times the oldest age looked at is taken for as good as full. */
    private static final int FULL = 2;

    private static final int[] LEADS = {1, 3, 7, 14, 28, 56, 112, 224};
    private static final double GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

    /** Days to come are less like those learned from than these are like each other: fewer are to lie beyond by this share. */
    private static final double CAUTION = 0.9;

    /** Of a few values almost any may be the farthest. */
    private static final double LEAST_FACTOR = 0.5;

    private static final double LARGEST_FACTOR = 20;

    private final ForecastModel model;
    private final ModelSpec spec;
    private final ForecastShape shape;
    private final int targets;
    private final int quantiles;
    private final int[] ages;
    private final int[] leads;
    /** By (target, age, lead, quantile): how many times as far from the median as the quantile a value lies, on its side. */
    private final Excesses[] young;

    /** The same of the forecasts that know the days before. */
    private final Excesses[] old;

    /** Quantiles, less the reference of each target, which need not be that of another origin. */
    private record Told(float[] values, double[] references) {}

    YoungErrors(ForecastModel model, List<History> histories, TrainingPeriod period) {
        this.model = model;
        spec = model.spec();
        shape = model.shape();
        targets = shape.targets().size();
        quantiles = shape.quantiles().size();
        ages = Arrays.stream(AGES).filter(age -> age < spec.window()).toArray();
        leads = Arrays.stream(LEADS).filter(lead -> lead <= spec.horizon()).toArray();
        int cells = targets * ages.length * leads.length * quantiles;
        young = new Excesses[cells];
        old = new Excesses[cells];
        Arrays.setAll(young, i -> new Excesses());
        Arrays.setAll(old, i -> new Excesses());
        int series = Math.min(MOST_SERIES, histories.size());
        try (Forecaster forecaster = model.forecaster(1)) {
            for (int i = 0; i < series; i++) {
                History history = histories.get((int) ((long) i * histories.size() / series));
                int last = Math.min(history.lastDay(), period.lastDay()) - 1;
                int first = history.firstDay() + Math.min(spec.window(), (last - history.firstDay()) / 2);
                int each = Math.min(MOST_BEGINNINGS / series, last - first + 1);
                // Series feel the same weather on the same day: they begin on different days.
                double start = i * GOLDEN_RATIO % 1;
                double[][] outcomes = outcomes(history);
                for (int j = 0; j < each; j++) {
                    look(forecaster, history, outcomes, first + (int) ((j + start) * (last - first + 1) / each), last);
                }
            }
        }
    }

    /** The values of each target, day by day, without those that are absurd. */
    private double[][] outcomes(History history) {
        Slips slips = new Slips();
        double[][] outcomes = new double[targets][history.days()];
        for (int target = 0; target < targets; target++) {
            for (int i = 0; i < history.days(); i++) {
                outcomes[target][i] = history.value(history.firstDay() + i, target);
            }
            slips.takeOutAbsurd(outcomes[target], history.days());
        }
        return outcomes;
    }

    /**
     * Lets {@code history} begin on {@code day} beside itself.
     *
     * @param outcomes (target, day of the history)
     * @param lastOrigin the last day from which a forecast can be judged
     */
    private void look(Forecaster forecaster, History history, double[][] outcomes, int day, int lastOrigin) {
        int last = Math.min(lastOrigin, day + ages[ages.length - 1] - 1);
        int before = Math.max(history.firstDay(), day - LEAD_IN);
        List<Told> withPast = forecasts(forecaster, history, before, day, last);
        List<Told> without = forecasts(forecaster, history.from(day), day, day, last);
        for (int age = 0; age < without.size(); age++) {
            int origin = day + ages[age] - 1;
            int next = origin + 1 - history.firstDay();
            int days = Math.min(spec.horizon(), lastOrigin + 1 - origin);
            for (int target = 0; target < targets; target++) {
                double[] ahead = Arrays.copyOfRange(outcomes[target], next, next + days);
                add(ahead, target, age, withPast.get(age), without.get(age));
            }
        }
    }

    /**
     * The forecasts at the ages of a series that begins on {@code first}.
     *
     * @param from day from which on the state is carried
     * @param last no forecast is made after it
     */
    private List<Told> forecasts(Forecaster forecaster, History history, int from, int first, int last) {
        float[] input = new float[forecaster.inputSize()];
        float[] state = new float[model.stateSize()];
        float[] context = new float[forecaster.contextSize()];
        List<Told> forecasts = new ArrayList<>();
        SlidingWindow window = history.windowAt(from, spec.window(), spec.horizon(), targets);
        for (int day = from; day <= last; day++) {
            if (day > from) {
                history.advance(window);
            }
            forecaster.encodeDay(window, day, input, 0);
            forecaster.step(1, input, state);
            if (day == first + ages[forecasts.size()] - 1) {
                float[] forecast = new float[shape.size()];
                forecaster.encodeOrigin(window, day, context, 0);
                forecaster.forecast(1, state, context, forecast);
                double[] references = new double[targets];
                Arrays.setAll(references, target -> forecaster.reference(context, 0, target));
                forecasts.add(new Told(forecast, references));
            }
        }
        return forecasts;
    }

    /**
     * @param ahead the values of the days after the origin, NaN where there is none to be judged by
     */
    private void add(double[] ahead, int target, int age, Told withPast, Told without) {
        for (int lead = 0; lead < ahead.length; lead++) {
            int cell = ((target * ages.length + age) * leads.length + nearest(lead + 1)) * quantiles;
            for (int quantile = 0; quantile < quantiles; quantile++) {
                double excess = excess(without, ahead[lead], target, quantile, lead);
                double usual = excess(withPast, ahead[lead], target, quantile, lead);
                if (!Double.isNaN(excess) && !Double.isNaN(usual)) {
                    young[cell + quantile].add(excess);
                    old[cell + quantile].add(usual);
                }
            }
        }
    }

    /** The lead among those looked at that is nearest, as measured by their ratio. */
    private int nearest(int lead) {
        int nearest = 0;
        while (nearest < leads.length - 1 && (long) lead * lead > (long) leads[nearest] * leads[nearest + 1]) {
            nearest++;
        }
        return nearest;
    }

    /** NaN for the median itself, and where forecast or value are unknown. */
    private double excess(Told forecast, double value, int target, int quantile, int lead) {
        double median = forecast.values[shape.index(target, shape.median(), lead)];
        double distance = forecast.values[shape.index(target, quantile, lead)] - median;
        return distance == 0 ? Double.NaN : (value - forecast.references[target] - median) / distance;
    }

    /** The model with quantiles of young series as far out as these errors ask for. */
    ForecastModel widen() {
        if (Arrays.stream(old).noneMatch(excesses -> excesses.count > 0)) {
            return model;
        }
        List<Integer> knots = new ArrayList<>();
        for (int age : ages) {
            knots.add(age);
        }
        knots.add(Math.min(spec.window(), FULL * ages[ages.length - 1]));
        List<Double> factors = new ArrayList<>();
        for (int target = 0; target < targets; target++) {
            for (int age = 0; age <= ages.length; age++) {
                for (int lead = 0; lead < leads.length; lead++) {
                    for (int quantile = 0; quantile < quantiles; quantile++) {
                        int cell = ((target * ages.length + age) * leads.length + lead) * quantiles + quantile;
                        factors.add(age == ages.length ? 1 : factor(young[cell], old[cell]));
                    }
                }
            }
        }
        return model.withWidening(
                new Widening(knots, Arrays.stream(leads).boxed().toList(), factors));
    }

    /** The factor with which hardly as many values of the young lie beyond as of the old without one. */
    private static double factor(Excesses young, Excesses old) {
        double factor = young.count == 0 ? 1 : young.quantile(1 - CAUTION * old.shareBeyond(1));
        return Math.max(LEAST_FACTOR, Math.min(LARGEST_FACTOR, factor));
    }

    /** Numbers that are collected and then asked for their order. */
    private static final class Excesses {

        private double[] values = new double[64];
        private int count;
        private boolean sorted;

        void add(double value) {
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            values[count++] = value;
        }

        double shareBeyond(double limit) {
            int beyond = 0;
            for (int i = 0; i < count; i++) {
                beyond += values[i] > limit ? 1 : 0;
            }
            return count == 0 ? 0 : (double) beyond / count;
        }

        double quantile(double probability) {
            if (!sorted) {
                Arrays.sort(values, 0, count);
                sorted = true;
            }
            return values[Math.min(count - 1, (int) (probability * count))];
        }
    }
}
