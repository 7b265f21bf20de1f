package io.undercurrent.training.kind;

import static io.undercurrent.series.Days.WEEK;

import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.window.Calendar;
import io.undercurrent.model.window.FlagDays;
import io.undercurrent.model.window.WindowStatistics;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.history.History;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How a series behaves in one target, as measured on some stretches of eight weeks, in usual scales of its level.
 *
 * @param numbers what each weekday adds to the level, what each flag adds, and the logarithm of the ratio of its scale to the
 *     usual scale; NaN where nothing is known
 * @param variance of a day about all that
 * @param stretches measured on; 0 if there was none
 * @param flagged days with a flag, on average over the flags
 */
record SeriesBehaviour(double[] numbers, double variance, int stretches, double flagged) {

    private static final int STRETCH = WindowStatistics.RECENT_DAYS;
    private static final int FEWEST_VALUES = STRETCH / 2;
    private static final int MOST_STRETCHES = 8;

    /** Weekdays and flags are told apart by turns. */
    private static final int ROUNDS = 3;

    /** Departures are limited to this many usual scales. */
    private static final double FARTHEST = 10;

    /** A median says less than a mean: π/2 for normal errors. */
    private static final double LOSS_OF_MEDIAN = Math.PI / 2;

    double daysOfWeekday() {
        return stretches * (double) STRETCH / WEEK / LOSS_OF_MEDIAN;
    }

    double daysWithFlags() {
        return Math.max(1, flagged);
    }

    /** Measures series of one target. Not thread-safe: holds working memory. */
    static final class Measure {

        private final ModelSpec spec;
        private final int target;
        private final FlagDays flags;
        private final WindowStatistics statistics;
        private final double[] values = new double[STRETCH];
        private final boolean[][] flagged;
        private final double[] weekdays = new double[WEEK];
        private final double[] effects;

        Measure(ModelSpec spec, int target) {
            this.spec = spec;
            this.target = target;
            flags = spec.flagDays();
            statistics =
                    new WindowStatistics(STRETCH, STRETCH, spec.scalePriors().get(target), spec.spikeDays());
            flagged = new boolean[flags.count()][STRETCH];
            effects = new double[flags.count()];
        }

        /** The behaviour of a series up to a day. */
        SeriesBehaviour of(History history, int lastDay) {
            double[] sums = new double[WEEK + effects.length + 1];
            double[] weights = new double[sums.length];
            double variance = 0;
            int stretches = 0;
            int last = Math.min(history.lastDay(), lastDay);
            for (; last - STRETCH + 1 >= history.firstDay() && stretches < MOST_STRETCHES; last -= STRETCH) {
                double unit = measure(history, last);
                if (!(unit > 0)) {
                    continue;
                }
                double level = Arrays.stream(weekdays).sum() / WEEK;
                for (int weekday = 0; weekday < WEEK; weekday++) {
                    add(sums, weights, weekday, (weekdays[weekday] - level) / unit, 1);
                }
                for (int flag = 0; flag < effects.length; flag++) {
                    add(sums, weights, WEEK + flag, effects[flag] / unit, count(flagged[flag]));
                }
                add(sums, weights, sums.length - 1, Math.log(statistics.scale() / statistics.usualScale()), 1);
                variance += variance(unit);
                stretches++;
            }
            double flaggedDays = 0;
            for (int i = 0; i < sums.length; i++) {
                sums[i] = weights[i] == 0 ? Double.NaN : sums[i] / weights[i];
                flaggedDays += i >= WEEK && i < sums.length - 1 ? weights[i] / effects.length : 0;
            }
            return new SeriesBehaviour(sums, stretches == 0 ? 0 : variance / stretches, stretches, flaggedDays);
        }

        private static void add(double[] sums, double[] weights, int at, double number, double weight) {
            if (weight > 0 && Double.isFinite(number)) {
                sums[at] += weight * Math.max(-FARTHEST, Math.min(FARTHEST, number));
                weights[at] += weight;
            }
        }

        private int count(boolean[] days) {
            int count = 0;
            for (int i = 0; i < STRETCH; i++) {
                count += days[i] && !Double.isNaN(values[i]) ? 1 : 0;
            }
            return count;
        }

        /** Tells weekdays and flags of a stretch apart. Returns its usual scale; NaN if there are too few values. */
        private double measure(History history, int last) {
            SlidingWindow window =
                    history.windowAt(last, STRETCH, 0, spec.columns().targets().size());
            statistics.compute(window, last, target);
            int present = 0;
            for (int i = 0; i < STRETCH; i++) {
                int day = last - STRETCH + 1 + i;
                values[i] = statistics.value(day);
                present += Double.isNaN(values[i]) ? 0 : 1;
                for (int flag = 0; flag < effects.length; flag++) {
                    flagged[flag][i] = flags.value(window, day, flag) == 1;
                }
            }
            if (present < FEWEST_VALUES) {
                return Double.NaN;
            }
            Arrays.fill(effects, 0);
            for (int round = 0; round < ROUNDS; round++) {
                for (int weekday = 0; weekday < WEEK; weekday++) {
                    weekdays[weekday] = medianWithoutFlags(last, weekday);
                }
                for (int flag = 0; flag < effects.length; flag++) {
                    effects[flag] += effectLeft(last, flag);
                }
            }
            double level = statistics.observations().reference()
                    + Arrays.stream(weekdays).sum() / WEEK;
            return spec.scalePriors().get(target).of(level);
        }

        private double medianWithoutFlags(int last, int weekday) {
            double[] own = IntStream.range(0, STRETCH)
                    .filter(i -> Calendar.weekday(last - STRETCH + 1 + i) == weekday && !Double.isNaN(values[i]))
                    .mapToDouble(i -> values[i] - ofFlags(i))
                    .sorted()
                    .toArray();
            return own.length == 0 ? statistics.level() : (own[own.length / 2] + own[(own.length - 1) / 2]) / 2;
        }

        private double ofFlags(int i) {
            double sum = 0;
            for (int flag = 0; flag < effects.length; flag++) {
                sum += flagged[flag][i] ? effects[flag] : 0;
            }
            return sum;
        }

        /** What days with a flag have more than those without any flag, beyond the effects so far. */
        private double effectLeft(int last, int flag) {
            double with = 0;
            double without = 0;
            int daysWith = 0;
            int daysWithout = 0;
            for (int i = 0; i < STRETCH; i++) {
                if (Double.isNaN(values[i])) {
                    continue;
                }
                double left = left(last, i);
                if (flagged[flag][i]) {
                    with += left;
                    daysWith++;
                } else if (!isFlagged(i)) {
                    without += left;
                    daysWithout++;
                }
            }
            return daysWith == 0 || daysWithout == 0 ? 0 : with / daysWith - without / daysWithout;
        }

        private boolean isFlagged(int i) {
            for (boolean[] days : flagged) {
                if (days[i]) {
                    return true;
                }
            }
            return false;
        }

        private double left(int last, int i) {
            return values[i] - weekdays[Calendar.weekday(last - STRETCH + 1 + i)] - ofFlags(i);
        }

        private double variance(double unit) {
            double squares = 0;
            int count = 0;
            int last = statistics.newest();
            for (int i = 0; i < STRETCH; i++) {
                if (!Double.isNaN(values[i])) {
                    double left = Math.max(-FARTHEST, Math.min(FARTHEST, left(last, i) / unit));
                    squares += left * left;
                    count++;
                }
            }
            return squares / count;
        }
    }
}
