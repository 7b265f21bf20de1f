package io.undercurrent.training.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.model.kind.Kinds;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.window.KindPrior;
import io.undercurrent.model.window.ScalePrior;
import io.undercurrent.series.Columns;
import io.undercurrent.series.history.History;
import io.undercurrent.series.kind.StaticFeatures;
import io.undercurrent.training.history.TrainingPeriod;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is learnt of the kinds of series whose behaviour is known. */
class KindLearningTest {

    private static final int DAYS = 400;
    private static final double SHARE = 0.2;

    private static ModelSpec spec() {
        return new ModelSpec(
                        new Columns(List.of("sales"), List.of("promotion")),
                        List.of(true),
                        56,
                        7,
                        List.of(0.5),
                        ModelSpec.Cell.GRU,
                        4,
                        1,
                        4)
                .withScalePriors(List.of(new ScalePrior(SHARE, 1)));
    }

    /**
     * Sales about a level of its own, a tenth of it up or down by chance; on Saturdays by a share more, which Mondays lack, and in
     * promotions by another.
     */
    private static History store(
            String key, double saturdays, double promotions, SplittableRandom random, Map<String, String> levels) {
        double level = 50 * Math.exp(random.nextGaussian());
        double[] values = new double[2 * DAYS];
        for (int day = 0; day < DAYS; day++) {
            int weekday = Math.floorMod(day + 3, 7);
            int promotion = random.nextInt(6) == 0 ? 1 : 0;
            double share = 1 + (weekday == 5 ? saturdays : weekday == 0 ? -saturdays : 0) + promotions * promotion;
            values[2 * day] = level * (share + 0.1 * random.nextGaussian());
            values[2 * day + 1] = promotion;
        }
        return new History(key, 0, 2, values, new StaticFeatures(levels));
    }

    private static Kinds learn(List<History> histories) {
        return KindLearning.learn(spec(), histories, TrainingPeriod.of(histories, spec(), Integer.MAX_VALUE))
                .kinds();
    }

    private static KindPrior prior(Kinds kinds, Map<String, String> levels) {
        return kinds.prior(0, kinds.levels(new StaticFeatures(levels)));
    }

    /** Effects are told in usual scales, a fifth of the level each. */
    @Test
    void findsWhatSeriesOfAKindHaveInCommon() {
        long seed = 3;
        SplittableRandom random = new SplittableRandom(seed);
        List<History> histories = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            boolean weekend = i % 2 == 0;
            boolean north = i % 3 == 0;
            histories.add(store(
                    "store-" + i,
                    (weekend ? 0.4 : 0) + 0.02 * random.nextGaussian(),
                    (weekend ? 0.1 : 0.5) + (north ? 0.2 : 0),
                    random,
                    Map.of("kind", weekend ? "weekend" : "even", "region", north ? "north" : "south")));
        }
        Kinds kinds = learn(histories);
        KindPrior weekend = prior(kinds, Map.of("kind", "weekend", "region", "north"));
        assertEquals(0.4 / SHARE, weekend.weekdays().get(5), 0.2, "seed " + seed);
        assertEquals(-0.4 / SHARE, weekend.weekdays().get(0), 0.2, "seed " + seed);
        assertEquals(0, weekend.weekdays().get(2), 0.1, "seed " + seed);
        assertEquals(0.3 / SHARE, weekend.flags().get(0), 0.2, "seed " + seed);
        KindPrior even = prior(kinds, Map.of("kind", "even", "region", "south"));
        assertEquals(0, even.weekdays().get(5), 0.2, "seed " + seed);
        assertEquals(0.5 / SHARE, even.flags().get(0), 0.25, "seed " + seed);
        // Nothing is known of it: between the others.
        assertEquals(0.2 / SHARE, prior(kinds, Map.of()).weekdays().get(5), 0.2, "seed " + seed);
        // The variance of a day is 0.1², that of Saturdays within a kind 0.02², in one of seven weekdays and its
        // opposite.
        assertTrue(kinds.targets().get(0).weekdayDays() > 10, kinds.targets().get(0)::toString);
    }

    /** Where series of a kind differ as much as any others, a few days of their own count more than it. */
    @Test
    void aKindWhoseSeriesDifferCountsLittle() {
        long seed = 4;
        SplittableRandom random = new SplittableRandom(seed);
        List<History> histories = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            histories.add(store(
                    "store-" + i, 0.4 * random.nextGaussian(), 0.2, random, Map.of("kind", i % 2 == 0 ? "a" : "b")));
        }
        Kinds kinds = learn(histories);
        double variance = 2.0 / 7 * 0.4 * 0.4;
        assertEquals(
                0.1 * 0.1 / variance,
                kinds.targets().get(0).weekdayDays(),
                0.5,
                "seed " + seed + ": " + kinds.targets().get(0).weekdayDays());
    }

    @Test
    void onlyLevelsThatEnoughSeriesHaveAreKnown() {
        SplittableRandom random = new SplittableRandom(5);
        List<History> histories = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String kind = i < 9 ? "dairy" : i < 14 ? "bread" : i < 18 ? "rare" : "rarer";
            histories.add(store(
                    "store-" + i, 0, 0.2, random, Map.of("kind", kind, "country", "DE", "street", "street-" + i)));
        }
        Kinds kinds = learn(histories);
        assertEquals(1, kinds.columns().size(), "a country that is that of all tells nothing apart, nor do streets");
        assertEquals("kind", kinds.columns().get(0).name());
        assertEquals(List.of("dairy", "bread"), kinds.columns().get(0).levels());
        assertEquals(prior(kinds, Map.of()), prior(kinds, Map.of("kind", "rare")));
    }

    @Test
    void withoutTheFileNothingIsLearnt() {
        SplittableRandom random = new SplittableRandom(6);
        List<History> histories = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            histories.add(store("store-" + i, 0, 0.2, random, Map.of()));
        }
        assertEquals(Kinds.NONE, learn(histories));
        assertEquals(histories, KindLearning.shown(spec(), histories));
    }

    /** So that the network knows what to do with a series of which it knows nothing. */
    @Test
    void someSeriesAreShownAsOfNoKind() {
        SplittableRandom random = new SplittableRandom(6);
        List<History> histories = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            histories.add(store("store-" + i, 0, 0.2, random, Map.of("kind", i % 2 == 0 ? "a" : "b")));
        }
        ModelSpec spec = spec().withKinds(learn(histories));
        List<StaticFeatures> shown = KindLearning.shown(spec, histories).stream()
                .map(History::statics)
                .toList();
        assertEquals(4, Collections.frequency(shown, StaticFeatures.NONE));
        assertEquals(18, Collections.frequency(shown, new StaticFeatures(Map.of("kind", "a"))), "of each kind some");
    }
}
