package io.undercurrent.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.model.EncodedOrigins;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.Forecaster;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.Columns;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.history.History;
import io.undercurrent.training.ForecastTrainer.Architecture;
import io.undercurrent.training.ForecastTrainer.Source;
import io.undercurrent.training.history.TrainingPeriod;
import io.undercurrent.training.history.TrainingPeriod.Stretch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A forecast from few days says how little it knows. */
class YoungSeriesTest {

    private static final int WINDOW = 56;
    private static final int HORIZON = 7;
    private static final int DAYS = 400;
    private static final int[] AGES = {1, 3, 7, 14, 28, 56};

    /** What meters stand at of which the values are a small part, if they are. */
    private static final double FAR = 1e9;

    /** Stores of all sizes alike with a week, a level that wanders, and noise in proportion, all on top of {@code foot}. */
    private static List<History> stores(int count, double foot, long seed) {
        return stores(count, DAYS, foot, seed);
    }

    private static List<History> stores(int count, int days, double foot, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<History> stores = new ArrayList<>();
        for (int store = 0; store < count; store++) {
            double[] sales = new double[days];
            double size = Math.exp(3 + 3 * (store + random.nextDouble()) / count);
            double level = 1;
            double[] week = random.doubles(7, 0.6, 1.4).toArray();
            for (int day = 0; day < days; day++) {
                level *= Math.exp(0.03 * random.nextGaussian());
                sales[day] = foot + size * level * week[day % 7] * Math.exp(0.15 * random.nextGaussian());
            }
            stores.add(new History("store-" + store, 0, 1, sales));
        }
        return stores;
    }

    private static ForecastModel trained(double foot) {
        Architecture architecture = new Architecture(WINDOW, HORIZON, List.of(0.1, 0.5, 0.9), ModelSpec.Cell.GRU, 8, 1);
        return new ForecastTrainer(
                        Columns.ofTargets("sales"),
                        architecture,
                        TrainingOptions.defaults().withSteps(100))
                .train(stores(60, foot, 1), new Source("stores", "test", Map.of()), progress -> {});
    }

    /** Of stores that the model has never seen, one forecast from each age for each of several beginnings. */
    @ParameterizedTest
    @ValueSource(doubles = {0, FAR})
    void fourOfFiveValuesLieInsideAtEveryAge(double foot) {
        ForecastModel model = trained(foot);
        ForecastShape shape = model.shape();
        int[] inside = new int[AGES.length];
        int[] count = new int[AGES.length];
        try (Forecaster forecaster = model.forecaster(1)) {
            for (History store : stores(80, foot, 2)) {
                for (int first = 100; first < 330; first += 33) {
                    History young = store.from(first);
                    for (int i = 0; i < AGES.length; i++) {
                        double[] forecast = forecast(forecaster, model, young, AGES[i]);
                        for (int lead = 0; lead < HORIZON; lead++) {
                            double value = store.value(first + AGES[i] + lead, 0);
                            double low = forecast[shape.index(0, 0, lead)];
                            double high = forecast[shape.index(0, 2, lead)];
                            inside[i] += low <= value && value <= high ? 1 : 0;
                            count[i]++;
                        }
                    }
                }
            }
        }
        for (int i = 0; i < AGES.length; i++) {
            assertEquals(0.8, (double) inside[i] / count[i], 0.04, "share inside at the age of " + AGES[i] + " days");
        }
    }

    private static double[] forecast(Forecaster forecaster, ForecastModel model, History history, int age) {
        float[] input = new float[forecaster.inputSize()];
        float[] state = new float[model.stateSize()];
        EncodedOrigins context = forecaster.origins(1);
        float[] forecast = new float[model.shape().size()];
        SlidingWindow window = history.windowAt(history.firstDay(), WINDOW, HORIZON, 1);
        for (int day = history.firstDay(); day < history.firstDay() + age; day++) {
            if (day > history.firstDay()) {
                history.advance(window);
            }
            forecaster.encodeDay(window, day, input, 0);
            forecaster.step(1, input, state);
        }
        forecaster.encodeOrigin(window, window.newestDay(), context, 0);
        forecaster.forecast(1, state, context, 0, forecast);
        double[] told = new double[forecast.length];
        Arrays.setAll(told, i -> context.reference(0, 0) + forecast[i]);
        return told;
    }

    /** A model that says the same of everything, with quantiles a scale from the median. */
    private static RecurrentModel untrained() {
        ModelSpec spec = new ModelSpec(
                Columns.ofTargets("sales"),
                List.of(),
                WINDOW,
                HORIZON,
                List.of(0.1, 0.5, 0.9),
                ModelSpec.Cell.GRU,
                4,
                1,
                4);
        float[] offsets = new float[HORIZON * 3];
        for (int lead = 0; lead < HORIZON; lead++) {
            offsets[3 * lead] = -1;
            offsets[3 * lead + 2] = 1;
        }
        return RecurrentModel.untrained(spec, 1).adding(offsets);
    }

    /** Stores may have been quite different, or other ones, before. */
    @Test
    void whatWasBeforeTheNewestTwoYearsDoesNotMatter() {
        int days = 1000;
        List<History> steady = stores(5, days, 0, 4);
        List<History> calmer = stores(5, days, 0, 4);
        SplittableRandom random = new SplittableRandom(5);
        for (History store : calmer) {
            for (int day = 0; day < days - 2 * 365 - 2 * WINDOW; day++) {
                store.values()[day] *= Math.exp(random.nextGaussian());
            }
        }
        TrainingPeriod period = TrainingPeriod.of(steady, untrained().spec(), days);
        assertEquals(
                new YoungErrors(untrained(), steady, period).widen().widening(),
                new YoungErrors(untrained(), calmer, period).widen().widening());
    }

    /** Of what lies beyond on days that a model has not learned from, it has learned a part by heart where there is less of it. */
    @Test
    void heldBackDaysWithMoreBeyondMakeIntervalsWider() {
        List<History> stores = stores(5, 0, 6);
        int first = DAYS - 56;
        SplittableRandom random = new SplittableRandom(7);
        for (History store : stores) {
            for (int day = first; day < DAYS; day++) {
                store.values()[day] *= Math.exp(0.5 * random.nextGaussian());
            }
        }
        List<Double> restless = factors(stores, new TrainingPeriod(0, DAYS - 1, List.of(new Stretch(first, DAYS - 1))));
        List<Double> none = factors(stores, new TrainingPeriod(0, DAYS - 1, List.of(new Stretch(DAYS, DAYS))));
        for (int i = 0; i < none.size(); i++) {
            assertTrue(restless.get(i) >= none.get(i), "factor " + i);
        }
        assertTrue(sum(restless) > 1.05 * sum(none), sum(restless) + " against " + sum(none));
    }

    private static List<Double> factors(List<History> stores, TrainingPeriod period) {
        return new YoungErrors(untrained(), stores, period).widen().widening().factors();
    }

    private static double sum(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).sum();
    }

    @Test
    void learnsWhatScaleIsUsual() {
        ModelSpec spec = new ModelSpec(
                Columns.ofTargets("sales"), List.of(), WINDOW, HORIZON, List.of(0.5), ModelSpec.Cell.GRU, 4, 1, 4);
        List<History> stores = stores(40, 0, 3);
        TrainingPeriod period = TrainingPeriod.of(stores, spec, DAYS);
        var prior = ScalePriors.learn(spec, stores, period).scalePriors().get(0);
        assertEquals(1, prior.power(), "sales vary in proportion");
        assertTrue(prior.of(100) > 20 && prior.of(100) < 35, prior.toString());
    }

    /** A number that stands for no value, every few weeks. */
    @Test
    void slipsMakeNoScaleUsual() {
        ModelSpec spec = new ModelSpec(
                Columns.ofTargets("sales"), List.of(), WINDOW, HORIZON, List.of(0.5), ModelSpec.Cell.GRU, 4, 1, 4);
        List<History> with = stores(40, 0, 3);
        TrainingPeriod period = TrainingPeriod.of(with, spec, DAYS);
        List<History> without = stores(40, 0, 3);
        for (int day = 20; day < DAYS; day += 40) {
            for (int store = 0; store < with.size(); store++) {
                with.get(store).values()[day] = -99_999;
                without.get(store).values()[day] = Double.NaN;
            }
        }
        assertEquals(ScalePriors.learn(spec, without, period), ScalePriors.learn(spec, with, period));
    }
}
