package io.undercurrent.training.month;

import io.undercurrent.model.EncodedOrigins;
import io.undercurrent.model.baseline.Baseline;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.WindowEncoder;
import io.undercurrent.model.window.MonthEffects;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.history.History;
import io.undercurrent.training.history.TrainingPeriod;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Learns what months make of the level of all series together. A model gets to know it only if it brings the baseline nearer to years
 * that it was not learnt from: each of the newest three, the days held back included, is forecast by what the other years say.
 */
public final class MonthLearning {

    private static final int YEAR = 365;

    /** Newest years that are forecast. */
    private static final int YEARS = 3;

    /** Fewest months to learn from. With fewer, a year says nearly as much of itself as of the month. */
    private static final int LEAST_MONTHS = 36;

    /** Errors with the effects have to be less than this share of those without. */
    private static final double GAIN = 0.99;

    private static final int MOST_SERIES = 60;
    private static final int MOST_ORIGINS = 240;

    /** Errors count no more than this, in mean sizes of a value, so that few days do not decide. */
    private static final double FARTHEST = 10;

    /** Its multiples, less their integral parts, fill the unit interval evenly however many there are. */
    private static final double GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

    private MonthLearning() {}

    /**
     * {@code spec} with the effects of months on the targets to which they bring something, and with decomposition as their baseline.
     *
     * @param spec with the best baselines without such effects
     */
    public static ModelSpec learn(ModelSpec spec, List<History> histories, TrainingPeriod period) {
        ModelSpec learnt = spec;
        int targets = spec.columns().targets().size();
        for (int target = 0; spec.seesYears() && target < targets; target++) {
            MonthlyIndex index = MonthlyIndex.of(histories, target, targets, period);
            MonthEffects effects = MonthFit.of(index, month -> true);
            boolean shown = index.values().length >= LEAST_MONTHS && !effects.areNone();
            if (shown && brings(spec, target, index, histories, period)) {
                learnt = with(learnt, target, effects);
            }
        }
        return learnt;
    }

    private static ModelSpec with(ModelSpec spec, int target, MonthEffects effects) {
        List<Baseline> baselines = new ArrayList<>(spec.baselines());
        baselines.set(target, Baseline.DECOMPOSITION);
        List<MonthEffects> months = new ArrayList<>(
                spec.months().isEmpty() ? Collections.nCopies(baselines.size(), MonthEffects.NONE) : spec.months());
        months.set(target, effects);
        return spec.withBaselines(baselines).withMonths(months);
    }

    private static boolean brings(
            ModelSpec spec, int target, MonthlyIndex index, List<History> histories, TrainingPeriod period) {
        List<MonthEffects> ofOtherYears = IntStream.range(0, YEARS)
                .mapToObj(year -> {
                    int last = MonthlyIndex.month(period.lastDay() - year * YEAR);
                    int first = MonthlyIndex.month(period.lastDay() - (year + 1) * YEAR + 1);
                    return MonthFit.of(index, month -> month < first || month > last);
                })
                .toList();
        if (ofOtherYears.stream().anyMatch(MonthEffects::areNone)) {
            return false;
        }
        double[] errors = IntStream.range(0, 2 * YEARS)
                .parallel()
                .mapToDouble(which -> {
                    int last = period.lastDay() - which / 2 * YEAR;
                    ModelSpec tried = which % 2 == 0 ? spec : with(spec, target, ofOtherYears.get(which / 2));
                    return error(tried, target, histories, last - YEAR + 1, last);
                })
                .toArray();
        double without = 0;
        double with = 0;
        for (int year = 0; year < YEARS; year++) {
            without += errors[2 * year];
            with += errors[2 * year + 1];
        }
        return with < GAIN * without;
    }

    /** Sum of the errors of the baseline on the days between two, in mean sizes of a value of each series. */
    private static double error(ModelSpec spec, int target, List<History> histories, int first, int last) {
        WindowEncoder encoder = new WindowEncoder(spec);
        EncodedOrigins encoded = encoder.origins(1);
        int targets = spec.columns().targets().size();
        int series = Math.min(MOST_SERIES, histories.size());
        int each = MOST_ORIGINS / series;
        double sum = 0;
        for (int i = 0; i < series; i++) {
            History history = histories.get((int) ((long) i * histories.size() / series));
            History sound = history.withoutAbsurd(targets);
            double size = size(sound, target, first, last);
            double start = i * GOLDEN_RATIO % 1;
            for (int j = 0; j < each && size > 0; j++) {
                int origin = first - 1 + (int) ((j + start) * (last - first + 1) / each);
                if (origin - YEAR >= history.firstDay() && origin <= history.lastDay()) {
                    SlidingWindow window = history.windowAt(origin, spec.window(), spec.horizon(), targets);
                    encoder.encodeOrigin(window, origin, history.statics(), encoded, 0);
                    for (int lead = 1; lead <= spec.horizon() && origin + lead <= last; lead++) {
                        double value = sound.value(origin + lead, target) - encoded.reference(0, target);
                        double error = Math.abs(value - encoded.baseline(0, target, lead)) / size;
                        sum += Double.isNaN(error) ? 0 : Math.min(FARTHEST, error);
                    }
                }
            }
        }
        return sum;
    }

    /** Mean size of the values between two days; 0 if there is none. */
    private static double size(History history, int target, int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToDouble(day -> Math.abs(history.value(day, target)))
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(0);
    }
}
