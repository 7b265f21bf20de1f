package io.undercurrent.training.month;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.undercurrent.model.baseline.Baseline;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.window.MonthEffects;
import io.undercurrent.series.Columns;
import io.undercurrent.series.history.History;
import io.undercurrent.training.history.TrainingPeriod;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MonthLearningTest {

    private static final int FIRST = (int) LocalDate.of(2020, 1, 1).toEpochDay();
    private static final int DAYS = 4 * 365 + 1;
    private static final int SERIES = 12;
    private static final double[] STEPS = {-0.3, 0.2, 0, 0.1, -0.1, 0.05, 0.25, -0.25, 0, 0.15, -0.15, 0.05};

    private static ModelSpec spec(int window) {
        return new ModelSpec(
                Columns.ofTargets("sales"), List.of(), window, 60, List.of(0.5), ModelSpec.Cell.GRU, 4, 1, 4);
    }

    /**
     * Sales with a week and a level of their own, which wanders.
     *
     * @param ofMonth logarithm of what a month makes of a series
     */
    private static List<History> histories(Steps ofMonth) {
        SplittableRandom random = new SplittableRandom(7);
        List<History> histories = new ArrayList<>();
        for (int series = 0; series < SERIES; series++) {
            double[] values = new double[DAYS];
            double level = 4 + random.nextGaussian();
            for (int i = 0; i < DAYS; i++) {
                level += 0.004 * random.nextGaussian();
                double week = (FIRST + i + series) % 7 == 0 ? 0.5 : 0;
                double month =
                        ofMonth.of(series, LocalDate.ofEpochDay(FIRST + i).getMonthValue() - 1);
                values[i] = Math.exp(level + week + month + 0.1 * random.nextGaussian());
            }
            histories.add(new History("series-" + series, FIRST, 1, values));
        }
        return histories;
    }

    private interface Steps {
        double of(int series, int month);
    }

    private static ModelSpec learn(ModelSpec spec, List<History> histories) {
        return MonthLearning.learn(spec, histories, TrainingPeriod.of(histories, spec, Integer.MAX_VALUE));
    }

    private static ModelSpec decomposition() {
        return spec(730).withBaselines(List.of(Baseline.DECOMPOSITION));
    }

    /** A baseline that knows nothing of them gives way to the one that does. */
    @Test
    void learnsWhatMonthsMakeOfAllSeries() {
        ModelSpec spec = spec(730).withBaselines(List.of(Baseline.CLIMATE));
        ModelSpec learnt = learn(spec, histories((series, month) -> STEPS[month]));
        assertEquals(List.of(Baseline.DECOMPOSITION), learnt.baselines());
        for (int month = 0; month < 12; month++) {
            double factor = learnt.monthEffects(0).factors().get(month);
            assertEquals(STEPS[month], Math.log(factor), 0.05, "month " + month);
        }
    }

    @Test
    void learnsNothingWhereMonthsMakeNothing() {
        assertUnchanged(decomposition(), histories((series, month) -> 0));
    }

    /** Each series has months of its own, which say nothing of the others. */
    @Test
    void learnsNothingThatSeriesDoNotShare() {
        assertUnchanged(decomposition(), histories((series, month) -> STEPS[(month + series) % 12]));
    }

    private static void assertUnchanged(ModelSpec spec, List<History> histories) {
        assertEquals(spec, learn(spec, histories));
    }

    @Test
    void aShortWindowOrFewYearsLearnNothing() {
        List<History> histories = histories((series, month) -> STEPS[month]);
        assertUnchanged(spec(56), histories);
        List<History> young =
                histories.stream().map(history -> history.from(FIRST + 500)).toList();
        assertUnchanged(decomposition(), young);
    }

    /** What is held back for validation judges and does not teach. */
    @Test
    void theDaysHeldBackAreNotLearntFrom() {
        List<History> histories = histories((series, month) -> STEPS[month]);
        TrainingPeriod period = TrainingPeriod.of(histories, decomposition(), Integer.MAX_VALUE);
        double[] before = MonthlyIndex.of(histories, 0, 1, period).values();
        for (History history : histories) {
            int heldBack = period.heldBack().get(0).first() - history.firstDay();
            Arrays.fill(history.values(), heldBack, history.days(), 1e6);
        }
        assertArrayEquals(before, MonthlyIndex.of(histories, 0, 1, period).values());
    }

    /** A series that begins in the middle is ten times as large as the others; another owes money on one day. */
    @Test
    void seriesThatComeAndAreNegativeDoNotMoveTheIndex() {
        List<History> histories = new ArrayList<>(histories((series, month) -> STEPS[month]));
        TrainingPeriod period = TrainingPeriod.of(histories, decomposition(), Integer.MAX_VALUE);
        double[] before =
                MonthlyIndex.of(histories.subList(2, SERIES), 0, 1, period).values();
        History late = histories.get(0).from(FIRST + 700);
        Arrays.setAll(late.values(), i -> 10 * late.values()[i]);
        histories.set(0, late);
        histories.get(1).values()[100] = -1;
        double[] after = MonthlyIndex.of(histories, 0, 1, period).values();
        for (int month = 0; month < before.length; month++) {
            assertEquals(before[month], after[month], 0.03, "month " + month);
        }
    }

    @Test
    void effectsAreTwelveFactorsOrNone() {
        assertEquals(
                "factors of months: expected none or 12, but got 1",
                assertThrows(IllegalArgumentException.class, () -> new MonthEffects(List.of(1.0)))
                        .getMessage());
    }
}
