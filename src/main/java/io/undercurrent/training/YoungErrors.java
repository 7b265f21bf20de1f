package io.undercurrent.training;

import io.undercurrent.model.EncodedOrigins;
import io.undercurrent.model.Forecaster;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.model.recurrent.Widening;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.history.History;
import io.undercurrent.training.history.TrainingPeriod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Measures how much too narrow a model's quantiles are for young series: series are cut off so that they begin on days
 * all over the newest two years, and their forecasts are compared with the values that came. Absurd values are left
 * out, see {@link Slips}.
 *
 * <p>A model is better on days that it was trained on. How much better is measured by forecasts with full windows on
 * days learned from and on days held back.
 */
final class YoungErrors {

    private static final int MOST_SERIES = 100;
    private static final int MOST_BEGINNINGS = 600;

    /** Number of newest days used: two years, because the variation of series changes over the years. */
    private static final int NEWEST_DAYS = 730;

    /** Days through which the state of the older one is carried before the other begins. */
    private static final int LEAD_IN = 28;

    /** Ages measured, as far as the window reaches. */
    private static final int[] AGES = {1, 2, 3, 4, 5, 7, 10, 14, 21, 28, 42, 56, 84, 112};

    /** Multiple of the oldest age measured at which a window counts as full. */
    private static final int FULL = 2;

    private static final int[] LEADS = {1, 3, 7, 14, 28, 56, 112, 224};
    private static final double GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

    /** Days held back may be unusual ones: they take off no more of what is to lie beyond. */
    private static final double LEAST_SHARE = 0.5;

    /** Of a few values almost any may be the farthest. */
    private static final double LEAST_FACTOR = 0.5;

    private static final double LARGEST_FACTOR = 20;

    /** How many threads look at series. What they find does not depend on it. */
    private static final int THREADS = 2;

    private final RecurrentModel model;
    private final ModelSpec spec;
    private final ForecastShape shape;
    private final TrainingPeriod period;
    private final int targets;
    private final int quantiles;
    /** Place of the median among the quantiles. */
    private final int middle;

    private final int[] ages;
    private final int[] leads;
    private final Found found;

    /** Quantiles, less the reference of each target, which need not be that of another origin. */
    private record Told(float[] values, double[] references) {}

    YoungErrors(RecurrentModel model, List<History> histories, TrainingPeriod period) {
        this.model = model;
        spec = model.spec();
        shape = model.shape();
        this.period = period;
        targets = shape.targets().size();
        quantiles = shape.quantiles().size();
        middle = shape.median();
        ages = Arrays.stream(AGES).filter(age -> age < spec.window()).toArray();
        leads = Arrays.stream(LEADS).filter(lead -> lead <= spec.horizon()).toArray();
        int series = Math.min(MOST_SERIES, histories.size());
        found = IntStream.range(0, THREADS)
                .parallel()
                .mapToObj(thread -> look(histories, thread, series))
                .reduce(new Found(), Found::and);
    }

    /** Looks at some of the series: number {@code first}, and each that comes as many after it as there are threads. */
    private Found look(List<History> histories, int first, int series) {
        Found own = new Found();
        try (Forecaster forecaster = model.forecaster(1)) {
            for (int i = first; i < series; i += THREADS) {
                History history = histories.get((int) ((long) i * histories.size() / series));
                // Series feel the same weather on the same day: they begin on different days.
                own.look(forecaster, history, MOST_BEGINNINGS / series, i * GOLDEN_RATIO % 1);
            }
        }
        return own;
    }

    /** The values of each target, day by day, without those that are absurd. */
    private double[][] outcomes(History read) {
        History history = read.withoutAbsurd(targets);
        double[][] outcomes = new double[targets][history.days()];
        for (int target = 0; target < targets; target++) {
            for (int i = 0; i < history.days(); i++) {
                outcomes[target][i] = history.value(history.firstDay() + i, target);
            }
        }
        return outcomes;
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
        EncodedOrigins origins = forecaster.origins(1);
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
                forecaster.encodeOrigin(window, day, history.statics(), origins, 0);
                forecaster.forecast(1, state, origins, 0, forecast);
                double[] references = new double[targets];
                Arrays.setAll(references, target -> origins.reference(0, target));
                forecasts.add(new Told(forecast, references));
            }
        }
        return forecasts;
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
        double median = forecast.values[shape.index(target, middle, lead)];
        double distance = forecast.values[shape.index(target, quantile, lead)] - median;
        return distance == 0 ? Double.NaN : (value - forecast.references[target] - median) / distance;
    }

    /** The model with the widening that these errors require. */
    RecurrentModel widen() {
        if (Arrays.stream(found.young).noneMatch(excesses -> excesses.count > 0)) {
            return model;
        }
        List<Integer> knots = new ArrayList<>();
        for (int age : ages) {
            knots.add(age);
        }
        knots.add(Math.min(spec.window(), FULL * ages[ages.length - 1]));
        List<Double> factors = new ArrayList<>();
        for (int target = 0; target < targets; target++) {
            double share = share(found.learned[target], found.heldBack[target]);
            for (int age = 0; age <= ages.length; age++) {
                for (int lead = 0; lead < leads.length; lead++) {
                    for (int quantile = 0; quantile < quantiles; quantile++) {
                        int cell = ((target * ages.length + age) * leads.length + lead) * quantiles + quantile;
                        factors.add(age == ages.length ? 1 : factor(found.young[cell], share * tail(quantile)));
                    }
                }
            }
        }
        return model.withWidening(
                new Widening(knots, Arrays.stream(leads).boxed().toList(), factors));
    }

    /** How much of what is to lie beyond may do so where a model has learned, for as much as that to do so where it has not. */
    private static double share(Beyond learned, Beyond heldBack) {
        double share = learned.share() / heldBack.share();
        return Double.isNaN(share) ? 1 : Math.max(LEAST_SHARE, Math.min(1, share));
    }

    /** Probability of a value beyond a quantile, seen from the median. */
    private double tail(int quantile) {
        double probability = spec.quantiles().get(quantile);
        return Math.min(probability, 1 - probability);
    }

    /** The factor with which that share of the values lies beyond. */
    private static double factor(Excesses young, double beyond) {
        double factor = young.count == 0 ? 1 : young.quantile(1 - beyond);
        return Math.max(LEAST_FACTOR, Math.min(LARGEST_FACTOR, factor));
    }

    /** What some series show. */
    private final class Found {

        /** By (target, age, lead, quantile): how many times as far from the median as the quantile a value lies, on its side. */
        private final Excesses[] young = new Excesses[targets * ages.length * leads.length * quantiles];

        /** By target: what lies beyond the quantiles of forecasts that know the days before, on days learned from. */
        private final Beyond[] learned = new Beyond[targets];

        /** The same on days held back. */
        private final Beyond[] heldBack = new Beyond[targets];

        Found() {
            Arrays.setAll(young, i -> new Excesses());
            Arrays.setAll(learned, i -> new Beyond());
            Arrays.setAll(heldBack, i -> new Beyond());
        }

        /** What these and others show together. */
        Found and(Found others) {
            Found all = new Found();
            for (Found part : List.of(this, others)) {
                for (int i = 0; i < young.length; i++) {
                    all.young[i].add(part.young[i]);
                }
                for (int target = 0; target < targets; target++) {
                    all.learned[target].add(part.learned[target]);
                    all.heldBack[target].add(part.heldBack[target]);
                }
            }
            return all;
        }

        /**
         * Lets a series begin on days all over its newest ones.
         *
         * @param beginnings how many at most
         * @param start where the first lies between the first two possible ones, in [0, 1)
         */
        private void look(Forecaster forecaster, History history, int beginnings, double start) {
            int last = Math.min(history.lastDay(), period.lastDay()) - 1;
            int known = history.firstDay() + Math.min(spec.window(), (last - history.firstDay()) / 2);
            int first = Math.max(known, last - NEWEST_DAYS + 1);
            int each = Math.min(beginnings, last - first + 1);
            double[][] outcomes = outcomes(history);
            for (int j = 0; j < each; j++) {
                look(forecaster, history, outcomes, first + (int) ((j + start) * (last - first + 1) / each), last);
            }
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
                    addYoung(ahead, target, age, without.get(age));
                    addOld(ahead, target, origin + 1, withPast.get(age));
                }
            }
        }

        /**
         * @param ahead the values of the days after the origin, NaN where there is none to be judged by
         */
        private void addYoung(double[] ahead, int target, int age, Told told) {
            for (int lead = 0; lead < ahead.length; lead++) {
                int cell = ((target * ages.length + age) * leads.length + nearest(lead + 1)) * quantiles;
                for (int quantile = 0; quantile < quantiles; quantile++) {
                    double excess = excess(told, ahead[lead], target, quantile, lead);
                    if (!Double.isNaN(excess)) {
                        young[cell + quantile].add(excess);
                    }
                }
            }
        }

        /**
         * @param ahead as for {@link #addYoung}
         * @param day the first of them
         */
        private void addOld(double[] ahead, int target, int day, Told told) {
            for (int lead = 0; lead < ahead.length; lead++) {
                Beyond beyond = (period.isLearned(day + lead) ? learned : heldBack)[target];
                for (int quantile = 0; quantile < quantiles; quantile++) {
                    beyond.add(excess(told, ahead[lead], target, quantile, lead));
                }
            }
        }
    }

    /** Counts values beyond quantiles. */
    private static final class Beyond {

        private long beyond;
        private long count;

        void add(double excess) {
            if (!Double.isNaN(excess)) {
                beyond += excess > 1 ? 1 : 0;
                count++;
            }
        }

        void add(Beyond others) {
            beyond += others.beyond;
            count += others.count;
        }

        /** NaN if nothing was counted. */
        double share() {
            return (double) beyond / count;
        }
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

        void add(Excesses others) {
            int total = count + others.count;
            values = total > values.length ? Arrays.copyOf(values, 2 * total) : values;
            System.arraycopy(others.values, 0, values, count, others.count);
            count = total;
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
