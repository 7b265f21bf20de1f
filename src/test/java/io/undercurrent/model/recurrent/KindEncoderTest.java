package io.undercurrent.model.recurrent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.undercurrent.model.BaselineParts;
import io.undercurrent.model.EncodedOrigins;
import io.undercurrent.model.baseline.Baseline;
import io.undercurrent.model.kind.KindEffects;
import io.undercurrent.model.kind.Kinds;
import io.undercurrent.model.kind.StaticColumn;
import io.undercurrent.model.window.KindPrior;
import io.undercurrent.model.window.ScalePrior;
import io.undercurrent.series.Columns;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.history.History;
import io.undercurrent.series.kind.StaticFeatures;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a series borrows from its kind. */
class KindEncoderTest {

    private static final int HORIZON = 14;
    /** A Saturday, 1970-01-03. */
    private static final int SATURDAY = 2;

    private static final StaticFeatures WEEKEND = new StaticFeatures(Map.of("kind", "weekend"));
    private static final StaticFeatures EVEN = new StaticFeatures(Map.of("kind", "even"));
    private static final StaticFeatures UNHEARD_OF = new StaticFeatures(Map.of("kind", "unheard-of"));

    /** Sales of 100 with a scale of 20; on Saturdays 160, on Sundays 40, and 60 more in a promotion. */
    private static final KindPrior OF_WEEKEND =
            new KindPrior(List.of(0.0, 0.0, 0.0, 0.0, 0.0, 3.0, -3.0), List.of(3.0), Math.log(2));

    private static final KindPrior NOTHING = new KindPrior(Collections.nCopies(7, 0.0), List.of(0.0), 0);

    private static ModelSpec spec(int window) {
        ModelSpec spec = new ModelSpec(
                        new Columns(List.of("sales"), List.of("promotion", "price")),
                        List.of(true, false),
                        window,
                        HORIZON,
                        List.of(0.5),
                        ModelSpec.Cell.GRU,
                        4,
                        1,
                        4)
                .withScalePriors(List.of(new ScalePrior(0.2, 1)));
        Kinds kinds = new Kinds(
                List.of(new StaticColumn("kind", List.of("even", "weekend"))),
                List.of(new KindEffects(NOTHING, List.of(List.of(NOTHING, OF_WEEKEND)), 20, 5)));
        return spec.withKinds(kinds);
    }

    private static SlidingWindow window(ModelSpec spec, double... sales) {
        SlidingWindow window = new SlidingWindow(1, 2, spec.window() + 7, HORIZON);
        for (int i = 0; i < sales.length; i++) {
            window.advanceTo(SATURDAY + i);
            window.merge(SATURDAY + i, new double[] {sales[i], 0, 5});
        }
        return window;
    }

    private static EncodedOrigins encode(ModelSpec spec, SlidingWindow window, StaticFeatures statics) {
        WindowEncoder encoder = new WindowEncoder(spec);
        EncodedOrigins origins = encoder.origins(1);
        encoder.encodeOrigin(window, window.newestDay(), statics, origins, 0);
        return origins;
    }

    private static double baseline(EncodedOrigins origins, int lead) {
        return origins.reference(0, 0) + origins.baseline(0, 0, lead);
    }

    /** The first day of a series is a Saturday with sales of 160: of its kind that is as usual, and its level 100. */
    @ParameterizedTest
    @ValueSource(ints = {14, 56, 402})
    void aNewSeriesHasTheWeekOfItsKind(int size) {
        ModelSpec spec = spec(size);
        EncodedOrigins ofKind = encode(spec, window(spec, 160), WEEKEND);
        double share = 1.0 / Math.min(size, 56);
        assertEquals(40 + share * 120, baseline(ofKind, 1), 0.01, "Sunday");
        assertEquals(100 + share * 60, baseline(ofKind, 2), 0.01, "Monday");
        assertEquals(160, baseline(ofKind, 7), 0.01, "Saturday");
        assertEquals(160, baseline(encode(spec, window(spec, 160), EVEN), 1));
    }

    /** The kind varies twice as much as others of this level do, so its scale is wider. */
    @Test
    void aNewSeriesHasTheScaleOfItsKind() {
        ModelSpec spec = spec(56);
        SlidingWindow window = window(spec, 160);
        double ratio = encode(spec, window, WEEKEND).scale(0, 0)
                / encode(spec, window, EVEN).scale(0, 0);
        // At a level of about 100, not of 160.
        assertEquals(2 * (100 + 60 / 56.0) / 160, ratio, 1e-3);
    }

    /** Of days with a promotion the usual effect is taken off before they tell the level. */
    @Test
    void aPromotionOnTheFirstDayDoesNotCountForTheLevel() {
        ModelSpec spec = spec(56);
        SlidingWindow window = window(spec, 220);
        window.merge(SATURDAY, new double[] {Double.NaN, 1, Double.NaN});
        assertEquals(100 + 120 / 56.0, baseline(encode(spec, window, WEEKEND), 2), 0.01);
    }

    @Test
    void aFullWindowSpeaksForItself() {
        ModelSpec spec = spec(56);
        SplittableRandom random = new SplittableRandom(7);
        double[] sales = new double[80];
        Arrays.setAll(sales, i -> 80 + random.nextInt(40));
        SlidingWindow window = window(spec, sales);
        EncodedOrigins ofKind = encode(spec, window, WEEKEND);
        EncodedOrigins without = encode(spec.withKinds(Kinds.NONE), window, WEEKEND);
        for (int lead = 1; lead <= HORIZON; lead++) {
            assertEquals(without.baseline(0, 0, lead), ofKind.baseline(0, 0, lead), "lead " + lead);
        }
        assertEquals(without.scale(0, 0), ofKind.scale(0, 0));
    }

    /** The carried state has to stay right when a series gets another kind, so its inputs must not know of kinds. */
    @ParameterizedTest
    @ValueSource(ints = {56, 402})
    void daysAreEncodedAlikeWhateverTheKind(int size) {
        ModelSpec spec = spec(size);
        SplittableRandom random = new SplittableRandom(8);
        double[] sales = new double[30];
        Arrays.setAll(sales, i -> 50 + random.nextInt(100));
        SlidingWindow window = window(spec, sales);
        float[] plain = new float[WindowEncoder.daySize(spec)];
        new WindowEncoder(spec.withKinds(Kinds.NONE)).encodeDay(window, window.newestDay(), plain, 0);
        WindowEncoder encoder = new WindowEncoder(spec);
        EncodedOrigins origins = encoder.origins(1);
        float[] after = new float[plain.length];
        encoder.encodeOrigin(window, window.newestDay(), WEEKEND, origins, 0);
        encoder.encodeDay(window, window.newestDay(), after, 0);
        assertArrayEquals(plain, after);
        // And a forecast does not depend on whether the day was encoded before it.
        encoder.encodeOrigin(window, window.newestDay(), WEEKEND, origins, 0);
        assertArrayEquals(encode(spec, window, WEEKEND).row(0), origins.row(0));
    }

    @Test
    void eachDayAheadCarriesTheLevel() {
        ModelSpec spec = spec(56);
        SlidingWindow window = window(spec, 100, 90);
        assertArrayEquals(new float[] {0, 1}, levels(spec, encode(spec, window, WEEKEND)));
        assertArrayEquals(new float[] {1, 0}, levels(spec, encode(spec, window, EVEN)));
        assertArrayEquals(new float[] {0, 0}, levels(spec, encode(spec, window, UNHEARD_OF)), "a level never seen");
        assertArrayEquals(
                encode(spec, window, StaticFeatures.NONE).row(0),
                encode(spec, window, UNHEARD_OF).row(0),
                "is as none");
        assertNotEquals(
                encode(spec, window, EVEN).baseline(0, 0, 6),
                encode(spec, window, WEEKEND).baseline(0, 0, 6),
                "the next Saturday");
    }

    private static float[] levels(ModelSpec spec, EncodedOrigins origins) {
        float[] features = new float[HORIZON * WindowEncoder.leadSize(spec)];
        origins.features(0, features, 0);
        int size = WindowEncoder.leadSize(spec);
        for (int lead = 1; lead < HORIZON; lead++) {
            assertArrayEquals(
                    Arrays.copyOfRange(features, size - 2, size),
                    Arrays.copyOfRange(features, (lead + 1) * size - 2, (lead + 1) * size));
        }
        return Arrays.copyOfRange(features, size - 2, size);
    }

    /** What is told of the baseline of a young series adds up to it, whatever it borrows. */
    @Test
    void theirPartsAddUpToTheBaseline() {
        SplittableRandom random = new SplittableRandom(12);
        for (int run = 0; run < 40; run++) {
            ModelSpec spec = spec(402).withBaselines(List.of(Baseline.values()[random.nextInt(3)]));
            int days = 1 + random.nextInt(30);
            double[] values = new double[3 * (days + HORIZON)];
            for (int day = 0; day < days + HORIZON; day++) {
                values[3 * day] = random.nextInt(200);
                values[3 * day + 1] = random.nextInt(2);
                values[3 * day + 2] = 5;
            }
            SlidingWindow window =
                    new History("store", SATURDAY, 3, values).windowAt(SATURDAY + days - 1, 409, HORIZON, 1);
            StaticFeatures statics = List.of(WEEKEND, EVEN, UNHEARD_OF).get(random.nextInt(3));
            EncodedOrigins origins = encode(spec, window, statics);
            List<BaselineParts> parts = new BaselineExplainer(spec)
                    .explain(window, window.newestDay(), statics)
                    .get(0);
            for (int lead = 1; lead <= HORIZON; lead++) {
                float baseline = origins.baseline(0, 0, lead);
                double sum = parts.get(lead - 1).sum() - origins.reference(0, 0);
                assertEquals(baseline, sum, 1e-4 * (1 + Math.abs(baseline)), "run " + run + " lead " + lead);
            }
        }
    }

    @Test
    void effectsMustBeOfTheFlagsThatTheModelHas() {
        ModelSpec spec = spec(56);
        KindPrior two = new KindPrior(Collections.nCopies(7, 0.0), List.of(0.0, 0.0), 0);
        Kinds wrong =
                new Kinds(spec.kinds().columns(), List.of(new KindEffects(two, List.of(List.of(two, two)), 20, 5)));
        String message = assertThrows(IllegalArgumentException.class, () -> spec.withKinds(wrong))
                .getMessage();
        assertEquals("kinds: expected effects of 1 flags and holidays, but got 2", message);
    }
}
