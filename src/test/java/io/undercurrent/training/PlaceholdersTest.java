package io.undercurrent.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.model.recurrent.WindowEncoder;
import io.undercurrent.series.Columns;
import io.undercurrent.series.history.History;
import io.undercurrent.training.ForecastTrainer.Architecture;
import io.undercurrent.training.ForecastTrainer.Source;
import io.undercurrent.training.history.TrainingPeriod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A number that stands for no value counts nowhere: what training says is what it says of the same readings without it. */
class PlaceholdersTest {

    private static final int SERIES = 6;
    private static final int DAYS = 600;
    private static final int HORIZON = 7;
    private static final Columns COLUMNS = Columns.ofTargets("flow");
    private static final double PLACEHOLDER = -9999;

    /** About 220 with wide noise, so that the placeholder is absurd and yet less than a hundred scales away. */
    private static List<History> histories(double onMissingDays) {
        List<History> histories = new ArrayList<>();
        for (int series = 0; series < SERIES; series++) {
            SplittableRandom random = new SplittableRandom(series);
            double[] values = new double[DAYS];
            for (int day = 0; day < DAYS; day++) {
                double value = 220 + 20 * (day % 7 == 0 ? 1 : 0) + 150 * random.nextGaussian();
                values[day] = random.nextInt(40) == 0 ? onMissingDays : value;
            }
            histories.add(new History("series-" + series, 10_000, 1, values));
        }
        return histories;
    }

    @Test
    void errorsOfTheDaysHeldBackAreThoseWithoutPlaceholders() {
        TrainingOutcome[] outcomes = new TrainingOutcome[2];
        RecurrentModel without = train(Double.NaN, outcomes, 0);
        RecurrentModel with = train(PLACEHOLDER, outcomes, 1);
        TrainingOutcome.Target expected = outcomes[0].targets().get(0);
        TrainingOutcome.Target target = outcomes[1].targets().get(0);
        assertTrue(expected.ofWeekBefore().mean() < 250, expected.toString());
        assertEquals(expected.ofWeekBefore(), target.ofWeekBefore());
        assertNear(expected.ofBaseline(), target.ofBaseline());
        assertNear(expected.model(), target.model());
        double kept = without.provenance().heldBackErrors().get(0);
        assertEquals(kept, with.provenance().heldBackErrors().get(0), 0.02 * kept);
    }

    /** The networks differ a little, because a window of a few days does not show yet what is a placeholder. */
    private static void assertNear(TrainingOutcome.Errors expected, TrainingOutcome.Errors errors) {
        assertEquals(expected.mean(), errors.mean(), 0.02 * expected.mean());
        assertEquals(expected.scaled(), errors.scaled(), 0.02 * expected.scaled());
    }

    /** What a window leaves out is nothing to learn: here a number 40 times too large, less than a hundred scales from the baseline. */
    @Test
    void absurdValuesAreNoOutcomes() {
        History clean = histories(Double.NaN).get(0);
        int day = 10_300;
        int origin = day - 4;
        double[] values = clean.values().clone();
        values[day - clean.firstDay()] = 40 * 220;
        History slip = new History(clean.key(), clean.firstDay(), 1, values);
        ModelSpec spec =
                new ModelSpec(COLUMNS, List.of(), 56, HORIZON, List.of(0.1, 0.5, 0.9), ModelSpec.Cell.GRU, 4, 1, 4);
        Sequences[] filled = new Sequences[2];
        for (int i = 0; i < 2; i++) {
            History history = i == 0 ? clean : slip;
            filled[i] = new Sequences(spec, new Encodings(spec, List.of(history)), 4, 1, 10, 1);
            filled[i].fill(0, history, origin - 9, new int[] {9}, any -> true);
        }
        float scale = filled[1].contexts.scale(0, 0);
        assertTrue(40 * 220 / scale < WindowEncoder.FARTHEST_OUTCOME, "scale " + scale);
        float[] expected = filled[0].outcomes.clone();
        expected[day - origin - 1] = Float.NaN;
        assertArrayEquals(expected, filled[1].outcomes);
    }

    private static RecurrentModel train(double onMissingDays, TrainingOutcome[] outcomes, int at) {
        Architecture architecture = new Architecture(56, HORIZON, List.of(0.1, 0.5, 0.9), ModelSpec.Cell.GRU, 4, 1);
        return new ForecastTrainer(
                        COLUMNS, architecture, TrainingOptions.defaults().withSteps(10))
                .train(histories(onMissingDays), new Source("test", "test", Map.of()), new TrainingListener() {
                    @Override
                    public void onProgress(Progress progress) {}

                    @Override
                    public void onEnd(TrainingOutcome ended) {
                        outcomes[at] = ended;
                    }
                });
    }

    @Test
    void baselinesAndWindowsAreComparedWithoutPlaceholders() {
        ModelSpec spec =
                new ModelSpec(COLUMNS, List.of(), 402, HORIZON, List.of(0.1, 0.5, 0.9), ModelSpec.Cell.GRU, 4, 1, 4);
        TrainingPeriod period = TrainingPeriod.of(histories(Double.NaN), spec, Integer.MAX_VALUE);
        BaselineErrors expected = new BaselineErrors(spec, histories(Double.NaN), period);
        BaselineErrors errors = new BaselineErrors(spec, histories(PLACEHOLDER), period);
        assertArrayEquals(expected.distances(), errors.distances(), 1e-9 * expected.distances()[0]);
        assertArrayEquals(expected.quantiles(), errors.quantiles(), 1e-6f);
        Architecture architecture = new Architecture(56, HORIZON, List.of(0.5), ModelSpec.Cell.GRU, 4, 1);
        assertEquals(
                WindowChoice.of(histories(Double.NaN), COLUMNS, architecture, Integer.MAX_VALUE),
                WindowChoice.of(histories(PLACEHOLDER), COLUMNS, architecture, Integer.MAX_VALUE));
    }
}
