package io.undercurrent.training.kind;

import static io.undercurrent.series.Days.WEEK;

import io.undercurrent.model.kind.KindEffects;
import io.undercurrent.model.kind.StaticColumn;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.window.KindPrior;
import io.undercurrent.series.history.History;
import io.undercurrent.training.history.TrainingPeriod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Learns what the series of each level have in common: an analysis of variance of the series' own weekday profiles, flag
 * effects and spreads, one static column after another, each of which explains what those before it left over. Effects of
 * levels with few series are shrunk towards 0.
 */
final class EffectLearning {

    private static final int MOST_SERIES = 2000;

    /** Series that count as much as no effect at all. */
    private static final double SHRINKAGE = 2;

    private static final double FEWEST_DAYS = 0.5;
    private static final double MOST_DAYS = 56;

    private final ModelSpec spec;
    private final List<StaticColumn> columns;
    /** Numbers by series: seven weekdays, the flags, the spread. */
    private final int size;

    private final int flags;

    EffectLearning(ModelSpec spec, List<StaticColumn> columns) {
        this.spec = spec;
        this.columns = columns;
        flags = spec.flagDays().count();
        size = WEEK + flags + 1;
    }

    /** A part of the numbers that a series has, explained step by step. */
    private record Explained(SeriesBehaviour series, int[] levels, double[] left) {}

    List<KindEffects> learn(List<History> histories, TrainingPeriod period) {
        List<KindEffects> targets = new ArrayList<>();
        int count = Math.min(MOST_SERIES, histories.size());
        for (int target = 0; target < spec.columns().targets().size(); target++) {
            List<Explained> all = new ArrayList<>();
            SeriesBehaviour.Measure measure = new SeriesBehaviour.Measure(spec, target);
            for (int i = 0; i < count; i++) {
                History history = histories.get((int) ((long) i * histories.size() / count));
                SeriesBehaviour series = measure.of(history, period.lastOrigin());
                if (series.stretches() > 0) {
                    int[] levels = columns.stream()
                            .mapToInt(column -> column.level(history.statics()))
                            .toArray();
                    all.add(new Explained(series, levels, series.numbers()));
                }
            }
            targets.add(explain(all));
        }
        return targets;
    }

    private KindEffects explain(List<Explained> all) {
        double[] common = takeOut(all, 0);
        List<List<KindPrior>> levels = new ArrayList<>();
        for (int column = 0; column < columns.size(); column++) {
            List<KindPrior> ofColumn = new ArrayList<>();
            for (int level = 0; level < columns.get(column).levels().size(); level++) {
                int position = column;
                int wanted = level;
                ofColumn.add(prior(takeOut(
                        all.stream()
                                .filter(one -> one.levels()[position] == wanted)
                                .toList(),
                        SHRINKAGE)));
            }
            levels.add(ofColumn);
        }
        return new KindEffects(
                prior(common),
                levels,
                days(all, 0, WEEK, SeriesBehaviour::daysOfWeekday),
                days(all, WEEK, WEEK + flags, SeriesBehaviour::daysWithFlags));
    }

    /** Takes the mean of some series off what is left of them. */
    private double[] takeOut(List<Explained> some, double shrinkage) {
        double[] mean = new double[size];
        for (int i = 0; i < size; i++) {
            double sum = 0;
            int count = 0;
            for (Explained one : some) {
                if (!Double.isNaN(one.left()[i])) {
                    sum += one.left()[i];
                    count++;
                }
            }
            mean[i] = count == 0 ? 0 : sum / (count + shrinkage);
        }
        for (Explained one : some) {
            for (int i = 0; i < size; i++) {
                one.left()[i] -= mean[i];
            }
        }
        return mean;
    }

    private KindPrior prior(double[] numbers) {
        return KindPrior.of(
                Arrays.copyOf(numbers, WEEK), Arrays.copyOfRange(numbers, WEEK, WEEK + flags), numbers[WEEK + flags]);
    }

    /**
     * How many days of a series count as much as what its kind says: the variance of a day, divided by that of the effects
     * of series of one kind. What measuring adds to the latter is taken off.
     *
     * @param measuredOn days that an effect of a series was measured on
     */
    private static double days(List<Explained> all, int from, int to, ToDoubleFunction<SeriesBehaviour> measuredOn) {
        double noise = 0;
        double squares = 0;
        double ofMeasuring = 0;
        int count = 0;
        for (Explained one : all) {
            double variance = one.series().variance();
            for (int i = from; i < to; i++) {
                double left = one.left()[i];
                if (!Double.isNaN(left)) {
                    squares += left * left;
                    ofMeasuring += variance / measuredOn.applyAsDouble(one.series());
                    noise += variance;
                    count++;
                }
            }
        }
        double within = squares - ofMeasuring;
        double days = count == 0 ? 1 : within <= 0 ? MOST_DAYS : noise / within;
        return Double.isNaN(days) ? 1 : Math.max(FEWEST_DAYS, Math.min(MOST_DAYS, days));
    }
}
