package io.undercurrent.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.model.EncodedOrigins;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.Forecaster;
import io.undercurrent.model.Predecessor;
import io.undercurrent.model.file.ModelFile;
import io.undercurrent.model.recurrent.ModelSpec.Cell;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.Columns;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.history.History;
import io.undercurrent.training.ForecastTrainer.Architecture;
import io.undercurrent.training.ForecastTrainer.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ForecastTrainerTest {

    private static final Columns COLUMNS = new Columns(List.of("sales"), List.of("promotion"));
    private static final Source SOURCE = new Source("test", "test", Map.of());
    private static final int DAYS = 300;
    private static final int HORIZON = 7;

    /** Sales with a weekly rhythm that a promotion raises by half, at levels from 10 to 10,000, with noise of 3 %. */
    private static List<History> stores(int count, long seed) {
        List<History> histories = new ArrayList<>();
        for (int store = 0; store < count; store++) {
            SplittableRandom random = new SplittableRandom(seed + store);
            double level = Math.pow(10, 1 + 3 * random.nextDouble());
            double[] values = new double[DAYS * 2];
            for (int day = 0; day < DAYS; day++) {
                boolean promotion = random.nextInt(8) == 0;
                double mean = level * (1 + 0.3 * Math.sin(2 * Math.PI * day / 7)) * (promotion ? 1.5 : 1);
                values[2 * day] = mean * (1 + 0.03 * random.nextGaussian());
                values[2 * day + 1] = promotion ? 1 : 0;
            }
            histories.add(new History("store-" + store, 10_000, 2, values));
        }
        return histories;
    }

    private static RecurrentModel train(List<History> histories, Cell cell, TrainingOptions options) {
        Architecture architecture = new Architecture(28, HORIZON, List.of(0.1, 0.5, 0.9), cell, 16, 1);
        return new ForecastTrainer(COLUMNS, architecture, options).train(histories, SOURCE, TrainingListener.SILENT);
    }

    /** What the model cannot know, the promotions of the days ahead, is what the weekday median misses. */
    @ParameterizedTest
    @EnumSource
    void learnsWhatTheWeekdayMedianCannotKnow(Cell cell) {
        ForecastModel model =
                train(stores(60, 1), cell, TrainingOptions.defaults().withSteps(400));
        double modelError = 0;
        double baselineError = 0;
        int inside = 0;
        int days = 0;
        // Stores never seen in training.
        for (History history : stores(60, 1000)) {
            try (Forecaster forecaster = model.forecaster(1)) {
                float[] state = new float[model.stateSize()];
                float[] input = new float[forecaster.inputSize()];
                EncodedOrigins context = forecaster.origins(1);
                float[] forecast = new float[model.shape().size()];
                float[] baseline = new float[HORIZON * model.shape().targets().size()];
                SlidingWindow window = history.windowAt(history.firstDay(), 28, HORIZON, 1);
                int origin = history.lastDay() - HORIZON;
                for (int day = history.firstDay(); day <= origin; day++) {
                    if (day > history.firstDay()) {
                        history.advance(window);
                    }
                    forecaster.encodeDay(window, day, input, 0);
                    forecaster.step(1, input, state);
                }
                forecaster.encodeOrigin(window, origin, context, 0);
                forecaster.forecast(1, state, context, 0, forecast);
                context.baselines(0, baseline);
                for (int lead = 0; lead < HORIZON; lead++) {
                    double actual = history.value(origin + 1 + lead, 0);
                    modelError += Math.abs(actual - forecast[model.shape().index(0, 1, lead)]) / actual;
                    baselineError += Math.abs(actual - baseline[lead]) / actual;
                    inside += actual >= forecast[model.shape().index(0, 0, lead)]
                                    && actual <= forecast[model.shape().index(0, 2, lead)]
                            ? 1
                            : 0;
                    days++;
                }
            }
        }
        assertTrue(
                modelError < 0.8 * baselineError,
                cell + ": mean relative error " + modelError / days + " against " + baselineError / days);
        assertTrue(inside > 0.5 * days && inside < 0.98 * days, cell + ": " + inside + " of " + days + " inside 80 %");
    }

    @Test
    void givesEqualFilesForEqualSeeds() {
        TrainingOptions options = TrainingOptions.defaults().withSteps(30);
        byte[] first = ModelFile.toBytes(train(stores(8, 1), Cell.GRU, options));
        assertArrayEquals(first, ModelFile.toBytes(train(stores(8, 1), Cell.GRU, options)));
        assertFalse(Arrays.equals(first, ModelFile.toBytes(train(stores(8, 1), Cell.GRU, options.withSeed(2)))));
    }

    /** What was learned of other stores serves these: a third of the steps bring it further than from the beginning. */
    @Test
    void goesOnWithTheWeightsOfAnotherModel() {
        TrainingOptions few = TrainingOptions.defaults().withSteps(50);
        RecurrentModel before =
                train(stores(20, 1), Cell.GRU, TrainingOptions.defaults().withSteps(150));
        List<History> since = stores(20, 500);
        RecurrentModel after = ForecastTrainer.goingOn(before, few).train(since, SOURCE, TrainingListener.SILENT);
        RecurrentModel anew = train(since, Cell.GRU, few);
        assertEquals(before.spec(), after.spec());
        assertTrue(
                after.provenance().validationLoss() < anew.provenance().validationLoss(),
                after.provenance() + " against " + anew.provenance());
        Predecessor predecessor = after.provenance().predecessors().get(0);
        assertEquals(before.id(), predecessor.model());
        assertEquals(before.provenance().steps(), predecessor.steps());
        RecurrentModel twice = ForecastTrainer.goingOn(after, few).train(since, SOURCE, TrainingListener.SILENT);
        assertEquals(
                List.of(before.id(), after.id()),
                twice.provenance().predecessors().stream()
                        .map(Predecessor::model)
                        .toList());
    }

    @Test
    void looksAtNothingAfterTheLastDay() {
        TrainingOptions options = TrainingOptions.defaults().withSteps(20).withLastDay(10_000 + 250);
        List<History> changed = new ArrayList<>();
        for (History history : stores(8, 1)) {
            double[] values = history.values().clone();
            for (int day = 251; day < DAYS; day++) {
                // The covariate stays: it is known in advance.
                values[2 * day] = -1e6;
            }
            changed.add(new History(history.key(), history.firstDay(), 2, values));
        }
        assertArrayEquals(
                ModelFile.toBytes(train(stores(8, 1), Cell.GRU, options)),
                ModelFile.toBytes(train(changed, Cell.GRU, options)));
    }

    @Test
    void recordsWhereTheModelCameFrom() {
        TrainingOptions options =
                TrainingOptions.defaults().withSteps(60).withSeed(9).withLastDay(10_000 + 250);
        var provenance = train(stores(8, 1), Cell.SIMPLE_RNN, options).provenance();
        assertEquals(8, provenance.series());
        assertEquals(8 * 251, provenance.readings());
        assertEquals("1997-05-19", provenance.from());
        assertEquals("1998-01-24", provenance.until());
        assertEquals(9, provenance.seed());
        assertTrue(provenance.steps() > 0 && provenance.steps() <= 60);
        assertTrue(provenance.validationLoss() > 0);
    }

    @Test
    void saysHowManyDaysItNeeds() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> train(
                                stores(2, 1),
                                Cell.GRU,
                                TrainingOptions.defaults().withLastDay(10_010)))
                .getMessage();
        assertTrue(message.contains("at least") && message.contains("got 11"), message);
        assertThrows(IllegalArgumentException.class, () -> train(List.of(), Cell.GRU, TrainingOptions.defaults()));
    }

    /** {@code history} with a value of the target on the days that {@code known} says, and {@code ahead} days of covariates. */
    private static History withTargets(History history, IntPredicate known, int ahead) {
        double[] values = Arrays.copyOf(history.values(), history.values().length + 2 * ahead);
        for (int day = 0; day < values.length / 2; day++) {
            values[2 * day] = day < DAYS && known.test(day) ? values[2 * day] : Double.NaN;
        }
        return new History(history.key(), history.firstDay(), 2, values);
    }

    @Test
    void covariatesOfDaysToComeDoNotMoveTheDaysHeldBack() {
        TrainingOptions options = TrainingOptions.defaults().withSteps(20);
        List<History> histories = stores(8, 1);
        List<History> ahead = histories.stream()
                .map(history -> withTargets(history, day -> true, 60))
                .toList();
        var expected = train(histories, Cell.GRU, options).provenance();
        var provenance = train(ahead, Cell.GRU, options).provenance();
        assertEquals(expected.until(), provenance.until());
        assertEquals(expected.readings(), provenance.readings());
        // The promotions ahead come to the last windows; the days that judge are the same.
        assertEquals(expected.validationLoss(), provenance.validationLoss(), 0.2 * expected.validationLoss());
    }

    @Test
    void saysThatNothingCanBeValidated() {
        // One value at the end of a gap longer than the window: nothing to scale it by.
        List<History> histories = stores(2, 1).stream()
                .map(history -> withTargets(history, day -> day < 200 || day == DAYS - 1, 0))
                .toList();
        String message = assertThrows(
                        IllegalArgumentException.class, () -> train(histories, Cell.GRU, TrainingOptions.defaults()))
                .getMessage();
        assertEquals(
                "readings: expected values of the targets on the days held back for validation, 1998-02-08 to"
                        + " 1998-03-14, and in the window of 28 days before them, but no series that is 14 days old by"
                        + " then has both",
                message);
    }

    @Test
    void copesWithSeriesOfAnyLength() {
        List<History> histories = new ArrayList<>(stores(4, 1));
        histories.add(new History("one-day", 10_100, 2, new double[] {5, 0}));
        histories.add(new History("late", 10_000 + DAYS - 3, 2, new double[] {5, 0, 6, 0, 7, 1}));
        histories.add(new History("empty", 10_050, 2, new double[] {Double.NaN, 0, Double.NaN, 0}));
        ForecastModel model =
                train(histories, Cell.GRU, TrainingOptions.defaults().withSteps(50));
        assertTrue(Double.isFinite(model.provenance().validationLoss()));
    }

    /** Few days, one or two series, nothing to learn: the loss is a number at every step. */
    @ParameterizedTest
    @CsvSource({
        "60,1,7,GRU",
        "60,2,1,LSTM",
        "90,1,28,SIMPLE_RNN",
        "120,1,7,GRU",
        "366,1,7,GRU",
        "366,1,28,LSTM",
        "366,1,1,SIMPLE_RNN",
        "450,1,7,GRU",
        "500,2,7,GRU",
        "1000,1,7,LSTM"
    })
    void staysFiniteOnFewDays(int days, int series, int horizon, Cell cell) {
        for (Shop shop : Shop.values()) {
            List<History> histories = new ArrayList<>();
            for (int i = 0; i < series; i++) {
                SplittableRandom random = new SplittableRandom(i);
                double[] values = new double[days];
                for (int day = 0; day < days; day++) {
                    values[day] = switch (shop) {
                        case ORDINARY -> Math.round(50 + 10 * Math.sin(day * 0.9) + 5 * random.nextGaussian());
                        case CONSTANT -> 17;
                        case EMPTY -> 0;
                    };
                }
                histories.add(new History("shop-" + i, 20_000, 1, values));
            }
            List<TrainingListener.Progress> progress = new ArrayList<>();
            Architecture architecture = new Architecture(56, horizon, List.of(0.1, 0.5, 0.9), cell, 8, 1);
            new ForecastTrainer(
                            Columns.ofTargets("sales"),
                            architecture,
                            TrainingOptions.defaults().withSteps(100))
                    .train(histories, SOURCE, progress::add);
            assertEquals(101, progress.size());
            for (TrainingListener.Progress each : progress) {
                assertTrue(
                        Double.isFinite(each.validationLoss()) && Double.isFinite(each.bestValidationLoss()),
                        shop + ": " + each);
                assertTrue(each.step() < 50 || Double.isFinite(each.trainingLoss()), shop + ": " + each);
            }
        }
    }

    private enum Shop {
        ORDINARY,
        CONSTANT,
        EMPTY
    }

    @Test
    void neverTakesALossForOneThatIsNoNumber() {
        List<History> histories = List.of(new History("a", 10_000, 2, new double[2 * DAYS]));
        histories.get(0).values()[2 * 100 + 1] = Float.POSITIVE_INFINITY;
        TrainingOptions options = TrainingOptions.defaults().withSteps(20);
        String message = assertThrows(IllegalStateException.class, () -> train(histories, Cell.GRU, options))
                .getMessage();
        assertTrue(message.contains("diverged"), message);
    }

    @Test
    void saysWhatCameOfItInUnitsOfTheTarget() {
        TrainingOutcome[] outcome = new TrainingOutcome[1];
        Architecture architecture = new Architecture(28, HORIZON, List.of(0.1, 0.5, 0.9), Cell.GRU, 16, 1);
        List<History> histories = stores(20, 1);
        histories.add(new History("young", 10_000 + DAYS - 3, 2, new double[] {5, 0, 6, 0, 7, 1}));
        new ForecastTrainer(COLUMNS, architecture, TrainingOptions.defaults().withSteps(200))
                .train(histories, SOURCE, new TrainingListener() {
                    @Override
                    public void onProgress(Progress progress) {}

                    @Override
                    public void onEnd(TrainingOutcome ended) {
                        outcome[0] = ended;
                    }
                });
        assertTrue(outcome[0].isGain());
        assertEquals(1, outcome[0].youngSeries());
        assertEquals("1998-03-14", outcome[0].heldBackTo().toString());
        TrainingOutcome.Target sales = outcome[0].targets().get(0);
        assertEquals("sales", sales.name());
        // Promotions come as they like, so that the week before knows nothing of them.
        assertEquals(1, sales.ofWeekBefore().scaled(), 0.25);
        assertTrue(sales.model().scaled() < 0.8 * sales.ofBaseline().scaled(), sales.toString());
        assertTrue(sales.ofBaseline().scaled() < sales.ofWeekBefore().scaled(), sales.toString());
        assertTrue(sales.model().mean() < sales.ofBaseline().mean(), sales.toString());
    }
}
